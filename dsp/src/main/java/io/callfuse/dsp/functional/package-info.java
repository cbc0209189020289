/** Statistics of contours over a segment of speech that slides, and against what the same caller has said so far. */
package io.callfuse.dsp.functional;
