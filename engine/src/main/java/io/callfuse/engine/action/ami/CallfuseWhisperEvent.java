package io.callfuse.engine.action.ami;

import org.asteriskjava.manager.event.UserEvent;

/**
 * {@code UserEvent(CallfuseWhisper,...)}: the dialplan tells whether what was whispered to an agent could be played. Public, and named as
 * it is, because the library finds and fills it by reflection.
 */
public final class CallfuseWhisperEvent extends UserEvent {
    private static final long serialVersionUID = 1L;
    private String callfuseId = "";
    private String status = "";

    /** As the library wants it. */
    public CallfuseWhisperEvent(Object source) {
        super(source);
    }

    /** The id of the caller's call. */
    public String getCallfuseId() {
        return callfuseId;
    }

    /** Set by the library. */
    public void setCallfuseId(String callfuseId) {
        this.callfuseId = callfuseId;
    }

    /** As {@code PLAYBACKSTATUS} has it. */
    public String getStatus() {
        return status;
    }

    /** Set by the library. */
    public void setStatus(String status) {
        this.status = status;
    }
}
