package io.callfuse.engine.action;

import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import java.util.Map;
import java.util.Optional;

/** What the dialplan can ask of the engine. Called by many threads; must answer from what is at hand, without waiting. */
public interface CallDesk {
    /**
     * Takes a call under watch, or joins the one it is watched as already.
     *
     * @param already the id that the dialplan gave the call; empty where it gave none
     */
    WatchAnswer watch(CallChannel channel, Optional<CallId> already);

    /**
     * Tells what is known of a call so far.
     *
     * @param id the call's id as the dialplan knows it; empty where it knows none, then the channel says which call it is
     */
    Verdict verdict(Optional<CallId> id, String uniqueId);

    /**
     * Listens to a call no more, and closes its record.
     *
     * @return false if the engine does not know the call
     */
    boolean unwatch(Optional<CallId> id, String uniqueId);

    /**
     * Joins facts that the dialplan knows to the call's record.
     *
     * @return false if the engine does not know the call
     */
    boolean mark(Optional<CallId> id, String uniqueId, Map<String, String> marks);

    /** Whether new calls are taken; not while the engine is being stopped. */
    boolean takesCalls();
}
