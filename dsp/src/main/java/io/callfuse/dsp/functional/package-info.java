/** Statistics of a contour over a segment of speech. */
package io.callfuse.dsp.functional;
