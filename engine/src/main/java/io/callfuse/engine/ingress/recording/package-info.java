/** Reads recordings, WAV and FLAC, and the RTP in captures of packets, as if they were live streams. */
package io.callfuse.engine.ingress.recording;
