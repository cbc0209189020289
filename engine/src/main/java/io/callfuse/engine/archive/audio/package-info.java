/** Keeps the audio of callers who have agreed to it: the frames that the engine hears, copied to a thread that writes them. */
package io.callfuse.engine.archive.audio;
