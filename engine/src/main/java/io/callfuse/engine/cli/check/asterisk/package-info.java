/** Looks at a running Asterisk: what it is, what it has, what it lets the engine do, and whether audio reaches the engine. */
package io.callfuse.engine.cli.check.asterisk;
