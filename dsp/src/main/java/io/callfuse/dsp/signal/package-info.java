/** Samples as they travel: signed linear, G.711, sample rates and levels. */
package io.callfuse.dsp.signal;
