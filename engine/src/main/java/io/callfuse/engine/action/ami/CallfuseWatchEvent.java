package io.callfuse.engine.action.ami;

import org.asteriskjava.manager.event.UserEvent;

/**
 * {@code UserEvent(CallfuseWatch,CallfuseId: ...)}: the dialplan has started a tap by itself. Asterisk adds the channel's own headers.
 * Public, and named as it is, because the library finds and fills it by reflection.
 */
public final class CallfuseWatchEvent extends UserEvent {
    private static final long serialVersionUID = 1L;
    private String callfuseId = "";
    private String linkedId = "";

    /** As the library wants it. */
    public CallfuseWatchEvent(Object source) {
        super(source);
    }

    /** The call's id as the dialplan made it; empty if it said none. */
    public String getCallfuseId() {
        return callfuseId;
    }

    /** Set by the library. */
    public void setCallfuseId(String callfuseId) {
        this.callfuseId = callfuseId;
    }

    /** The channel's linkedid. */
    public String getLinkedId() {
        return linkedId;
    }

    /** Set by the library. */
    public void setLinkedId(String linkedId) {
        this.linkedId = linkedId;
    }
}
