/** What a frame's spectrum says: its power by frequency, how that leans, and how fast it changes. */
package io.callfuse.dsp.spectrum;
