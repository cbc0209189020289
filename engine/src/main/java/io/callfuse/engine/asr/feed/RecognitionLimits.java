package io.callfuse.engine.asr.feed;

import java.time.Duration;

/**
 * When the recognition process is given up, started again, and relieved.
 *
 * @param readyWithin how long loading the model may take
 * @param stalledAfter how long it may not answer before it is replaced
 * @param stuckAfter how long it may be at work on 20 ms of audio before it is replaced
 * @param firstPause how long to wait before the first new start; each further one in a row waits twice as long
 * @param longestPause how long to wait at most
 * @param healthyAfter how long a process must have lived for its end to count as the first
 * @param givenUpAfter ends in a row after which recognition is left alone for {@code givenUpFor}
 * @param givenUpFor how long recognition is left alone then
 * @param shedAbove delay of recognition past which the least suspicious legs lose their words
 */
public record RecognitionLimits(
        Duration readyWithin,
        Duration stalledAfter,
        Duration stuckAfter,
        Duration firstPause,
        Duration longestPause,
        Duration healthyAfter,
        int givenUpAfter,
        Duration givenUpFor,
        Duration shedAbove) {
    private static final Duration NEVER = Duration.ofDays(1);

    /** What suits live calls. */
    public static RecognitionLimits standard() {
        return new RecognitionLimits(
                Duration.ofMinutes(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                Duration.ofMillis(200),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                6,
                Duration.ofMinutes(1),
                Duration.ofMillis(800));
    }

    /**
     * What suits recordings, which wait for their words: nothing is shed, and a process that does not answer because the machine is
     * busy is not given up.
     */
    public static RecognitionLimits patient() {
        return standard().withoutShedding(Duration.ofSeconds(30));
    }

    /** The same, but a process that does not answer for another time is replaced. */
    public RecognitionLimits replacingAfter(Duration silence) {
        return new RecognitionLimits(
                readyWithin,
                silence,
                stuckAfter.compareTo(silence) > 0 ? stuckAfter : silence,
                firstPause,
                longestPause,
                healthyAfter,
                givenUpAfter,
                givenUpFor,
                shedAbove);
    }

    /** The same, but no leg loses words to others. */
    public RecognitionLimits withoutShedding() {
        return withoutShedding(stalledAfter);
    }

    private RecognitionLimits withoutShedding(Duration patience) {
        return new RecognitionLimits(
                readyWithin,
                patience,
                stuckAfter.compareTo(patience) > 0 ? stuckAfter : patience,
                firstPause,
                longestPause,
                healthyAfter,
                givenUpAfter,
                givenUpFor,
                NEVER);
    }

    /** The same, but every end of the process counts as the first: for those who end it again and again on purpose. */
    public RecognitionLimits forgiving() {
        return new RecognitionLimits(
                readyWithin,
                stalledAfter,
                stuckAfter,
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                Duration.ZERO,
                givenUpAfter,
                givenUpFor,
                shedAbove);
    }
}
