package io.callfuse.engine.action.ami;

import org.asteriskjava.manager.action.AbstractManagerAction;

/**
 * {@code Action: QueueChangePriorityCaller}, at once; the library's own waits until somebody else joins the queue. Public because
 * the library reads it by reflection.
 */
public final class AmiRaiseAction extends AbstractManagerAction {
    private static final long serialVersionUID = 1L;
    private final String queue;
    private final String caller;
    private final int priority;

    AmiRaiseAction(String queue, String caller, int priority) {
        this.queue = queue;
        this.caller = caller;
        this.priority = priority;
    }

    @Override
    public String getAction() {
        return "QueueChangePriorityCaller";
    }

    /** The queue's name. */
    public String getQueue() {
        return queue;
    }

    /** The caller's channel, by its name. */
    public String getCaller() {
        return caller;
    }

    /** From 0; the highest is answered first. */
    public int getPriority() {
        return priority;
    }

    /** That the caller's place in the queue changes now. */
    public String getImmediate() {
        return "yes";
    }
}
