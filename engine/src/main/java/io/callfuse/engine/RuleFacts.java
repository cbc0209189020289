package io.callfuse.engine;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.Transcript;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.engine.policy.rules.CallFacts;
import io.callfuse.engine.policy.rules.Fact;
import io.callfuse.engine.policy.rules.FactSink;
import io.callfuse.engine.policy.rules.TextFact;
import io.callfuse.engine.scoring.CallerWords;
import io.callfuse.engine.scoring.EmotionScore;
import io.callfuse.engine.tuning.PolicyTrack;
import io.callfuse.models.language.LexicalCategory;
import io.callfuse.models.language.Subtext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the rules of a leg what is known of it, and its track, where there is one. Without both it does nothing. For one thread, the leg's worker; a frame and a
 * second allocate nothing.
 */
final class RuleFacts {
    private static final Subtext[] SUBTEXTS = Subtext.values();
    private static final LexicalCategory[] CATEGORIES = LexicalCategory.values();

    private final Map<String, String> marks = new HashMap<>();
    private Optional<CallFacts> facts;
    private Optional<PolicyTrack> track = Optional.empty();
    private final Circumstances circumstances = new Circumstances();
    private int speechFrames;
    private int silentFrames;
    private int heldSeconds;

    RuleFacts(Optional<CallFacts> facts) {
        this.facts = facts;
    }

    /** From now on keeps what the policy is told. */
    void keepTrack() {
        track = Optional.of(new PolicyTrack());
    }

    /** What the policy was told; empty where it is not kept. */
    Optional<PolicyTrack> track() {
        return track;
    }

    /** Goes on with other rules, which learn what was marked and said before; numbers they know from the next second on. */
    void change(Optional<CallFacts> newFacts, Transcript caller, Optional<Transcript> agent) {
        facts = newFacts;
        facts.ifPresent(now -> {
            now.mark(marks);
            caller.revisions().forEach(now::hear);
            agent.ifPresent(said -> said.revisions().forEach(now::hearAgent));
        });
    }

    /** Takes whether the next frame was speech. */
    void frame(boolean speech) {
        speechFrames += speech ? 1 : 0;
        silentFrames = speech ? 0 : silentFrames + 1;
    }

    /** Ends a second on hold: what was silent in it was nobody's pause. */
    void heldSecond() {
        heldSeconds++;
        if (track.isPresent()) {
            track.get().heldSecond();
        }
        speechFrames = 0;
        silentFrames = 0;
    }

    /** Ends a second that was scored. */
    void second(long nowMs, EmotionScore score, FeatureVector features, CallerWords words, double speechRateRise) {
        if (facts.isPresent()) {
            say(facts.get(), nowMs, score, features, words, speechRateRise);
        }
        if (track.isPresent()) {
            say(track.get(), nowMs, score, features, words, speechRateRise);
            track.get().second(score.emotion(), features.speechMs(), features.heardMedia());
        }
        speechFrames = 0;
    }

    private void say(
            FactSink now,
            long nowMs,
            EmotionScore score,
            FeatureVector features,
            CallerWords words,
            double speechRateRise) {
        now.say(Fact.SCORE, score.score());
        now.say(Fact.CONFIDENCE, score.confidence());
        now.say(Fact.F0_HZ, unlessZero(features.f0Hz()));
        now.say(Fact.LEVEL_DBFS, features.levelDbfs());
        now.say(Fact.SYLLABLES_PER_SECOND, unlessZero(features.syllablesPerSecond()));
        now.say(Fact.SPEECH_RATE_RISE, speechRateRise);
        now.say(Fact.SPEECH_SECONDS, features.speechMs() / 1000.0);
        now.say(Fact.SPEECH_SHARE, (double) speechFrames / MediaTime.FRAMES_PER_SECOND);
        now.say(Fact.SILENCE_SECONDS, (double) silentFrames / MediaTime.FRAMES_PER_SECOND);
        now.say(Fact.CALL_SECONDS, nowMs / 1000.0);
        now.say(Fact.HELD_SECONDS, heldSeconds);
        circumstances.say(nowMs, now);
        now.say(TextFact.EMOTION, score.emotion().label());
        now.say(TextFact.TOPIC, words.topic().orElse(""));
        for (Subtext subtext : SUBTEXTS) {
            now.say(subtext, words.subtext(subtext));
        }
        for (LexicalCategory category : CATEGORIES) {
            now.say(category, words.category(category));
        }
    }

    private static double unlessZero(double value) {
        return value == 0 ? Double.NaN : value;
    }

    /** Takes what the caller said. */
    void hear(Revision revision) {
        facts.ifPresent(now -> now.hear(revision));
    }

    /** Takes what the agent said. */
    void hearAgent(Revision revision) {
        facts.ifPresent(now -> now.hearAgent(revision));
    }

    /** Takes what is known of the call besides its sound. */
    void noted(long nowMs, String kind, Map<String, String> details) {
        circumstances.noted(nowMs, kind, details);
        if (kind.equals("mark") || kind.equals("tags")) {
            marks.putAll(details);
            facts.ifPresent(now -> now.mark(details));
        }
    }
}
