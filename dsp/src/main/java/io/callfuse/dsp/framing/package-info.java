/** Cuts a run of samples into overlapping analysis frames. */
package io.callfuse.dsp.framing;
