/** The speech models that others publish: where they are had, and how it is known that they are the right ones. */
package io.callfuse.models.speech;
