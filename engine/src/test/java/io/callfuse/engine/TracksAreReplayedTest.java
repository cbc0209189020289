package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.archive.ScoreTrack;
import io.callfuse.engine.archive.UnfinishedCalls.Unfinished;
import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.policy.FuseChanged;
import io.callfuse.engine.policy.FuseState;
import io.callfuse.engine.policy.PolicyEvent;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.policy.RuleHeld;
import io.callfuse.engine.policy.routing.CallHistory;
import io.callfuse.engine.policy.routing.QueueStatus;
import io.callfuse.engine.policy.routing.QueueStatuses;
import io.callfuse.engine.scoring.Emotion;
import io.callfuse.engine.tuning.PastCall;
import io.callfuse.engine.tuning.PolicyReplay;
import io.callfuse.engine.tuning.TrackBytes;
import io.callfuse.models.EmotionModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was decided of a call with its audio is decided of its track without, to the bit. */
@Timeout(300)
class TracksAreReplayedTest {
    private static final int CALLS = 40;
    private static final int FRAME_SAMPLES = 160;

    @TempDir
    Path folder;

    private final List<PolicySettings> policies = new ArrayList<>();
    private final List<PolicyEvent> live = new ArrayList<>();
    private short[] angry;
    private short[] rising;

    @BeforeEach
    void prepare() throws Exception {
        angry = DemoAudio.samples(DemoAudio.copy("en-angry", folder));
        rising = DemoAudio.samples(DemoAudio.copy("en-escalating", folder));
        policies.add(policy("version: 'p0', fuse: {enterThreshold: 40, exitThreshold: 30, dwell: 1 s, cooldown: 5 s}"));
        policies.add(
                policy(
                        """
                version: 'p1', fuse: {enterThreshold: 60, exitThreshold: 30, dwell: 2 s, cooldown: 3 s}, rules: [
                  {name: rising, when: 'trend(score, "5 s") > 1 && mean(score, "3 s") > 20', for: 1 s, route: technical},
                  {name: billed, when: 'mark("queue") == "billing" && queue == "billing" && queueSeconds > 2'}]"""));
        policies.add(
                policy(
                        """
                version: 'p2', fuse: {enterThreshold: 100, exitThreshold: 30}, rules: [
                  {name: asks, when: 'timesSaid("refund", "30 s") >= 2 && !agentSaid("sorry")', route: technical},
                  {name: angry, when: 'streak(emotion == "anger") >= 2 || speechRateRise > 1.2'},
                  {name: silent, when: 'silenceSeconds >= 1 && heldSeconds > 0 && confidence > 0.2'}]"""));
        policies.add(
                policy(
                        """
                version: 'p3', fuse: {enterThreshold: 40, exitThreshold: 30, dwell: 1 s, cooldown: 4 s}, routes: {
                  soothing: {context: c, extension: s, queue: calm, minAgents: 2, otherwise: technical},
                  technical: {context: c, extension: t, queue: tech, maxWaiting: 4, skills: [technical],
                    open: Mon-Fri 08:00-18:00},
                  adviser: {context: c, extension: v, queue: adviser, skills: [adviser]},
                  second: {context: c, extension: w, queue: calm, skills: [adviser]},
                  fallback: {context: c, extension: f}, agent: {context: c, extension: a}}, needs: [
                  {name: again, when: 'earlierCalls("7 d") >= 2 || earlierTrips("7 d") > 0', skill: adviser},
                  {name: fault, when: 'freeAgents("tech") > 1 && waitingCallers("calm") > 3', skill: technical}], rules: [
                  {name: rising, when: 'trend(score, "5 s") > 1 && freeAgents("calm") < 3', route: by-need}]"""));
    }

    private PolicySettings policy(String text) throws Exception {
        Path file = folder.resolve("policy.yaml");
        Files.writeString(file, "agent: {words: true}\npolicy: {" + text + "}");
        return ConfigLoader.load(file).policySettings();
    }

    @Test
    void shouldDecideOfATrackAsWasDecidedOfTheCall() throws Exception {
        int trips = 0;
        int rules = 0;
        int changes = 0;
        Set<String> routes = new TreeSet<>();
        for (int seed = 0; seed < CALLS; seed++) {
            live.clear();
            PolicySettings first = policies.get(seed % policies.size());
            CallPipeline pipeline = call(new Random(seed), first);
            PastCall past = past(pipeline);
            List<PolicyEvent> again = new ArrayList<>();
            PolicyReplay.asLive(
                    first,
                    change -> policies.stream()
                            .filter(one -> one.version().equals(change.get("version")))
                            .findFirst()
                            .orElseThrow(),
                    past,
                    again::add);
            assertThat(again).as("call %d", seed).isEqualTo(live);
            assertThat(past.isWhole()).isTrue();
            assertThat(scores(past)).isEqualTo(scores(pipeline));
            trips += live.stream()
                            .anyMatch(event -> event instanceof FuseChanged to && to.to() instanceof FuseState.Tripped)
                    ? 1
                    : 0;
            live.stream()
                    .filter(Decision.class::isInstance)
                    .forEach(event -> routes.add(((Decision) event).routeName()));
            rules += live.stream().anyMatch(RuleHeld.class::isInstance) ? 1 : 0;
            changes += past.inputs().stream().anyMatch(input -> input.kind().equals("policy")) ? 1 : 0;
        }
        assertThat(routes).as("routes").contains("adviser", "technical", "soothing", "fallback", "second");
        assertThat(trips).as("calls that trip").isGreaterThan(CALLS / 4);
        assertThat(rules).as("calls with rules that hold").isGreaterThan(CALLS / 4);
        assertThat(changes).as("calls whose policy changes").isGreaterThan(CALLS / 4);
    }

    @Test
    void shouldDecideOfATrackByAnotherPolicyAsOfTheCallItself() throws Exception {
        for (int seed = 0; seed < CALLS; seed++) {
            live.clear();
            PastCall past = past(plain(new Random(seed), policies.get(0)));
            for (PolicySettings other : policies) {
                live.clear();
                plain(new Random(seed), other);
                List<PolicyEvent> tried = new ArrayList<>();
                PolicyReplay.by(other, past, tried::add);
                assertThat(tried).as("call %d by %s", seed, other.version()).isEqualTo(live);
            }
        }
    }

    private static PastCall past(CallPipeline pipeline) throws Exception {
        return new PastCall(
                TrackBytes.unpack(TrackBytes.pack(pipeline.track().orElseThrow())),
                pipeline.journal().inputs(),
                pipeline.journal().lost());
    }

    /** Of the seconds that were scored. */
    private static List<Double> scores(PastCall past) {
        List<Double> scores = new ArrayList<>();
        for (int s = 0; s < past.track().seconds(); s++) {
            if (!past.track().isHeld(s)) {
                scores.add(past.track().score(s));
            }
        }
        return scores;
    }

    private static List<Double> scores(CallPipeline pipeline) {
        ScoreTrack timeline = pipeline.analysed("x", new EngineIdentity("t", "t", "t"))
                .report()
                .timeline();
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < timeline.length(); i++) {
            if (!timeline.paused(i)) {
                scores.add(timeline.score(i));
            }
        }
        return scores;
    }

    /** A call in which all happens that can. */
    private CallPipeline call(Random random, PolicySettings first) {
        CallPipeline pipeline = new CallPipeline(EmotionModel.embedded(), first, live::add);
        pipeline.keepTrack();
        pipeline.admitAgentWords();
        if (random.nextInt(4) == 0) {
            Decision moved = new Decision(9000, "soothing", Decision.Reason.FUSE, 81.5, Emotion.ANGER, 0.75);
            Instant now = Instant.parse("2026-11-01T10:00:00Z");
            pipeline.restore(
                    new Unfinished(
                            now.minusSeconds(4),
                            2,
                            1,
                            0,
                            0,
                            random.nextBoolean() ? Optional.of(now.minusSeconds(3)) : Optional.empty(),
                            random.nextBoolean() ? Optional.of(moved) : Optional.empty()),
                    now);
        }
        short[] audio = random.nextBoolean() ? angry : rising;
        int index = 0;
        boolean held = false;
        for (int frame = 0; (frame + 1) * FRAME_SAMPLES <= audio.length; frame++, index++) {
            index += random.nextInt(400) == 0 ? 3 : 0;
            hear(pipeline, audio, frame, index);
            if (random.nextInt(25) == 0) {
                answer(random, pipeline);
            }
            if (random.nextInt(40) == 0) {
                pipeline.hearWords(words(random, pipeline.nowMs()));
            }
            if (random.nextInt(200) == 0) {
                pipeline.hearAgentWords(words(random, pipeline.nowMs()));
            }
            if (random.nextInt(150) == 0) {
                pipeline.noted("mark", Map.of("queue", random.nextBoolean() ? "billing" : "sales"));
            }
            circumstances(random, pipeline);
            if (random.nextInt(held ? 80 : 400) == 0) {
                held = !held;
                pipeline.held(held, "the agent");
            }
            if (random.nextInt(500) == 0) {
                pipeline.change(policies.get(random.nextInt(policies.size())), "sha256:x");
            }
        }
        pipeline.end();
        return pipeline;
    }

    private static void answer(Random random, CallPipeline pipeline) {
        if (pipeline.policy().state() instanceof FuseState.Tripped) {
            if (random.nextBoolean()) {
                pipeline.switched("moved");
            } else {
                pipeline.switchFailed("no answer");
            }
        }
    }

    /** A call in which whoever trips is moved at once, and where nothing depends on the policy. */
    private CallPipeline plain(Random random, PolicySettings policy) {
        CallPipeline pipeline = new CallPipeline(EmotionModel.embedded(), policy, live::add);
        pipeline.keepTrack();
        short[] audio = random.nextBoolean() ? angry : rising;
        for (int frame = 0; (frame + 1) * FRAME_SAMPLES <= audio.length; frame++) {
            hear(pipeline, audio, frame, frame);
            boolean twoFramesLater = pipeline.nowMs() % 1000 == PolicyReplay.MOVED_AFTER_MS;
            if (twoFramesLater && pipeline.policy().state() instanceof FuseState.Tripped) {
                pipeline.switched("moved");
            }
            if (random.nextInt(40) == 0) {
                pipeline.hearWords(words(random, pipeline.nowMs()));
            }
            if (random.nextInt(300) == 0) {
                pipeline.noted("mark", Map.of("queue", "billing"));
            }
            circumstances(random, pipeline);
        }
        pipeline.end();
        return pipeline;
    }

    /** Time, queues and earlier calls become known now and then. */
    private static void circumstances(Random random, CallPipeline pipeline) {
        switch (random.nextInt(200)) {
            case 0 ->
                pipeline.noted(
                        "clock",
                        Map.of("date", "2026-11-2" + random.nextInt(10), "local", "1" + random.nextInt(10) + ":59"));
            case 1 ->
                pipeline.noted(
                        CallHistory.KIND,
                        Map.of("calls", random.nextInt(900_000) + (random.nextBoolean() ? "!" : "") + ",60 billing"));
            case 2, 3 -> {
                Map<String, QueueStatus> queues = new TreeMap<>();
                for (String queue : List.of("calm", "tech", "adviser")) {
                    if (random.nextInt(5) > 0) {
                        queues.put(queue, new QueueStatus(random.nextInt(7), 9, random.nextInt(4), random.nextInt(90)));
                    }
                }
                pipeline.noted(QueueStatuses.KIND, new QueueStatuses(queues).details());
            }
            default -> {
                // Nothing new.
            }
        }
    }

    private static void hear(CallPipeline pipeline, short[] audio, int frame, int index) {
        MediaFrame media = new MediaFrame();
        media.setAudio(index, audio, frame * FRAME_SAMPLES, 0);
        pipeline.hear(media);
    }

    private static Revision words(Random random, long nowMs) {
        List<String> vocabulary = List.of("refund", "the", "four", "sorry", "counsel", "refund");
        long fromMs = Math.max(0, nowMs - 2000);
        List<TimedWord> words = new ArrayList<>();
        for (int w = 0; w < 4; w++) {
            long atMs = fromMs + 400L * w;
            words.add(new TimedWord(atMs, atMs + 300, vocabulary.get(random.nextInt(vocabulary.size())), 0.5));
        }
        return new Revision(fromMs, words, random.nextInt(3) == 0);
    }
}
