package io.callfuse.models.language;

import java.util.Locale;

/** What the words themselves show of the caller's state. */
public enum LexicalCategory {
    /** Angry at somebody or something now. */
    ANGER,
    /** Fed up: it does not work or takes too long. */
    FRUSTRATION,
    /** Announces to cancel, to leave, to complain higher up, to sue, to go public. */
    THREAT,
    /** Fear, despair, helplessness, acute need. */
    DISTRESS,
    /** It must happen now or by a time. */
    URGENCY,
    /** Swear words and insults, whatever they are for. */
    PROFANITY,
    /** Thanks, please, sorry to bother. */
    POLITENESS,
    /** Solved, glad. */
    RELIEF;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Its name in phrase files and reports. */
    public String label() {
        return label;
    }
}
