package io.callfuse.engine.cli.digits;

import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.asr.feed.Recognition;
import io.callfuse.engine.asr.model.SpeechModel;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.cli.table.TextTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was heard of callers who said digits, how soon, and what it cost. Immutable once it is made. */
public final class DigitReport {
    private static final double SHARE_LATE = 0.95;

    private final SpeechModel model;
    private final List<DigitCaller> callers;
    private final Cost cost;

    /**
     * What recognition took.
     *
     * @param cpu time of the process's processors
     * @param counters of recognition
     * @param delay from when a frame was known to be speech until its words were known, on this machine
     * @param residentMiB memory of the process
     * @param moreMiB how much of it came with the callers
     */
    record Cost(Duration cpu, Map<String, Long> counters, Recognition.Delay delay, long residentMiB, long moreMiB) {}

    DigitReport(SpeechModel model, List<DigitCaller> callers, Cost cost) {
        this.model = model;
        this.callers = List.copyOf(callers);
        this.cost = cost;
    }

    /** Whether all speech was recognised; not whether it was recognised rightly. */
    public boolean isComplete() {
        return cost.counters().get("process_ends") == 0
                && cost.counters().get("frames_dropped") == 0
                && cost.counters().get("frames_lost") == 0
                && cost.counters().get("words") > 0;
    }

    /** The words of each caller, and the figures below them. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%d callers at once, by the recogniser of ten digits that comes with the project (%s, %d Hz)",
                callers.size(),
                model.name(),
                model.sampleRateHz()));
        lines.add("");
        lines.addAll(words());
        lines.add("");
        lines.addAll(figures());
        lines.add("");
        lines.add(
                "the recogniser derives from the Free Spoken Digit Dataset and is under CC BY-SA 4.0; it is not meant for"
                        + " calls");
        return lines;
    }

    private List<String> words() {
        TextTable table = new TextTable("caller", "at", "until", "heard", "confidence", "said");
        for (int caller = 0; caller < callers.size(); caller++) {
            String name = caller + 1 + ": " + callers.get(caller).name();
            for (DigitRow row : rows(callers.get(caller))) {
                TimedWord place = row.heard().or(row::said).orElseThrow();
                table.row(
                        name,
                        seconds(place.atMs()),
                        seconds(place.endMs()),
                        row.heard().map(TimedWord::word).orElse("-"),
                        row.heard()
                                .map(word -> String.format(Locale.ROOT, "%.2f", word.confidence()))
                                .orElse("-"),
                        row.said().map(TimedWord::word).orElse("-") + (row.isRight() ? "" : "  (wrong)"));
            }
        }
        return table.lines();
    }

    private static List<DigitRow> rows(DigitCaller caller) {
        return DigitRow.align(caller.talk().words(), caller.heard());
    }

    private List<String> figures() {
        List<DigitRow> all =
                callers.stream().flatMap(caller -> rows(caller).stream()).toList();
        long said = all.stream().filter(row -> row.said().isPresent()).count();
        long wrong = all.stream().filter(row -> !row.isRight()).count();
        double spokenS = callers.stream()
                        .mapToLong(caller -> MediaTime.startMs(caller.talk().frames()))
                        .sum()
                / 1000.0;
        double fedS = cost.counters().get("frames_recognised") / (double) MediaTime.FRAMES_PER_SECOND;
        return List.of(
                line("words", "%d said, %d not heard as they were said (%.1f %%)", said, wrong, 100.0 * wrong / said),
                firstPartial(),
                line(
                        "delay",
                        "median %d ms, p95 %d ms from speech to words on this machine",
                        cost.delay().medianMs(),
                        cost.delay().p95Ms()),
                line(
                        "real-time factor",
                        "%.3f of a core for the speech recognised (%.0f of %.0f s)",
                        cost.cpu().toMillis() / 1000.0 / fedS,
                        fedS,
                        spokenS),
                line(
                        "memory",
                        "%.1f MiB a recogniser, %d MiB the process",
                        cost.moreMiB() / (double) callers.size(),
                        cost.residentMiB()));
    }

    private String firstPartial() {
        List<Long> ms = callers.stream()
                .flatMap(caller -> caller.firstPartialMs().stream())
                .sorted()
                .toList();
        return ms.isEmpty()
                ? line("first partial", "none")
                : line(
                        "first partial",
                        "median %.2f s, p95 %.2f s of the call after a number began (%d numbers)",
                        ms.get(ms.size() / 2) / 1000.0,
                        ms.get((int) (ms.size() * SHARE_LATE)) / 1000.0,
                        ms.size());
    }

    private static String line(String name, String format, Object... values) {
        return String.format(Locale.ROOT, "%-18s", name) + String.format(Locale.ROOT, format, values);
    }

    private static String seconds(long ms) {
        return String.format(Locale.ROOT, "%.2f s", ms / 1000.0);
    }
}
