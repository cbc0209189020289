package io.callfuse.engine.load;

import io.callfuse.engine.action.ami.CallerSightings;
import io.callfuse.engine.archive.MediaCounters;
import io.callfuse.engine.call.CallId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * Puts together what the engine and what Asterisk say of each call, and compares it with what should come of the recording that the
 * caller speaks. Thread-safe.
 */
final class AsteriskCalls implements EngineTelling.Calls, CallerSightings.Witness {
    private static final Pattern NUMBER = Pattern.compile("r(\\d{1,6})c\\d+");
    private static final int FAULTS_KEPT = 20;
    private static final long SECOND_NS = 1_000_000_000L;

    /** RFC 3550, 6.4.1: each difference counts a sixteenth. */
    private static final long JITTER_GAIN = 16;

    private final List<SpokenCall> spoken;
    private final List<AsteriskWindow> windows;
    private final UnaryOperator<String> queueOf;
    private final Map<String, Call> byChannel = new HashMap<>();
    private final Map<CallId, Call> byId = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    /** One call, as far as it is known. */
    private static final class Call {
        private String number = "";
        private boolean joined;
        private boolean over;
        private MediaCounters frames;
        private boolean ended;
        private long heard;
        private long gaps;
        private long dropped;
        private long secondAtMs;
        private long secondArrivedNs;
        private long jitterNs;
        private OptionalLong trippedAtMs = OptionalLong.empty();
        private long trippedNs;
        private String route = "";
        private String waitsIn = "";
        private long waitsNs;
    }

    /**
     * @param spoken the recordings; a caller who speaks the first of them has a number that begins with {@code r1c}
     * @param windows in which it is counted; may grow
     * @param queueOf in which queue the callers of a route wait
     */
    AsteriskCalls(List<SpokenCall> spoken, List<AsteriskWindow> windows, UnaryOperator<String> queueOf) {
        this.spoken = spoken;
        this.windows = windows;
        this.queueOf = queueOf;
    }

    private Call onChannel(String uniqueId) {
        return byChannel.computeIfAbsent(uniqueId, unknown -> new Call());
    }

    @Override
    public synchronized void called(String uniqueId, String number) {
        Matcher caller = NUMBER.matcher(number);
        if (caller.matches() && recordingOf(number) <= spoken.size()) {
            onChannel(uniqueId).number = number;
        }
    }

    private static int recordingOf(String number) {
        return Integer.parseInt(number.substring(1, number.indexOf('c')));
    }

    @Override
    public synchronized void waits(String uniqueId, String queue, long seenNs) {
        Call call = onChannel(uniqueId);
        if (call.waitsIn.isEmpty()) {
            call.waitsIn = queue;
            call.waitsNs = seenNs;
            measureMove(call);
        }
    }

    @Override
    public synchronized void hungUp(String uniqueId) {
        Call call = byChannel.get(uniqueId);
        if (call != null) {
            call.over = true;
        }
    }

    @Override
    public synchronized void lost() {
        fault(
                "Asterisk's manager interface has closed the connection: what becomes of the callers is not seen any more");
    }

    @Override
    public synchronized void joined(CallId id, String uniqueId) {
        Call call = onChannel(uniqueId);
        call.joined = true;
        byId.put(id, call);
    }

    @Override
    public synchronized void tripped(CallId id, long atMs, String route, long trippedNs) {
        Call call = byId.get(id);
        if (call != null && call.trippedAtMs.isEmpty()) {
            call.trippedAtMs = OptionalLong.of(atMs);
            call.route = route;
            call.trippedNs = trippedNs;
            measureMove(call);
        }
    }

    /** What the engine says and what Asterisk says come by two ways: the second of them measures. */
    private void measureMove(Call call) {
        if (call.trippedAtMs.isPresent() && !call.waitsIn.isEmpty()) {
            AsteriskWindow window = AsteriskWindow.at(windows, call.trippedNs);
            if (window != null) {
                window.moved(call.waitsNs - call.trippedNs);
            }
        }
    }

    @Override
    public synchronized void scored(
            CallId id, long atMs, double score, MediaCounters frames, long arrivedNs, long publishedNs) {
        Call call = byId.get(id);
        if (call == null) {
            return;
        }
        AsteriskWindow window = AsteriskWindow.at(windows, arrivedNs);
        if (window != null) {
            window.scored(
                    publishedNs - arrivedNs,
                    frames.audioFrames() - call.heard,
                    frames.gapFrames() - call.gaps,
                    frames.droppedFrames() - call.dropped);
            if (call.secondAtMs > 0) {
                long apartNs = arrivedNs - call.secondArrivedNs - (atMs - call.secondAtMs) * (SECOND_NS / 1000);
                call.jitterNs += (Math.abs(apartNs) - call.jitterNs) / JITTER_GAIN;
                window.jitters(call.jitterNs);
            }
        }
        call.heard = frames.audioFrames();
        call.gaps = frames.gapFrames();
        call.dropped = frames.droppedFrames();
        call.secondAtMs = atMs;
        call.secondArrivedNs = arrivedNs;
    }

    @Override
    public synchronized void ended(CallId id, String fingerprint, boolean tripped, MediaCounters frames) {
        Call call = byId.get(id);
        if (call != null) {
            call.ended = true;
            call.frames = frames;
        }
    }

    @Override
    public synchronized void fault(String line) {
        if (faults.size() < FAULTS_KEPT) {
            faults.add(line);
        }
    }

    /** Whether every caller has hung up and every call that was watched is reported. */
    synchronized boolean isSettled() {
        return callers().stream().allMatch(call -> call.over && (call.ended || !call.joined));
    }

    private Collection<Call> callers() {
        return byChannel.values().stream()
                .filter(call -> !call.number.isEmpty())
                .toList();
    }

    /**
     * What came of all of them.
     *
     * @param failed calls, as SIPp says
     */
    synchronized AsteriskCallFigures figures(long failed) {
        Tally tally = new Tally();
        callers().forEach(tally::add);
        return tally.figures(failed);
    }

    /** Counts calls. */
    private final class Tally {
        private final Histogram tapBegins = new Histogram(3);
        private final Histogram apart = new Histogram(4);
        private final Map<String, long[]> labels = new TreeMap<>();
        private final Histogram decisionToAction = new Histogram(3);
        private long calls;
        private long judged;
        private long tripped;
        private long right;
        private long borderline;
        private long wrong;
        private long moved;
        private long misplaced;

        void add(Call call) {
            calls++;
            SpokenCall recording = spoken.get(recordingOf(call.number) - 1);
            String who = recording.recorded().name() + " (caller " + call.number + "): ";
            if (!call.ended) {
                fault(who + (call.joined ? "the engine gave no report of it" : "the engine did not watch it"));
                return;
            }
            judged++;
            judge(call, recording, who);
            place(call, who);
            MediaCounters frames = call.frames;
            long throughTheTap = frames.audioFrames() + frames.gapFrames() + frames.droppedFrames();
            tapBegins.recordValue(Math.max(0, 20 * (recording.frames() - throughTheTap)));
        }

        private void judge(Call call, SpokenCall recording, String who) {
            boolean trips = call.trippedAtMs.isPresent();
            if (trips) {
                tripped++;
                recording.apartMs(call.trippedAtMs.getAsLong()).ifPresent(apart::recordValue);
            }
            recording
                    .recorded()
                    .label()
                    .ifPresent(label -> labels.merge(label.text(), new long[] {1, trips ? 1 : 0}, (all, one) ->
                            new long[] {all[0] + 1, all[1] + one[1]}));
            if (recording.isBorderline()) {
                borderline++;
            } else if (recording.shouldTrip() == trips) {
                right++;
            } else {
                wrong++;
                fault(who + (trips ? "the fuse tripped, and offline it does not" : "the fuse trips offline and did not")
                        + "; " + call.frames.audioFrames() + " frames heard, " + call.frames.gapFrames()
                        + " missing in the stream, " + call.frames.droppedFrames() + " dropped");
            }
        }

        private void place(Call call, String who) {
            String expected = call.trippedAtMs.isPresent() ? queueOf.apply(call.route) : "";
            if (!expected.equals(call.waitsIn)) {
                misplaced++;
                fault(who + (expected.isEmpty() ? "was not to be moved" : "was to wait in the queue " + expected)
                        + " and Asterisk "
                        + (call.waitsIn.isEmpty() ? "has not seen him moved" : "has seen him in " + call.waitsIn));
            } else if (!expected.isEmpty()) {
                moved++;
                decisionToAction.recordValue(Math.max(0, call.waitsNs - call.trippedNs));
            }
        }

        AsteriskCallFigures figures(long failed) {
            return new AsteriskCallFigures(
                    calls,
                    failed,
                    judged,
                    tripped,
                    right,
                    borderline,
                    wrong,
                    moved,
                    misplaced,
                    tapBegins.getValueAtPercentile(50),
                    new long[] {apart.getValueAtPercentile(50), apart.getMaxValue()},
                    Percentiles.of(decisionToAction),
                    labels.entrySet().stream()
                            .map(label -> new LabelFigures(label.getKey(), label.getValue()[0], label.getValue()[1]))
                            .toList(),
                    faults);
        }
    }
}
