/** Turns the media frames of a leg into what is known of the voice: descriptors of each frame, and a vector of them a second. */
package io.callfuse.engine.feature;
