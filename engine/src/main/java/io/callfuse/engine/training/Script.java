package io.callfuse.engine.training;

import java.util.List;

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

    /** A short call of one mood, or of one mood after another, nearly without gaps: to fit on. */
    static Script toFit(String first, int firstMs, String then, int thenMs) {
        Segment start = new Segment(List.of(first), firstMs);
        Segment next = new Segment(List.of(then), firstMs + thenMs);
        return new Script(first + ">" + then, thenMs == 0 ? List.of(start) : List.of(start, next), 300, 1200);
    }

    /** A call of 60 to 75 s, two fifths and more of it the other party's turns: to judge by. */
    static Script toJudge(String name, List<String> first, int firstMs, List<String> then, int totalMs) {
        Segment start = new Segment(first, then.isEmpty() ? totalMs : firstMs);
        List<Segment> segments = then.isEmpty() ? List.of(start) : List.of(start, new Segment(then, totalMs));
        return new Script(name, segments, 3000, 7000);
    }
}
