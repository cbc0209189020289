/** What the engine and the recognition process say to each other, over the standard input and output of the process. */
package io.callfuse.engine.asr.protocol;
