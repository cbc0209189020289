package io.callfuse.engine.action.ami;

import org.asteriskjava.manager.event.UserEvent;

/**
 * {@code UserEvent(CallfuseCheck)}: what a check tells to see whether it hears it itself. Public, and named as it is, because the
 * library finds and fills it by reflection.
 */
public final class CallfuseCheckEvent extends UserEvent {
    private static final long serialVersionUID = 1L;
    private String token = "";

    /** As the library wants it. */
    public CallfuseCheckEvent(Object source) {
        super(source);
    }

    /** Tells one check from another. */
    public String getToken() {
        return token;
    }

    /** Set by the library. */
    public void setToken(String token) {
        this.token = token;
    }
}
