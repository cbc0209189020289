/** The inner loops in which the time goes, each with one fixed order of summation, so that every way to run them gives the same bits. */
package io.callfuse.dsp.kernel;
