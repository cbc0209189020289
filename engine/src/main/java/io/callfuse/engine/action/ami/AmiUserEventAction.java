package io.callfuse.engine.action.ami;

import java.util.Map;
import org.asteriskjava.manager.action.AbstractManagerAction;

/**
 * {@code Action: UserEvent} with any headers; the library's own knows only those of a class. Public because the library reads
 * it by reflection.
 */
public final class AmiUserEventAction extends AbstractManagerAction {
    private static final long serialVersionUID = 1L;
    private final transient Map<String, String> attributes;

    AmiUserEventAction(Map<String, String> headers) {
        attributes = headers;
    }

    @Override
    public String getAction() {
        return "UserEvent";
    }

    /** The headers; the library writes a map of this name as it is, a line for each entry. */
    public Map<String, String> getAttributes() {
        return attributes;
    }
}
