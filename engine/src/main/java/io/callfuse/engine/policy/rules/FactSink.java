package io.callfuse.engine.policy.rules;

import io.callfuse.models.language.LexicalCategory;
import io.callfuse.models.language.Subtext;

/** Takes what is known of a call in a second, before the second is decided. */
public interface FactSink {
    /** Says a number; {@code NaN} where it is not known. */
    void say(Fact fact, double value);

    /** Says a text; empty where it is not known. */
    void say(TextFact fact, String value);

    /** Says how probable it is that the caller means this, 0-1. */
    void say(Subtext subtext, double probability);

    /** Says how much the caller's words speak for a category, 0-1. */
    void say(LexicalCategory category, double evidence);
}
