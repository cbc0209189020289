/** Turns RTP packets, live or captured, into media frames on the clock of their timestamps. */
package io.callfuse.engine.ingress.rtp;
