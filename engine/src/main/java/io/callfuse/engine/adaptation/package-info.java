/** Adapts the emotion model to an operator's own labelled calls, and judges on callers left out what that gained. */
package io.callfuse.engine.adaptation;
