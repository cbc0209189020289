/** Turns the words of a caller, as they come, into what they show: categories, subtext, topic, need, and the story of the call. */
package io.callfuse.engine.scoring.lexical;
