package io.callfuse.engine;

import io.callfuse.engine.archive.Archive;
import io.callfuse.engine.archive.ArchiveLine;
import io.callfuse.engine.archive.GivenLabel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.privacy.MarkRedaction;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private static final Logger LOG = LoggerFactory.getLogger(CallMarks.class);
    private static final String LABEL = "label";
    private static final Set<String> OF_A_LABEL = Set.of(LABEL, "by", "note");

    private final CallBook book;
    private final Archive archive;
    private final Clock clock;
    private final MarkRedaction redaction;

    CallMarks(CallBook book, Archive archive, Clock clock, Set<String> keepMarks) {
        this.book = book;
        this.archive = archive;
        this.clock = clock;
        redaction = new MarkRedaction(keepMarks);
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
        live.ifPresent(call -> call.live().note("mark", marks));
        Optional<CallId> known = live.map(WatchedCall::id)
                .or(() -> id.filter(past -> book.isOver(past) && OF_A_LABEL.containsAll(marks.keySet())));
        Optional<GivenLabel> label = known.flatMap(call -> label(call, marks, source));
        label.ifPresent(given -> keep(given.line()));
        return live.isPresent() || label.isPresent();
    }

    /** Takes what the dialplan says of a caller whom it sends into ARI's application. */
    void tagged(WatchedCall call, Map<String, String> tags) {
        call.live().note("tags", redaction.of(tags));
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
