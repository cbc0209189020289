package io.callfuse.engine.call;

/** What a leg brought in a second that holds less than a caller who may speak. */
public enum LineState {
    /** A caller who may speak. */
    OPEN(""),
    /** Somebody has put the call on hold: what comes is not the caller, or not meant for anybody. */
    HOLD("hold"),
    /** Music, as Asterisk tells or the ear hears. */
    MUSIC("music"),
    /** Packets come, and all their samples are the same: a muted microphone. */
    MUTE("mute"),
    /** No packet came. */
    NO_MEDIA("no-media");

    private final String label;

    LineState(String label) {
        this.label = label;
    }

    /** The word for it in reports; empty for {@link #OPEN}. */
    public String label() {
        return label;
    }
}
