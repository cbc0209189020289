/** Asterisk's AudioSocket: one TCP connection for each stream, from bytes to media frames. */
package io.callfuse.engine.ingress.audiosocket;
