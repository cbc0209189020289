package io.callfuse.engine;

import io.callfuse.engine.archive.CallSummary;
import io.callfuse.engine.archive.MediaCounters;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.policy.FirstClass;
import io.callfuse.engine.policy.FuseChanged;
import io.callfuse.engine.policy.FuseState;
import io.callfuse.engine.policy.PolicyEvent;
import io.callfuse.engine.policy.RuleHeld;
import io.callfuse.engine.web.CallEvent;
import io.callfuse.engine.web.CallNow;
import io.callfuse.engine.web.LiveBoard;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Lets those outside see what happens in calls, after whoever acts on it. Called by the calls' workers; neither a reader nor a
 * scrape can hold it up.
 */
final class CallBroadcast implements CallFollower {
    private static final MediaCounters NOTHING = new MediaCounters(0, 0, 0);

    private final CallFollower next;
    private final LiveBoard board;
    private final CallTally tally;
    private final Verdicts verdicts;
    private final Function<LiveCall, String> policyOf;

    /** What was counted of each live call; a call's entry is written by its worker alone. */
    private final Map<CallId, MediaCounters> counted = new ConcurrentHashMap<>();

    /**
     * Begins to tell.
     *
     * @param next acts on what happens
     * @param policyOf the version of the policy by which a call is decided
     */
    CallBroadcast(
            CallFollower next,
            LiveBoard board,
            CallTally tally,
            Verdicts verdicts,
            Function<LiveCall, String> policyOf) {
        this.next = next;
        this.board = board;
        this.tally = tally;
        this.verdicts = verdicts;
        this.policyOf = policyOf;
    }

    @Override
    public void decided(LiveCall call, PolicyEvent event) {
        next.decided(call, event);
        tally.happened(event);
        show(call);
        tell(call.id(), event);
    }

    private void tell(CallId call, PolicyEvent event) {
        Map<String, Object> facts = new LinkedHashMap<>();
        if (event instanceof FirstClass said) {
            facts.put("atMs", said.atMs());
            facts.put("emotion", said.emotion().label());
            facts.put("confidence", said.confidence());
            board.tell(new CallEvent("class", call, facts));
        } else if (event instanceof FuseChanged change) {
            facts.put("atMs", change.atMs());
            facts.put("level", change.to().level());
            facts.put("from", change.from().label());
            facts.put("to", change.to().label());
            facts.put("score", change.score());
            if (!isAnswer(change.to())) {
                facts.put("why", change.why());
            }
            board.tell(new CallEvent("fuse", call, facts));
        } else if (event instanceof Decision decision) {
            facts.put("atMs", decision.atMs());
            facts.put("route", decision.routeName());
            facts.put("reason", decision.cause());
            facts.put("score", decision.score());
            board.tell(new CallEvent("decision", call, facts));
        } else if (event instanceof RuleHeld held) {
            facts.put("atMs", held.atMs());
            facts.put("rule", held.rule());
            facts.put("route", held.routeName());
            facts.put("score", held.score());
            board.tell(new CallEvent("rule", call, facts));
        }
    }

    /** What Asterisk said of a switch names channels. */
    private static boolean isAnswer(FuseState state) {
        return state instanceof FuseState.Switched || state instanceof FuseState.SwitchFailed;
    }

    @Override
    public void scored(LiveCall call) {
        next.scored(call);
        tally.scoredAfter(System.nanoTime() - call.queue().polledArrivalNs());
        show(call);
    }

    private void show(LiveCall call) {
        count(call);
        board.show(new CallNow(
                call.id(),
                call.pipeline().nowMs(),
                call.pipeline().speechMs(),
                verdicts.of(call),
                call.decision().map(said -> new CallNow.Decided(said.atMs(), said.routeName(), said.cause())),
                policyOf.apply(call),
                Instant.now()));
    }

    private void count(LiveCall call) {
        MediaCounters now = call.pipeline().counters();
        MediaCounters before = counted.put(call.id(), now);
        if (before == null) {
            tally.started();
        }
        tally.heard(before == null ? NOTHING : before, now);
    }

    @Override
    public void joined(LiveCall call) {
        next.joined(call);
        if (!call.isOver()) {
            // Of one that is over nobody would ever take it away again.
            show(call);
        }
    }

    @Override
    public void noMedia(LiveCall call, long forMs) {
        next.noMedia(call, forMs);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("atMs", call.pipeline().nowMs());
        facts.put("forMs", forMs);
        board.tell(new CallEvent("no-media", call.id(), facts));
    }

    @Override
    public void ended(LiveCall call, AnalysedCall analysed, CallSummary summary) {
        next.ended(call, analysed, summary);
        count(call);
        tally.ended(summary.endedBy());
        // Before it is told: no score of it comes after its end.
        board.remove(call.id());
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("seconds", summary.report().heard().seconds());
        facts.put("endedBy", summary.endedBy());
        facts.put("maxScore", summary.report().timeline().maxScore());
        facts.put("trips", summary.report().outcome().trips().size());
        MediaCounters frames = summary.counters();
        facts.put("audioFrames", frames.audioFrames());
        facts.put("gapFrames", frames.gapFrames());
        facts.put("droppedFrames", frames.droppedFrames());
        facts.put("fingerprint", summary.report().fingerprint());
        board.tell(new CallEvent("ended", call.id(), facts));
    }

    @Override
    public void gone(LiveCall call) {
        next.gone(call);
        counted.remove(call.id());
        board.remove(call.id());
    }
}
