package io.callfuse.engine;

import io.callfuse.engine.action.CallControl;
import io.callfuse.engine.action.CallDesk;
import io.callfuse.engine.action.CallEvents;
import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.action.Verdict;
import io.callfuse.engine.action.WatchAnswer;
import io.callfuse.engine.archive.UnfinishedCalls;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the dialplan and hears what Asterisk tells. Called by threads of AGI, AMI and ARI; answers from what is published and
 * never waits.
 */
final class FrontDesk implements CallDesk, CallEvents {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDesk.class);

    private static final Duration TIME_TO_LIST_CHANNELS = Duration.ofSeconds(10);

    private final CallBook book;
    private final CallOpener opener;
    private final Verdicts verdicts;
    private final CallMarks marks;
    private final Holders holders = new Holders();
    private volatile CallControl control;
    private volatile Optional<AgentFollower> agents = Optional.empty();
    private volatile Map<CallId, UnfinishedCalls.Unfinished> unfinished = Map.of();

    FrontDesk(CallBook book, CallOpener opener, Verdicts verdicts, CallMarks marks) {
        this.book = book;
        this.opener = opener;
        this.verdicts = verdicts;
        this.marks = marks;
    }

    /** Gives the desk its way to act; until then it can watch nobody. */
    void controls(CallControl newControl) {
        control = newControl;
    }

    /** Says who listens to agents; until then nobody does. */
    void follows(AgentFollower follower) {
        agents = Optional.of(follower);
    }

    /** Says which calls were under watch when an engine with this archive was killed; before the first connection. */
    void takeUp(Map<CallId, UnfinishedCalls.Unfinished> calls) {
        unfinished = calls;
    }

    /** Listens again to those of its own calls that still go on; those of another engine it leaves alone. */
    @Override
    public void found(Map<CallId, CallChannel> carriers) {
        Map<CallId, UnfinishedCalls.Unfinished> left = unfinished;
        unfinished = Map.of();
        carriers.forEach((id, channel) -> {
            if (left.containsKey(id)) {
                takeUp(id, channel, left.get(id));
            }
        });
    }

    private void takeUp(CallId id, CallChannel channel, UnfinishedCalls.Unfinished before) {
        CallControl tapper = control;
        if (tapper == null
                || !isFree(id)
                || book.findByUniqueId(channel.uniqueId()).isPresent()) {
            return;
        }
        WatchedCall call = opener.obtain(id);
        if (call == null) {
            return;
        }
        LOG.warn("call {}: goes on on {} though an engine was killed; it is heard again", id, channel);
        call.live().restore(before, Instant.now());
        if (marks.join(call, channel)) {
            tap(tapper, call, channel);
            agents.ifPresent(AgentFollower::lookAtAll);
        }
    }

    @Override
    public WatchAnswer watch(CallChannel channel, Optional<CallId> already) {
        Optional<WatchedCall> present = book.findByUniqueId(channel.uniqueId());
        if (present.isPresent()) {
            return new WatchAnswer(present.get().id(), "watching");
        }
        CallId id = already.filter(this::isFree).orElseGet(CallId::random);
        if (!takesCalls()) {
            return new WatchAnswer(id, "draining");
        }
        CallControl tapper = control;
        if (tapper == null) {
            LOG.warn("call {}: {} cannot be watched: call control (ami, ari) is switched off", id, channel);
            return new WatchAnswer(id, "unavailable");
        }
        WatchedCall call = opener.obtain(id);
        if (call == null) {
            return new WatchAnswer(id, "refused");
        }
        if (!marks.join(call, channel)) {
            LOG.warn(
                    "call {}: {} cannot be watched as it: in this moment another call or channel took it", id, channel);
            return new WatchAnswer(id, "refused");
        }
        tap(tapper, call, channel);
        return new WatchAnswer(id, "watching");
    }

    /** A channel that was made by another may have inherited its id, and a call that has ended has its report. */
    private boolean isFree(CallId id) {
        return book.lastWord(id).isEmpty()
                && book.find(id).flatMap(call -> call.live().channel()).isEmpty();
    }

    private void tap(CallControl tapper, WatchedCall call, CallChannel channel) {
        tapper.startTap(channel, TapId.of(call.id())).thenAccept(outcome -> {
            if (outcome instanceof TapOutcome.Failed failed) {
                LOG.warn("call {}: no tap of {}: {}", call.id(), channel, failed.why());
                call.live().note("tap-failed", Map.of("why", failed.why()));
                opener.tapFailed(call);
            }
        });
    }

    /** Listens again to a caller whose stream has ended though nobody said that the call has. */
    void tapAgain(LiveCall live) {
        CallControl tapper = control;
        Optional<WatchedCall> call = book.find(live.id());
        if (tapper != null && call.isPresent() && live.channel().isPresent()) {
            tap(tapper, call.get(), live.channel().get());
        }
    }

    @Override
    public Verdict verdict(Optional<CallId> id, String uniqueId) {
        return find(id, uniqueId)
                .map(found -> verdicts.of(found.live()))
                .or(() -> id.flatMap(book::lastWord))
                .orElseGet(Verdict::unknownCall);
    }

    private Optional<WatchedCall> find(Optional<CallId> id, String uniqueId) {
        return id.flatMap(book::find).or(() -> book.findByUniqueId(uniqueId));
    }

    @Override
    public boolean unwatch(Optional<CallId> id, String uniqueId) {
        Optional<WatchedCall> call = find(id, uniqueId);
        call.ifPresent(found -> found.live().end(EndedBy.UNWATCHED));
        return call.isPresent();
    }

    @Override
    public boolean mark(Optional<CallId> id, String uniqueId, Map<String, String> facts) {
        return marks.take(find(id, uniqueId), id, facts, CallMarks.DIALPLAN);
    }

    @Override
    public boolean takesCalls() {
        return opener.takesCalls();
    }

    @Override
    public void hungUp(String uniqueId, int causeCode) {
        book.findByUniqueId(uniqueId).ifPresent(call -> call.live().end(EndedBy.HANGUP));
        holders.left(uniqueId).forEach(call -> call.held(false, uniqueId));
    }

    @Override
    public void held(boolean on, CallChannel by) {
        Optional<WatchedCall> callers = book.findByUniqueId(by.uniqueId());
        if (callers.isPresent()) {
            callers.get().live().held(on, "caller");
        } else if (on) {
            book.findByLinkedId(by.linkedId()).forEach(call -> {
                holders.hold(by.uniqueId(), call.live());
                call.live().held(true, by.uniqueId());
            });
        } else {
            holders.left(by.uniqueId()).forEach(call -> call.held(false, by.uniqueId()));
        }
    }

    @Override
    public void music(boolean begins, String uniqueId) {
        book.findByUniqueId(uniqueId).ifPresent(call -> call.live().music(begins));
    }

    @Override
    public void bridgeChanged(String bridgeId, CallChannel who) {
        agents.ifPresent(follower -> follower.bridgeChanged(bridgeId, who));
    }

    @Override
    public void digit(String uniqueId, char digit) {
        book.findByUniqueId(uniqueId).ifPresent(call -> call.live().notePressedKey());
    }

    @Override
    public void dialplanWatch(CallId id, CallChannel channel) {
        Optional<CallId> present = book.findByUniqueId(channel.uniqueId()).map(WatchedCall::id);
        boolean known = present.filter(id::equals).isPresent();
        if (!known && (present.isPresent() || !isFree(id))) {
            LOG.warn(
                    "call {}: {} is not watched as it: one of the two belongs to another call, or has ended",
                    id,
                    channel);
            return;
        }
        WatchedCall call = opener.obtain(id);
        if (call != null && marks.join(call, channel)) {
            opener.keepHearing(call);
        }
    }

    @Override
    public void handedOver(String uniqueId, Map<String, String> facts) {
        book.findByUniqueId(uniqueId).ifPresent(call -> {
            call.live().note("handover", facts);
            if ("unanswered".equals(facts.get("step"))) {
                LOG.warn(
                        "call {}: nobody took it from the queue {} ({}); it goes to {}",
                        call.id(),
                        facts.get("queue"),
                        facts.getOrDefault("status", "no reason told"),
                        facts.getOrDefault("next", "no other place"));
            }
        });
    }

    @Override
    public void labelled(Optional<CallId> id, CallChannel agent, String label) {
        Optional<WatchedCall> own = book.findByUniqueId(agent.uniqueId());
        if (own.isPresent()) {
            LOG.warn(
                    "call {}: the keys of {} are its caller's own and label nobody",
                    own.get().id(),
                    agent);
            return;
        }
        List<WatchedCall> calls =
                id.flatMap(book::find).map(List::of).orElseGet(() -> book.findByLinkedId(agent.linkedId()));
        boolean taken = calls.size() < 2
                && marks.take(calls.stream().findFirst(), id, Map.of(CallMarks.LABEL, label), CallMarks.DTMF);
        if (!taken) {
            LOG.warn("the label '{}' of {} was not taken: it talks to {} watched callers", label, agent, calls.size());
        }
    }

    @Override
    public void whispered(CallId id, String status) {
        book.find(id).ifPresent(call -> call.live().note("whisper", Map.of("status", status)));
        if (!status.equals("SUCCESS")) {
            LOG.warn("call {}: the agent heard no whisper ({}): does Asterisk have the sound?", id, status);
        }
    }

    /** What the dialplan says of a caller whom it sends into ARI's application. */
    void tagged(CallId id, Map<String, String> tags) {
        book.find(id).ifPresent(call -> marks.tagged(call, tags));
    }

    @Override
    public void connectionLost() {
        book.all().forEach(call -> call.live().note("events-lost", Map.of()));
    }

    @Override
    public void connected(List<CallChannel> live, Duration missedFor) {
        if (missedFor.isZero()) {
            return;
        }
        Set<String> present = live.stream().map(CallChannel::uniqueId).collect(Collectors.toSet());
        int gone = 0;
        for (WatchedCall call : book.all()) {
            if (isGone(call.live(), present, System.nanoTime())) {
                call.live().end(EndedBy.GONE_WHILE_AWAY);
                gone++;
            } else {
                call.live().eventsMissed(missedFor);
                opener.listenAgainIfUnheard(call);
            }
        }
        agents.ifPresent(AgentFollower::lookAtAll);
        LOG.warn("events of {} ms were missed; {} watched calls ended in that time", missedFor.toMillis(), gone);
    }

    /** A channel that was named while Asterisk listed the others may be missing there. */
    static boolean isGone(LiveCall call, Set<String> present, long nowNs) {
        return call.channel().isPresent()
                && !present.contains(call.channel().get().uniqueId())
                && call.joinedFor(nowNs).compareTo(TIME_TO_LIST_CHANNELS) > 0;
    }
}
