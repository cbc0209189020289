/** How fast somebody speaks, without knowing the words. */
package io.callfuse.dsp.rate;
