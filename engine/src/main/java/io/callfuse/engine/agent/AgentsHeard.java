package io.callfuse.engine.agent;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Which agents a watched caller talked to, and who spoke when.
 *
 * @param legs one for each agent who was heard, in the order of time
 * @param talk who spoke when, of all together
 */
public record AgentsHeard(List<Leg> legs, Talk talk) {
    /** Rejects null; copies the list. */
    public AgentsHeard {
        legs = List.copyOf(legs);
        Objects.requireNonNull(talk, "talk is null");
    }

    /**
     * The leg of one agent, from when he was heard until he left.
     *
     * @param channel his channel's name
     * @param uniqueId Asterisk's {@code Uniqueid} of it
     * @param fromMs media time of the caller's leg at which his begins
     * @param untilMs media time at which it ends
     * @param skew how far the two legs' clocks were apart
     * @param audioFrames frames that carried audio
     * @param gapFrames frames in which nothing came
     * @param droppedFrames frames for which there was no time
     * @param endedBy what ended it, such as {@code left}
     */
    public record Leg(
            String channel,
            String uniqueId,
            long fromMs,
            long untilMs,
            Skew skew,
            long audioFrames,
            long gapFrames,
            long droppedFrames,
            String endedBy) {
        /** Rejects null. */
        public Leg {
            Objects.requireNonNull(channel, "channel is null");
            Objects.requireNonNull(uniqueId, "uniqueId is null");
            Objects.requireNonNull(skew, "skew is null");
            Objects.requireNonNull(endedBy, "endedBy is null");
        }
    }

    /**
     * By how much an agent's leg stood before the caller's when a frame of it came, in media time: the median of a second's frames.
     *
     * @param startMs in its first second
     * @param spreadMs from the least to the most in that second
     * @param endMs in its last second
     */
    public record Skew(long startMs, long spreadMs, long endMs) {
        /** Of a leg of which nothing came. */
        public static final Skew NONE = new Skew(0, 0, 0);
    }

    /**
     * Who spoke when, while the call goes on.
     *
     * @param agentSpeechMs how long the agents spoke
     * @param talkOvers how many times both spoke for half a second or longer
     * @param talkOverMs how long that was, in all
     * @param lastPauseMs how long the caller waited for the last reply; empty where there was none
     */
    public record Turns(long agentSpeechMs, int talkOvers, long talkOverMs, OptionalLong lastPauseMs) {}

    /**
     * Who spoke when. By whether something sounded, not by words.
     *
     * @param speechMs how long the agents spoke
     * @param talkOvers how many times both spoke for half a second or longer
     * @param talkOverMs how long that was, in all
     * @param replies how many times an agent began after the caller had ended
     * @param medianPauseMs the median of the pauses before that; 0 where there were none
     * @param longestPauseMs the longest; 0 where there were none
     * @param longestPauseAtMs media time at which the longest began; 0 where there were none
     */
    public record Talk(
            long speechMs,
            int talkOvers,
            long talkOverMs,
            int replies,
            long medianPauseMs,
            long longestPauseMs,
            long longestPauseAtMs) {}
}
