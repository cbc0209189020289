/** Which frames hold a voice, rather than noise, tones or nothing. */
package io.callfuse.dsp.activity;
