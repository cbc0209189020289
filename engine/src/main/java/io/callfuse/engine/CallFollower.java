package io.callfuse.engine;

import io.callfuse.engine.archive.CallSummary;
import io.callfuse.engine.policy.PolicyEvent;

/** Acts on what happens in a call. Called by the call's worker; must not block, and must not call back into the policy. */
interface CallFollower {
    /** The policy said something; the call's pipeline has the evidence. */
    void decided(LiveCall call, PolicyEvent event);

    /** A second is full and scored. */
    void scored(LiveCall call);

    /** The channel of the call is known, and named in its lines from now on. */
    default void joined(LiveCall call) {}

    /** No packet comes; said now and then while it is so, before and after {@link #noMedia}. */
    default void hearsNothing(LiveCall call) {}

    /** No packet has come for so long; said once for each hole in the stream. */
    default void noMedia(LiveCall call, long forMs) {}

    /** The call is over, and this is what came of it. */
    void ended(LiveCall call, AnalysedCall analysed, CallSummary summary);

    /** The worker has let the call go. Said of every call once, last, whatever failed before. */
    void gone(LiveCall call);
}
