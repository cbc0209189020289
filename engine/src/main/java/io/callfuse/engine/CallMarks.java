package io.callfuse.engine;

import io.callfuse.engine.archive.Archive;
import io.callfuse.engine.archive.ArchiveLine;
import io.callfuse.engine.archive.GivenLabel;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.privacy.CallerPseudonyms;
import io.callfuse.engine.privacy.MarkRedaction;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the dialplan, programs and people say of calls, and takes out of it the numbers that nobody may keep, before anything
 * knows them: so a replay knows what the call knew. A mark is an input of a call under watch; a label among the marks is
 * kept at once beside, and may also be said of a call that has ended not long ago. For any thread; waits for nothing.
 */
final class CallMarks {
    /** By AGI, in whatever way. */
    static final String DIALPLAN = "dialplan";
    /** By a program or a page. */
    static final String HTTP = "http";

    /** By the keys of an agent's phone. */
    static final String DTMF = "dtmf";

    /** The mark that is what a person took the caller for. */
    static final String LABEL = "label";

    /** The mark that is the caller's number. */
    static final String CALLER = "caller";

    private static final Logger LOG = LoggerFactory.getLogger(CallMarks.class);
    private static final Set<String> OF_A_LABEL = Set.of(LABEL, "by", "note");

    private final CallBook book;
    private final Archive archive;
    private final Clock clock;
    private final MarkRedaction redaction;
    private final CallerPseudonyms pseudonyms;
    private BiConsumer<LiveCall, String> known = (call, caller) -> {};

    CallMarks(CallBook book, Archive archive, Clock clock, MarkRedaction redaction, CallerPseudonyms pseudonyms) {
        this.book = book;
        this.archive = archive;
        this.clock = clock;
        this.redaction = redaction;
        this.pseudonyms = pseudonyms;
    }

    /** Has the earlier calls of callers looked up; before the first call. */
    void lookUp(CallerHistory history) {
        known = history::look;
    }

    /**
     * Takes marks.
     *
     * @param live the call, where it is under watch
     * @param id its id, where that is known: for a label of a call that has ended
     * @param source by which way they come
     * @return false where the engine does not know the call
     */
    boolean take(Optional<WatchedCall> live, Optional<CallId> id, Map<String, String> said, String source) {
        Map<String, String> marks = redaction.of(said);
        live.ifPresent(call -> note(call.live(), "mark", marks));
        Optional<CallId> known = live.map(WatchedCall::id)
                .or(() -> id.filter(past -> book.isOver(past) && OF_A_LABEL.containsAll(marks.keySet())));
        Optional<GivenLabel> label = known.flatMap(call -> label(call, marks, source));
        label.ifPresent(given -> keep(given.line()));
        return live.isPresent() || label.isPresent();
    }

    /** Takes what the dialplan says of a caller whom it sends into ARI's application. */
    void tagged(WatchedCall call, Map<String, String> tags) {
        note(call.live(), "tags", redaction.of(tags));
    }

    /**
     * Says which channel a call arrived on, and by what its caller is known.
     *
     * @return as {@link CallBook#join} does
     */
    boolean join(WatchedCall call, CallChannel channel) {
        Optional<String> caller = pseudonyms.of(channel.callerNumber());
        boolean first = call.live().channel().isEmpty() && caller.isPresent();
        if (first) {
            // Before the line that names the channel.
            work(call.live(), CALLER, () -> call.live().lines().calledBy(caller));
        }
        boolean joined = book.join(call, channel);
        if (first && !joined) {
            work(call.live(), CALLER, () -> call.live().lines().calledBy(Optional.empty()));
        }
        if (first && joined) {
            known.accept(call.live(), caller.get());
        }
        return joined;
    }

    /** Rules may ask for the caller's number while the call goes on; nobody keeps it. */
    private void note(LiveCall live, String kind, Map<String, String> told) {
        Optional<String> caller = Optional.ofNullable(told.get(CALLER)).flatMap(pseudonyms::of);
        Map<String, String> kept = new TreeMap<>(told);
        kept.computeIfPresent(CALLER, (name, number) -> caller.orElse(""));
        long cameBefore = live.queue().offered();
        if (!work(live, kind, () -> {
            CallPipeline pipeline = live.pipeline();
            pipeline.noted(kind, told, kept);
            live.audio().marked(told, Math.max(cameBefore, pipeline.nowMs() / MediaTime.FRAME_MS));
            caller.ifPresent(pseudonym -> live.lines().calledBy(caller));
        })) {
            live.audio().missed(told);
        }
        caller.ifPresent(pseudonym -> known.accept(live, pseudonym));
    }

    private static boolean work(LiveCall live, String kind, Runnable errand) {
        boolean taken = live.post(errand);
        if (!taken) {
            LOG.warn("call {}: the worker has no room for the input '{}'", live.id(), kind);
        }
        return taken;
    }

    /** A mark named label that says something else is a mark like any other. */
    private Optional<GivenLabel> label(CallId call, Map<String, String> marks, String source) {
        return GivenLabel.of(marks.getOrDefault(LABEL, ""))
                .map(label -> new GivenLabel(
                        call.toString(),
                        label,
                        marks.getOrDefault("by", ""),
                        marks.getOrDefault("note", ""),
                        clock.instant(),
                        source));
    }

    private void keep(ArchiveLine line) {
        archive.append(line).whenComplete((kept, failure) -> {
            if (failure != null) {
                LOG.error("the archive gave up the line {}: {}", line.id(), failure.getMessage());
            }
        });
    }
}
