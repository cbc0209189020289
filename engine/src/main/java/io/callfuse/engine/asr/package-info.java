/** The words of a call: for now those that a transcript beside a recording brings. */
package io.callfuse.engine.asr;
