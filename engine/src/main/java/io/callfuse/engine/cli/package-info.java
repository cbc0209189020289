/** The commands that people type; each turns its options into one call of the engine and its outcome into an exit code. */
package io.callfuse.engine.cli;
