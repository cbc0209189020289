/** The recognition process: loads a model, turns each leg's speech into timed words, and may die of it without harm. */
package io.callfuse.engine.asr.child;
