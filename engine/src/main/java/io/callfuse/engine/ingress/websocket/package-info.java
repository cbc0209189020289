/** Asterisk's chan_websocket: one WebSocket for each stream, opened by Asterisk or by us, from messages to media frames. */
package io.callfuse.engine.ingress.websocket;
