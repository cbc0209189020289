package io.callfuse.engine.action.ami;

import io.callfuse.engine.policy.Route;

/** Where in the dialplan a channel is. */
record Place(String context, String extension, int priority) {

    /** Whether a channel here is at the route, or further on in the same extension. */
    boolean isAt(Route route) {
        return context.equals(route.context()) && extension.equals(route.extension()) && priority >= route.priority();
    }

    /** Whether both are in the same extension, whatever the priority: a prompt that loops moves to and fro there. */
    boolean inSameExtension(Place other) {
        return context.equals(other.context) && extension.equals(other.extension);
    }

    @Override
    public String toString() {
        return context + "," + extension + "," + priority;
    }
}
