/** Judges what the engine makes of labelled recordings: trips against labels, delays, first classes, calibration, what-if. */
package io.callfuse.engine.evaluation;
