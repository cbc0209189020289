/** The far end of an AudioSocket stream: says to an engine what Asterisk would say. For the demo and for load tests. */
package io.callfuse.engine.sender;
