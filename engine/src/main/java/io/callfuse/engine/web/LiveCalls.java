package io.callfuse.engine.web;

import io.callfuse.engine.action.Verdict;
import io.callfuse.engine.archive.Evidence;
import io.callfuse.engine.call.CallId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What can be asked of the engine about one call. For any thread; answers at once. */
public interface LiveCalls {
    /** What is known of a call, or was when it ended not long ago; empty where the engine does not know it. */
    Optional<Verdict> verdict(CallId id);

    /** What led to a live call's last score, as soon as its worker has a moment; never completes where it has none. */
    CompletionStage<Evidence> evidence(CallId id);

    /** Joins facts to a live call's record, or a label to that of a call that has just ended; false where there is no such call. */
    boolean mark(CallId id, Map<String, String> marks);
}
