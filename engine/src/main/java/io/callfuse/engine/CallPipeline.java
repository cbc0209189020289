package io.callfuse.engine;

import io.callfuse.engine.archive.CallReport;
import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.archive.Evidence;
import io.callfuse.engine.archive.Heard;
import io.callfuse.engine.archive.InputJournal;
import io.callfuse.engine.archive.JournaledRestart;
import io.callfuse.engine.archive.JournaledWords;
import io.callfuse.engine.archive.MediaCounters;
import io.callfuse.engine.archive.Outcome;
import io.callfuse.engine.archive.ScoreTrack;
import io.callfuse.engine.archive.UnfinishedCalls;
import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.feature.FeatureExtractor;
import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.engine.policy.CallPolicy;
import io.callfuse.engine.policy.FuseChanged;
import io.callfuse.engine.policy.FuseState;
import io.callfuse.engine.policy.PolicyEvent;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.scoring.CallerWords;
import io.callfuse.engine.scoring.EmotionScore;
import io.callfuse.engine.scoring.EmotionScorer;
import io.callfuse.engine.tuning.PolicyReplay;
import io.callfuse.engine.tuning.PolicyTrack;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.language.Languages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One call leg, from its frames to the decision. Read this first.
 *
 * <pre>
 *   media frame, 20 ms --&gt; features --(each second)--&gt; score --&gt; policy --&gt; events
 *   words, now and then --------------------------------^
 * </pre>
 *
 * <p>Live audio and recordings take this same way, and its only clock is the index of the frames: what comes out depends on
 * what went in and on nothing else. What went in, besides the audio, is in the {@link #journal()}. For one thread, the leg's
 * worker; a frame of a leg without words allocates nothing.
 */
public final class CallPipeline {
    private final FeatureExtractor featureExtractor = new FeatureExtractor();
    private final FeatureVector features = new FeatureVector();
    private final EmotionScorer emotionScorer;
    private final EmotionScore score = new EmotionScore();
    private final CallPolicy policy;
    private final RuleFacts ruleFacts;
    private final ScoreTrack timeline = new ScoreTrack();
    private final Outcome outcome = new Outcome();
    private final List<FuseChanged> fuseChanges = new ArrayList<>();
    private final EvidenceKeeper explanation = new EvidenceKeeper();
    private final Transcripts transcripts = new Transcripts();
    private final Languages languages;
    private final CallerWords words;
    private final InputJournal journal = new InputJournal();
    private final MediaFrame lost = new MediaFrame();
    private final LineWatch line = new LineWatch();
    private long nextIndex;
    private long audioFrames;
    private long droppedFrames;

    /** The same, with the phrases that ship with the engine. */
    public CallPipeline(EmotionModel model, PolicySettings settings, Consumer<PolicyEvent> decided) {
        this(model, Languages.embedded(), settings, decided);
    }

    /**
     * Makes the pipeline of a leg whose clock stands at 0.
     *
     * @param languages by which words are understood
     * @param decided told each event of the policy on the thread that feeds the pipeline; {@link #score()} is then what led
     *     to it
     */
    public CallPipeline(
            EmotionModel model, Languages languages, PolicySettings settings, Consumer<PolicyEvent> decided) {
        emotionScorer = new EmotionScorer(model);
        this.languages = languages;
        words = new CallerWords(languages);
        policy = new CallPolicy(settings, outcome.andThen(this::explain).andThen(decided));
        ruleFacts = new RuleFacts(policy.facts());
    }

    private void explain(PolicyEvent event) {
        if (event instanceof FuseChanged change) {
            fuseChanges.add(change);
            if (change.to() instanceof FuseState.Tripped) {
                explainScore();
                explanation.settle(score, words.evidence(nowMs()));
            }
        }
    }

    /**
     * Hears the next 20 ms. Frames that the queue dropped before it are heard as gaps, so that the clock stays true.
     *
     * @return whether a second is full and the score is new
     */
    public boolean hear(MediaFrame media) {
        boolean scored = false;
        long droppedBefore = media.index() - nextIndex;
        if (droppedBefore > 0) {
            droppedFrames += droppedBefore;
            journal.addDropped(nowMs(), droppedBefore);
            while (nextIndex < media.index()) {
                lost.setGap(nextIndex, media.arrivalNs());
                scored |= advance(lost);
            }
        }
        if (media.kind() == MediaFrame.Kind.AUDIO) {
            audioFrames++;
        } else {
            journal.addGap(nowMs(), nowMs() + MediaTime.FRAME_MS);
        }
        line.hear(media, featureExtractor.wasMusic());
        return advance(line.onHold() ? silenced(media) : media) || scored;
    }

    /** What comes while the call is on hold is nobody's voice that could be judged. */
    private MediaFrame silenced(MediaFrame media) {
        lost.setGap(media.index(), media.arrivalNs());
        return lost;
    }

    private boolean advance(MediaFrame media) {
        featureExtractor.accept(media);
        ruleFacts.frame(featureExtractor.wasSpeech());
        nextIndex++;
        if (nextIndex % MediaTime.FRAMES_PER_SECOND != 0) {
            return false;
        }
        featureExtractor.read(features);
        line.endSecond();
        if (!line.paused()) {
            scoreSecond();
        }
        timeline.line(line.state(), line.paused());
        timeline.append(
                nowMs(),
                score.score(),
                score.emotion(),
                score.confidence(),
                features.f0Hz(),
                features.syllablesPerSecond(),
                features.levelDbfs());
        if (line.paused()) {
            ruleFacts.heldSecond();
            policy.tickHeld(nowMs());
            return true;
        }
        ruleFacts.second(nowMs(), score, features, words, speechRateRise());
        policy.tick(
                nowMs(),
                score.score(),
                score.emotion(),
                score.confidence(),
                features.speechMs(),
                features.heardMedia());
        return true;
    }

    private void scoreSecond() {
        emotionScorer.score(features, score);
        words.move(score, nowMs(), speechRateRise());
        if (explanation.wants(score)) {
            explainScore();
            explanation.keep(score, words.evidence(nowMs()));
        }
    }

    private void explainScore() {
        emotionScorer.explain(score);
        words.explain(score);
    }

    /** The caller's speech rate now over that of his first seconds; {@code NaN} where one of them is not known. */
    private double speechRateRise() {
        double baseline = features.baselineSyllablesPerSecond();
        double now = features.syllablesPerSecond();
        return baseline > 0 && now > 0 ? now / baseline : Double.NaN;
    }

    /**
     * Hears what the caller said, as far as it is known now; a later revision may change what is not settled. An input like any
     * other: it counts from the media time on at which it comes. Numbers that nobody may keep are taken out first.
     */
    public void hearWords(Revision revision) {
        Revision heard = transcripts.hear(revision, featureExtractor);
        journal.add(nowMs(), JournaledWords.CALLER, JournaledWords.of(heard));
        words.hear(heard);
        ruleFacts.hear(heard);
    }

    /** Says that words of the caller will not be heard, so that nothing is kept for them. */
    public void expectNoWords() {
        featureExtractor.expectNoWords();
    }

    /** From now on what the agent says is kept, and reported at the end. Without this nothing of him is read or noted. */
    public void admitAgentWords() {
        transcripts.admitAgent();
    }

    /** Hears what the agent said, in words alone; does nothing where they are not admitted. They move no score. */
    public void hearAgentWords(Revision revision) {
        transcripts.hearAgent(revision).ifPresent(heard -> {
            journal.add(nowMs(), JournaledWords.AGENT, JournaledWords.of(heard));
            ruleFacts.hearAgent(heard);
        });
    }

    /** Whether the frame {@link FeatureExtractor#VERDICT_LAG_FRAMES} frames before the last was speech: what recognition is fed. */
    public boolean wasSpeech() {
        return featureExtractor.wasSpeech();
    }

    /** Whether that frame sounded itself, rather than lying shortly before or after what did. */
    public boolean wasSounding() {
        return featureExtractor.wasSounding();
    }

    /** Says that the caller was moved, and how. */
    public void switched(String how) {
        journal.add(nowMs(), "switched", Map.of("how", how));
        line.leftAgents();
        policy.switched(nowMs(), how);
    }

    /** Says that the caller could not be moved, and why. */
    public void switchFailed(String why) {
        journal.add(nowMs(), "switch-failed", Map.of("why", why));
        policy.switchFailed(nowMs(), why);
    }

    /** Says that something happened on the call that is no sound, such as a lost connection to Asterisk. */
    public void noted(String kind, Map<String, String> details) {
        noted(kind, details, details);
    }

    /** The same, where less is kept of it than rules may ask for. */
    public void noted(String kind, Map<String, String> details, Map<String, String> kept) {
        journal.add(nowMs(), kind, kept);
        policy.noted(kind, details);
        ruleFacts.noted(nowMs(), kind, details);
    }

    /** Says that the call was put on hold by {@code caller}, or by another channel of the call; or is no more. */
    public void held(boolean on, String by) {
        journal.add(nowMs(), on ? "hold" : "unhold", Map.of("by", by));
        if (on) {
            line.hold(by);
        } else {
            line.unhold(by);
        }
    }

    /** Says that Asterisk begins, or ends, to play music to the caller. */
    public void music(boolean begins) {
        journal.add(nowMs(), begins ? "music-begins" : "music-ends", Map.of());
        line.music(begins);
    }

    /** Says that events of Asterisk were missed: whether the call is on hold is not known any more. */
    public void eventsMissed(long forMs) {
        journal.add(nowMs(), "events-missed", Map.of("ms", Long.toString(forMs)));
        line.forget();
    }

    /** Says now and then, while no packet comes here, that Asterisk should be asked how many it has received. */
    public boolean takeLineQuestion() {
        return line.takeQuestion();
    }

    /** Says how many packets of the caller Asterisk has received in all, while none came here. */
    public void asteriskReceived(long packets) {
        journal.add(nowMs(), "asterisk-received", Map.of("packets", Long.toString(packets)));
        line.received(packets);
    }

    /** Says once for each hole in the stream, within 3 s, for how long no packet has come; else 0. A call on hold has none. */
    public long takeHoleMs() {
        return line.takeHole() ? line.holeMs() : 0;
    }

    /**
     * Takes a call up again that an engine left when it was killed: with its decision, and with its fuse blown if it was. Its
     * media time begins anew. An input like any other.
     */
    public void restore(UnfinishedCalls.Unfinished before, Instant now) {
        JournaledRestart restart = JournaledRestart.of(before, nowMs(), now);
        journal.add(nowMs(), JournaledRestart.KIND, restart.details());
        policy.restore(restart.trippedAtMs(), restart.decided());
        before.decision().ifPresent(outcome::restore);
    }

    /**
     * Goes on by another policy from the next second on; {@link CallPolicy#change} says what is kept. An input like any other: no
     * score depends on it.
     *
     * @param sha256 {@code sha256:} and the hash of what the policy says
     */
    public void change(PolicySettings settings, String sha256) {
        journal.add(
                nowMs(),
                PolicyReplay.POLICY_CHANGED,
                Map.of("before", policy.version(), "version", settings.version(), "sha256", sha256));
        policy.change(settings);
        transcripts.tellAnew(ruleFacts, policy.facts());
    }

    /** Ends the call: what is not decided yet is decided now. */
    public void end() {
        featureExtractor.read(features);
        words.end(nowMs(), speechRateRise());
        policy.end(nowMs(), features.speechMs(), features.heardMedia());
        ruleFacts.track().ifPresent(track -> track.end(nowMs(), features.speechMs(), features.heardMedia()));
        transcripts.redact(journal);
    }

    /** The leg's clock: media time heard so far, ms. */
    public long nowMs() {
        return MediaTime.startMs(nextIndex);
    }

    /** The last score; rewritten each second. */
    public EmotionScore score() {
        return score;
    }

    /** What led to the last score. Allocates: for events, not for each second. */
    public Evidence evidence() {
        explainScore();
        return EvidenceKeeper.now(score, words.evidence(nowMs()));
    }

    /** What the call is about by the caller's words, the last that they told; empty where they did not. */
    public Optional<String> topic() {
        return words.topic();
    }

    /** Caller speech heard so far, as of the last second, ms. */
    public long speechMs() {
        return features.speechMs();
    }

    /** Where the policy stands. */
    public CallPolicy policy() {
        return policy;
    }

    /** From now on keeps what the policy is told each second. Before anything else. */
    public void keepTrack() {
        ruleFacts.keepTrack();
    }

    /** What the policy was told each second; empty where it is not kept. */
    public Optional<PolicyTrack> track() {
        return ruleFacts.track();
    }

    /** What went in besides the audio. */
    public InputJournal journal() {
        return journal;
    }

    /** What became of the frames. */
    public MediaCounters counters() {
        return new MediaCounters(audioFrames, nextIndex - audioFrames - droppedFrames, droppedFrames);
    }

    /** Everything that is known of the leg so far, under this name. */
    public AnalysedCall analysed(String name, EngineIdentity engine) {
        Heard heard = new Heard(nowMs() / 1000.0, speechMs() / 1000.0, features.baselineSyllablesPerSecond());
        List<TimedWord> said = transcripts.said();
        return new AnalysedCall(
                new CallReport(
                        name,
                        heard,
                        outcome,
                        timeline,
                        said,
                        transcripts.voices(said),
                        words.understood(),
                        transcripts.agent(said, languages),
                        engine),
                fuseChanges,
                explanation.evidence(),
                counters(),
                Optional.empty());
    }
}
