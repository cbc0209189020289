/** What the caller says, in words: the words themselves, and where they come from. */
package io.callfuse.engine.asr;
