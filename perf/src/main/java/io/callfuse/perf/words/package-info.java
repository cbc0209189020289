/** How well the words are understood: labelled sentences, and real telephone calls in which nobody is upset. */
package io.callfuse.perf.words;
