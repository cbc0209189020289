/** Sees when the engine cannot keep up, and says what it gives up then: words first, then new calls. */
package io.callfuse.engine.overload;
