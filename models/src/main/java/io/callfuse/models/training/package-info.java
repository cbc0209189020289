/** How a model is fitted: the regression, and the telephone line that studio speech is sent through first. */
package io.callfuse.models.training;
