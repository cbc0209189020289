/** Feeds the recognition process with the legs' speech, keeps it alive, and gives the words back to the legs. */
package io.callfuse.engine.asr.feed;
