package io.callfuse.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What happens in a composed call.
 *
 * @param name what such calls are called in tables
 * @param segments one after the other
 * @param minGapMs shortest time the other party speaks between two turns of the caller
 * @param maxGapMs longest such time
 */
record Script(String name, List<Segment> segments, int minGapMs, int maxGapMs) {
    /**
     * A part of a call in which the caller is in one mood.
     *
     * @param classes the caller's clips are drawn from these
     * @param untilMs the part ends with the first turn that ends after this time of the call
     */
    record Segment(List<String> classes, int untilMs) {}

    /** Of calls to fit on: those of one mood, those that turn from calm, and those that turn to calm; the rest has up to four. */
    private static final double ONE_MOOD = 0.45;

    private static final double FROM_CALM = 0.27;
    private static final double TO_CALM = 0.10;
    private static final double ANGRY_SHARE = 0.25;
    private static final double HAPPY_SHARE = 0.17;
    private static final double CALM_SHARE = 0.15;
    private static final String CALM = "neutral";

    /**
     * A call of 45 to 70 s with short gaps, to fit on: one mood or several, anger, joy and calm more often than others.
     *
     * @param random draws the call
     * @param moods that the speaker has clips of
     */
    static Script toFit(Random random, Set<String> moods) {
        double kind = random.nextDouble();
        List<String> sequence = new ArrayList<>();
        if (kind < ONE_MOOD) {
            sequence.add(mood(random, moods));
        } else if (kind < ONE_MOOD + FROM_CALM) {
            sequence.add(moods.contains(CALM) ? CALM : mood(random, moods));
            sequence.add(mood(random, moods));
        } else if (kind < ONE_MOOD + FROM_CALM + TO_CALM) {
            sequence.add(mood(random, moods));
            sequence.add(moods.contains(CALM) ? CALM : mood(random, moods));
        } else {
            int parts = 2 + random.nextInt(3);
            for (int i = 0; i < parts; i++) {
                sequence.add(mood(random, moods));
            }
        }
        int totalMs = 45_000 + random.nextInt(25_000);
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < sequence.size(); i++) {
            int untilMs = totalMs * (i + 1) / sequence.size();
            if (sequence.size() == 2 && i == 0) {
                untilMs = 12_000 + random.nextInt(16_000);
            }
            segments.add(new Segment(List.of(sequence.get(i)), untilMs));
        }
        return new Script(String.join(">", sequence), segments, 300, 2100);
    }

    private static String mood(Random random, Set<String> moods) {
        double draw = random.nextDouble();
        String wanted = null;
        if (draw < ANGRY_SHARE) {
            wanted = "angry";
        } else if (draw < ANGRY_SHARE + HAPPY_SHARE) {
            wanted = "happy";
        } else if (draw < ANGRY_SHARE + HAPPY_SHARE + CALM_SHARE) {
            wanted = CALM;
        }
        List<String> known = moods.stream().sorted().toList();
        return known.contains(wanted) ? wanted : known.get(random.nextInt(known.size()));
    }

    /** A call of 60 to 75 s, two fifths and more of it the other party's turns: to judge by. */
    static Script toJudge(String name, List<String> first, int firstMs, List<String> then, int totalMs) {
        Segment start = new Segment(first, then.isEmpty() ? totalMs : firstMs);
        List<Segment> segments = then.isEmpty() ? List.of(start) : List.of(start, new Segment(then, totalMs));
        return new Script(name, segments, 3000, 7000);
    }
}
