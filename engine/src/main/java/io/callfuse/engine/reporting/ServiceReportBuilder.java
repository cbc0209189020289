package io.callfuse.engine.reporting;

import io.callfuse.engine.archive.store.CallDetails;
import io.callfuse.engine.archive.store.StoredTrack;
import io.callfuse.models.evaluation.Proportion;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Sums up calls one after the other, in any order, and holds none of them. One thread. */
public final class ServiceReportBuilder {
    private static final String UNKNOWN = "unknown";
    private static final String QUEUE = "queue";
    private static final int HOURS = 24;
    private static final long FIRST_CLASS_MS = 20_000;
    private static final long DECISION_MS = 60_000;
    private static final double ENOUGH_SPEECH_S = 2;
    private static final double HISTOGRAM_BIN = 0.5;
    private static final int HISTOGRAM_BINS = 20;

    private final ZoneId zone;
    private final boolean byAgent;
    private Instant first;
    private Instant last;
    private long watched;
    private long recorded;
    private long tripped;
    private double speechSeconds;
    private double allSeconds;
    private final Values lengths = new Values();
    private final Tally saidBy20s = new Tally();
    private final Tally classBy20s = new Tally();
    private final Tally decidedBy60s = new Tally();
    private final Tally trippedBy60s = new Tally();
    private final Counts firstClasses = new Counts();
    private final Counts reasons = new Counts();
    private final long[] hourCalls = new long[HOURS];
    private final long[] hourTrips = new long[HOURS];
    private final List<Counts> hourSeconds = new ArrayList<>();
    private final TripFollowUp trips = new TripFollowUp();
    private final Groups topics = new Groups();
    private final Groups queues = new Groups();
    private final Groups languages = new Groups();
    private final Groups phrases = new Groups();
    private final Groups subtexts = new Groups();
    private final Map<String, AgentCalls> agents = new TreeMap<>();
    private final Counts defects = new Counts();
    private final Values baseline = new Values();
    private final Values riseCalm = new Values();
    private final Values riseTripped = new Values();

    private static final class Tally {
        private long count;
        private long of;

        void add(boolean so) {
            of++;
            count += so ? 1 : 0;
        }

        Proportion share() {
            return new Proportion(count, of);
        }
    }

    private static final class AgentCalls {
        private final Tally tripped = new Tally();
        private final Values pauses = new Values();
        private long talkOvers;
    }

    /**
     * Begins a report.
     *
     * @param zone of the hours of the day
     * @param byAgent whether to say anything of single agents
     */
    public ServiceReportBuilder(ZoneId zone, boolean byAgent) {
        this.zone = zone;
        this.byAgent = byAgent;
        Stream.generate(Counts::new).limit(HOURS).forEach(hourSeconds::add);
    }

    /** Counts a call. */
    public void add(CallDetails call) {
        watched++;
        tripped += call.tripped() ? 1 : 0;
        first = first == null || call.startedAt().isBefore(first) ? call.startedAt() : first;
        last = last == null || call.startedAt().isAfter(last) ? call.startedAt() : last;
        if (call.endedBy().isPresent()) {
            record(call);
        } else {
            defects.add("no record (the call goes on, or it was lost in a crash)");
        }
        addHour(call);
        trips.add(call);
        addGroups(call);
        addDefects(call);
        if (byAgent) {
            call.agents().ifPresent(talk -> addAgents(call, talk));
        }
    }

    private void record(CallDetails call) {
        recorded++;
        double seconds = call.seconds().orElse(0);
        lengths.add(seconds);
        allSeconds += seconds;
        speechSeconds += call.speechSeconds().orElse(0);
        call.firstClass().ifPresent(said -> firstClasses.add(said.emotion()));
        call.decision()
                .ifPresent(decided -> reasons.add(decided.reason()
                        + decided.rule().map(rule -> ": " + rule).orElse("")));
        addInTime(call, seconds * 1000);
        addRate(call);
    }

    private void addInTime(CallDetails call, double lengthMs) {
        if (lengthMs >= FIRST_CLASS_MS) {
            boolean said = call.firstClass()
                    .filter(now -> now.atMs() <= FIRST_CLASS_MS)
                    .isPresent();
            saidBy20s.add(said);
            if (call.speechSeconds().orElse(0) >= ENOUGH_SPEECH_S) {
                classBy20s.add(
                        said && !call.firstClass().orElseThrow().emotion().equals(UNKNOWN));
            }
        }
        if (lengthMs >= DECISION_MS) {
            decidedBy60s.add(call.decision()
                    .filter(decided -> decided.atMs() <= DECISION_MS)
                    .isPresent());
        }
        if (call.tripped()) {
            trippedBy60s.add(call.trippedAtMs().getAsLong() <= DECISION_MS);
        }
    }

    private void addRate(CallDetails call) {
        if (call.rate().baselineSyllablesPerSecond().isEmpty()) {
            return;
        }
        double before = call.rate().baselineSyllablesPerSecond().getAsDouble();
        baseline.add(before);
        call.rate().maxSyllablesPerSecond().ifPresent(most -> (call.tripped() ? riseTripped : riseCalm)
                .add(most / before));
    }

    private void addHour(CallDetails call) {
        int hour = call.startedAt().atZone(zone).getHour();
        hourCalls[hour]++;
        hourTrips[hour] += call.tripped() ? 1 : 0;
        StoredTrack track = call.track();
        for (int i = 0; i < track.length(); i++) {
            if (!track.paused()[i]) {
                Instant at = call.startedAt().plusMillis(track.atMs()[i]);
                hourSeconds.get(at.atZone(zone).getHour()).add(track.emotions()[i]);
            }
        }
    }

    private void addGroups(CallDetails call) {
        call.words().topic().ifPresent(topic -> topics.add(topic, call));
        call.words().language().ifPresent(language -> languages.add(language, call));
        call.words().categories().forEach(category -> phrases.add(category, call));
        call.words().subtexts().forEach(subtext -> subtexts.add(subtext, call));
        Optional.ofNullable(call.marks().get(QUEUE))
                .filter(queue -> !queue.isBlank())
                .ifPresent(queue -> queues.add(queue, call));
    }

    private void addDefects(CallDetails call) {
        String reason = call.decision().map(CallDetails.Decided::reason).orElse("");
        switch (reason) {
            case "no-media" -> defects.add("no sound of the caller at all");
            case "not-enough-speech" -> defects.add("too little speech to decide");
            case "on-hold" -> defects.add("on hold when it was to be decided");
            default -> {
                // Every other reason is none.
            }
        }
        if (call.holes() > 0) {
            defects.add("a hole in the stream, 2.5 s or more");
        }
        if (call.droppedFrames() > 0) {
            defects.add("frames dropped by a busy engine");
        }
        if (call.switches().stream().anyMatch(step -> step.phase().equals("failed"))) {
            defects.add("upset and could not be moved");
        }
        call.endedBy()
                .filter(ended -> ended.equals("engine-fault") || ended.equals("stream-failed"))
                .ifPresent(ended -> defects.add("watching ended early (" + ended + ")"));
    }

    private void addAgents(CallDetails call, CallDetails.AgentTalk talk) {
        for (String channel : talk.channels().stream()
                .map(ServiceReportBuilder::phone)
                .distinct()
                .toList()) {
            AgentCalls agent = agents.computeIfAbsent(channel, unknown -> new AgentCalls());
            agent.tripped.add(call.tripped());
            agent.talkOvers += talk.talkOvers();
            if (talk.replies() > 0) {
                agent.pauses.add(talk.medianPauseMs());
            }
        }
    }

    /** {@code PJSIP/anna-0000001f} is the phone {@code PJSIP/anna}. */
    private static String phone(String channel) {
        return channel.replaceFirst("-[0-9a-f]{8}$", "");
    }

    /** The report of the calls so far. */
    public ServiceReport report() {
        Proportion all = new Proportion(tripped, watched);
        return new ServiceReport(
                new ServiceReport.Period(Optional.ofNullable(first), Optional.ofNullable(last), zone.getId()),
                new ServiceReport.Calls(
                        watched,
                        recorded,
                        allSeconds / 3600,
                        lengths.distribution(),
                        allSeconds == 0 ? 0 : speechSeconds / allSeconds,
                        all),
                new ServiceReport.FirstMinute(
                        saidBy20s.share(),
                        classBy20s.share(),
                        decidedBy60s.share(),
                        trippedBy60s.share(),
                        firstClasses.all(),
                        reasons.all()),
                hours(),
                trips.report(),
                topics.all(all),
                queues.all(all),
                languages.all(all),
                phrases.all(all),
                subtexts.all(all),
                byAgent ? Optional.of(agents()) : Optional.empty(),
                defects.all().entrySet().stream()
                        .map(defect ->
                                new ServiceReport.Defect(defect.getKey(), new Proportion(defect.getValue(), watched)))
                        .toList(),
                rates());
    }

    private List<ServiceReport.Hour> hours() {
        List<ServiceReport.Hour> hours = new ArrayList<>();
        for (int hour = 0; hour < HOURS; hour++) {
            hours.add(new ServiceReport.Hour(
                    hour,
                    new Proportion(hourTrips[hour], hourCalls[hour]),
                    hourSeconds.get(hour).all()));
        }
        return List.copyOf(hours);
    }

    private List<ServiceReport.Agent> agents() {
        return agents.entrySet().stream()
                .map(agent -> agent(agent.getKey(), agent.getValue()))
                .sorted(Comparator.comparingDouble(
                        agent -> -agent.tripped().wilson().low()))
                .toList();
    }

    private static ServiceReport.Agent agent(String channel, AgentCalls calls) {
        Proportion tripped = calls.tripped.share();
        return new ServiceReport.Agent(channel, tripped, (double) calls.talkOvers / tripped.of(), calls.pauses.mean());
    }

    private ServiceReport.Rates rates() {
        List<Long> histogram = new ArrayList<>();
        for (long count : baseline.histogram(HISTOGRAM_BIN, HISTOGRAM_BINS)) {
            histogram.add(count);
        }
        return new ServiceReport.Rates(
                baseline.distribution(), riseCalm.distribution(), riseTripped.distribution(), List.copyOf(histogram));
    }
}
