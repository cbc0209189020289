/** Reads recordings, WAV and FLAC, as if they were live streams. */
package io.callfuse.engine.ingress.recording;
