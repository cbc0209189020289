/** The fundamental frequency of a voice, and how sure it is that there is one. */
package io.callfuse.dsp.pitch;
