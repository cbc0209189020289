package io.callfuse.engine.action.ami;

import org.asteriskjava.manager.event.UserEvent;

/**
 * {@code UserEvent(CallfuseLabel,Label: upset,CallfuseId: ...)}: an agent has pressed the keys that label the caller. Asterisk adds the
 * headers of the agent's channel. Public, and named as it is, because the library finds and fills it by reflection.
 */
public final class CallfuseLabelEvent extends UserEvent {
    private static final long serialVersionUID = 1L;
    private String callfuseId = "";
    private String label = "";
    private String linkedId = "";

    /** As the library wants it. */
    public CallfuseLabelEvent(Object source) {
        super(source);
    }

    /** The id of the call that was moved to the agent; empty where nobody was moved. */
    public String getCallfuseId() {
        return callfuseId;
    }

    /** Set by the library. */
    public void setCallfuseId(String callfuseId) {
        this.callfuseId = callfuseId;
    }

    /** What the agent takes the caller for. */
    public String getLabel() {
        return label;
    }

    /** Set by the library. */
    public void setLabel(String label) {
        this.label = label;
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
