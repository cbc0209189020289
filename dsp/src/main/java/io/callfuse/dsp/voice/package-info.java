/** How a voice sounds besides its pitch: how clear, how steady, how pressed, and which vowel it shapes. */
package io.callfuse.dsp.voice;
