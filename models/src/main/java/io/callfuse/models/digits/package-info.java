/** A small recogniser of ten English digits for Vosk: how it is trained, how it is written down, and the one that was made. */
package io.callfuse.models.digits;
