/** Turns what is known of the voice into a score, an emotion and the reasons for both. */
package io.callfuse.engine.scoring;
