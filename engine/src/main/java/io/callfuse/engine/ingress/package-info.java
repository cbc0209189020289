/** Turns bytes from Asterisk and from recordings into media frames. */
package io.callfuse.engine.ingress;
