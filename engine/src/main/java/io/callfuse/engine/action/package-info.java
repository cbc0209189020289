/** Carries a decision out: what the engine asks of Asterisk, and what it tells the engine. */
package io.callfuse.engine.action;
