/** How a model is judged. */
package io.callfuse.models.evaluation;
