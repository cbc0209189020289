/** Cuts a run of samples into overlapping analysis frames and weighs them. */
package io.callfuse.dsp.framing;
