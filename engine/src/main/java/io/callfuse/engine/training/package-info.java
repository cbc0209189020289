/** Fits and judges the emotion model on recorded speech, with the features that the live engine hears. */
package io.callfuse.engine.training;
