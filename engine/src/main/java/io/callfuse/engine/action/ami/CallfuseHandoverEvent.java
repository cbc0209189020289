package io.callfuse.engine.action.ami;

import org.asteriskjava.manager.event.UserEvent;

/**
 * {@code UserEvent(CallfuseHandover,...)}: the dialplan tells what became of a caller who was brought to the people of a queue.
 * Public, and named as it is, because the library finds and fills it by reflection.
 */
public final class CallfuseHandoverEvent extends UserEvent {
    private static final long serialVersionUID = 1L;
    private String step = "";
    private String queue = "";
    private String status = "";
    private String next = "";

    /** As the library wants it. */
    public CallfuseHandoverEvent(Object source) {
        super(source);
    }

    /** {@code waiting}, {@code unanswered} or {@code over}. */
    public String getStep() {
        return step;
    }

    /** Set by the library. */
    public void setStep(String step) {
        this.step = step;
    }

    /** The queue's name. */
    public String getQueue() {
        return queue;
    }

    /** Set by the library. */
    public void setQueue(String queue) {
        this.queue = queue;
    }

    /** Why nobody answered, as {@code QUEUESTATUS} has it. */
    public String getStatus() {
        return status;
    }

    /** Set by the library. */
    public void setStatus(String status) {
        this.status = status;
    }

    /** Where the caller goes now. */
    public String getNext() {
        return next;
    }

    /** Set by the library. */
    public void setNext(String next) {
        this.next = next;
    }
}
