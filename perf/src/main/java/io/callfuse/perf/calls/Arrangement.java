package io.callfuse.perf.calls;

import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.training.CallTape;
import io.callfuse.perf.ear.Levels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What the caller says and when, before it goes through a line: turns of one to three clips of one mood, in a random order and
 * none of them twice, with the other party's turns between them. For one thread; used once.
 */
final class Arrangement {
    private static final int SPOKEN_FRAMES = 100;
    private static final double SHORTEST_GAP = 0.6;
    private static final double GAP_SPREAD = 0.8;

    private final CallMix mix;
    private final Random random;
    private final CallTape tape = new CallTape();
    private final List<Turn> turns = new ArrayList<>();
    private final boolean evened;
    private int turnsMs;
    private int onsetMs;
    private int speechFrames;
    private int spoken2sMs = -1;

    /** Arranges a call of these clips, all of one speaker. */
    Arrangement(CallMix mix, CallKind kind, List<VoicedClip> clips, Random random) {
        this.mix = mix;
        this.random = random;
        evened = random.nextBoolean();
        int lengthMs = whole(mix.callMs());
        int turnMs = whole(mix.onsetMs());
        tape.silence(whole(mix.leadMs()));
        for (int part = 0; part < kind.moods().size(); part++) {
            Mood mood = kind.moods().get(part);
            boolean last = part == kind.moods().size() - 1;
            if (part > 0) {
                onsetMs = tape.lengthMs();
            }
            part(clips.stream().filter(c -> c.clip().mood() == mood).toList(), last ? lengthMs : turnMs);
        }
    }

    /** What the caller said, silent where he is. */
    short[] samples() {
        return tape.samples();
    }

    /** The clips in their places. */
    List<Turn> turns() {
        return List.copyOf(turns);
    }

    /** Length of the call, ms. */
    int lengthMs() {
        return tape.lengthMs();
    }

    /** Share of the call that is left to the other party, 0..1. */
    double gapShare() {
        return 1 - (double) turnsMs / tape.lengthMs();
    }

    /** Where the last mood begins, ms: 0 where there is but one. */
    int onsetMs() {
        return onsetMs;
    }

    /** By when the caller has spoken for 2 s, ms; -1 where he never has. */
    int spoken2sMs() {
        return spoken2sMs;
    }

    /** Whether all clips have about the same level. */
    boolean isEvened() {
        return evened;
    }

    private void part(List<VoicedClip> clips, int untilMs) {
        List<VoicedClip> bag = new ArrayList<>(clips);
        Collections.shuffle(bag, random);
        int fromMs = tape.lengthMs();
        int availableMs = bag.stream().mapToInt(VoicedClip::lengthMs).sum();
        double gaps = Math.max(draw(mix.gapShare()), 1 - (double) availableMs / (untilMs - fromMs));
        int mayMs = (int) ((1 - mix.gapShare().low()) * (untilMs - fromMs));
        int saidMs = 0;
        List<VoicedClip> turn = nextTurn(bag, Math.min(mayMs, untilMs - tape.lengthMs()));
        while (!turn.isEmpty()) {
            int before = tape.lengthMs();
            say(turn);
            int turnMs = tape.lengthMs() - before;
            saidMs += turnMs;
            double gapMs = turnMs * gaps / (1 - gaps) * (SHORTEST_GAP + GAP_SPREAD * random.nextDouble());
            tape.silence((int) Math.min(gapMs, untilMs - tape.lengthMs()));
            turn = nextTurn(bag, Math.min(mayMs - saidMs, untilMs - tape.lengthMs()));
        }
        turnsMs += saidMs;
        tape.silence(untilMs - tape.lengthMs());
    }

    /** Takes the clips of a turn out of the bag, no more than have room; empty where not even one has. */
    private List<VoicedClip> nextTurn(List<VoicedClip> bag, int roomMs) {
        List<VoicedClip> turn = new ArrayList<>();
        int clips = 1 + random.nextInt(mix.clipsPerTurn());
        int takenMs = 0;
        while (turn.size() < clips && !bag.isEmpty()) {
            VoicedClip next = bag.get(bag.size() - 1);
            int neededMs =
                    next.lengthMs() + (turn.isEmpty() ? 0 : (int) mix.pauseMs().high());
            if (takenMs + neededMs > roomMs) {
                break;
            }
            takenMs += neededMs;
            turn.add(bag.remove(bag.size() - 1));
        }
        return turn;
    }

    private void say(List<VoicedClip> turn) {
        for (int i = 0; i < turn.size(); i++) {
            if (i > 0) {
                tape.silence(whole(mix.pauseMs()));
            }
            VoicedClip clip = turn.get(i);
            double gainDb = evened
                    ? mix.evenedDbfs() - clip.levelDbfs() + mix.evenedSpreadDb() * (2 * random.nextDouble() - 1)
                    : 0;
            int fromMs = tape.lengthMs();
            tape.say(clip.samples(), Levels.factor(gainDb), (byte)
                    clip.clip().mood().ordinal());
            turns.add(new Turn(clip.clip(), fromMs, tape.lengthMs()));
            countSpeech(clip, fromMs);
        }
    }

    private void countSpeech(VoicedClip clip, int fromMs) {
        for (int f = 0; f < clip.speech().length; f++) {
            speechFrames += clip.speech()[f] ? 1 : 0;
            if (spoken2sMs < 0 && speechFrames >= SPOKEN_FRAMES) {
                spoken2sMs = fromMs + (f + 1) * MediaTime.FRAME_MS;
            }
        }
    }

    private double draw(CallMix.Range range) {
        return range.at(random.nextDouble());
    }

    /** A time in whole frames. */
    private int whole(CallMix.Range rangeMs) {
        return (int) draw(rangeMs) / MediaTime.FRAME_MS * MediaTime.FRAME_MS;
    }
}
