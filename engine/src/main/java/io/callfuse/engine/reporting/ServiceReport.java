package io.callfuse.engine.reporting;

import io.callfuse.models.evaluation.Proportion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What became of the calls of a period.
 *
 * @param period which calls
 * @param calls how many, and how long
 * @param firstMinute what was known of them in time
 * @param hours of the day, 24 rows
 * @param trips of the fuse, and what followed
 * @param topics what calls were about, by the caller's words, most upset first; the next five are ordered alike
 * @param queues by the mark {@code queue}
 * @param languages by the caller's words
 * @param phrases kinds of phrases that were heard
 * @param subtexts what was meant and not said
 * @param agents by channel; empty unless it was asked for
 * @param defects of the service that callers met, the most frequent first
 * @param rates how fast callers spoke
 */
public record ServiceReport(
        Period period,
        Calls calls,
        FirstMinute firstMinute,
        List<Hour> hours,
        Trips trips,
        List<Group> topics,
        List<Group> queues,
        List<Group> languages,
        List<Group> phrases,
        List<Group> subtexts,
        Optional<List<Agent>> agents,
        List<Defect> defects,
        Rates rates) {

    /**
     * When the calls came.
     *
     * @param first when the first of them came under watch; empty where there was none
     * @param last when the last did
     * @param zone of the hours of the day
     */
    public record Period(Optional<Instant> first, Optional<Instant> last, String zone) {}

    /**
     * How many calls there were.
     *
     * @param watched all of them
     * @param recorded those whose record is kept; the others go on, or their record was lost in a crash
     * @param hours of audio, of those recorded
     * @param seconds how long those recorded were
     * @param speechShare of their length that was caller speech, 0-1
     * @param tripped of all of them
     */
    public record Calls(
            long watched, long recorded, double hours, Distribution seconds, double speechShare, Proportion tripped) {}

    /**
     * What was known in time. Calls that ended before count for nothing.
     *
     * @param saidBy20s a first class was said, be it {@code unknown}, of calls of 20 s and more
     * @param classBy20s another than {@code unknown}, of the same with 2 s of caller speech and more in all
     * @param decidedBy60s of calls of 60 s and more
     * @param trippedBy60s of those that tripped
     * @param firstClasses how many calls were first called what
     * @param reasons how many were decided why
     */
    public record FirstMinute(
            Proportion saidBy20s,
            Proportion classBy20s,
            Proportion decidedBy60s,
            Proportion trippedBy60s,
            Map<String, Long> firstClasses,
            Map<String, Long> reasons) {}

    /**
     * An hour of the day, in all days together.
     *
     * @param hour 0-23
     * @param tripped of the calls that came in it
     * @param seconds scored, by emotion
     */
    public record Hour(int hour, Proportion tripped, Map<String, Long> seconds) {}

    /**
     * What followed the trips.
     *
     * @param afterSeconds media time of the first trip
     * @param routes what became of the callers, by route
     * @param failures why callers could not be moved, the most frequent first
     * @param scoreAtTrip mean score of the 10 s before the trip, of those moved with 20 s of the call to come
     * @param scoreAtEnd mean score of the last 10 s of the same calls
     */
    public record Trips(
            Distribution afterSeconds,
            List<RouteUse> routes,
            Map<String, Long> failures,
            Distribution scoreAtTrip,
            Distribution scoreAtEnd) {}

    /**
     * How often callers were to be moved to a route.
     *
     * @param moved there
     * @param elsewhere to the fallback
     * @param failed not moved
     * @param open of which the end is not known: the call ended meanwhile, or the engine did
     */
    public record RouteUse(String route, long ordered, long moved, long elsewhere, long failed, long open) {}

    /**
     * Calls that have something in common.
     *
     * @param name what
     * @param tripped of them
     * @param meanMaxScore mean of their highest scores, 0-100
     * @param upset whether they trip more often than the other calls together, beyond chance (95 % intervals of the two that do not meet)
     */
    public record Group(String name, Proportion tripped, OptionalDouble meanMaxScore, boolean upset) {}

    /** An agent's calls; talk-overs a call, and the mean of the median pauses before his replies, ms. */
    public record Agent(String phone, Proportion tripped, double talkOvers, OptionalDouble replyPauseMs) {}

    /** Something that went wrong, and how many calls met it. */
    public record Defect(String name, Proportion calls) {}

    /**
     * How fast callers spoke, syllables a second.
     *
     * @param baseline in their first seconds
     * @param riseCalm the highest over the baseline, of calls that held
     * @param riseTripped the same of those that tripped
     * @param histogram how many calls had a baseline of 0 to 0.5, 0.5 to 1 and so on
     */
    public record Rates(Distribution baseline, Distribution riseCalm, Distribution riseTripped, List<Long> histogram) {}
}
