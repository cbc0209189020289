/** The door by which the dialplan asks the engine (FastAGI): {@code watch} and {@code verdict}. */
package io.callfuse.engine.action.agi;
