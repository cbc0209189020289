package io.callfuse.engine.archive.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the store knows of a call, but for its words.
 *
 * @param callId its id
 * @param startedAt when it came under watch
 * @param endedBy what ended it; empty while it goes on, or where its record was never written
 * @param seconds its length under watch; empty before its end
 * @param speechSeconds of the caller; empty before its end
 * @param firstClass the first emotion that was said
 * @param decision what was decided
 * @param trippedAtMs media time of its first trip; empty where the fuse held
 * @param maxScore its highest score, 0-100; empty before its end
 * @param rate how fast the caller spoke
 * @param droppedFrames of 20 ms that the engine was too busy for
 * @param track one entry a second
 * @param marks what the dialplan said of it, such as {@code queue}
 * @param words what the caller's words showed
 * @param switches what was done to move the caller, in its order
 * @param holes in its stream, each of 2.5 s and more
 * @param agents whom the caller talked to, where agents are heard
 */
public record CallDetails(
        String callId,
        Instant startedAt,
        Optional<String> endedBy,
        OptionalDouble seconds,
        OptionalDouble speechSeconds,
        Optional<FirstSaid> firstClass,
        Optional<Decided> decision,
        OptionalLong trippedAtMs,
        OptionalDouble maxScore,
        Rate rate,
        long droppedFrames,
        StoredTrack track,
        Map<String, String> marks,
        Shown words,
        List<SwitchStep> switches,
        int holes,
        Optional<AgentTalk> agents) {

    /** The first class of a call, at this media time. */
    public record FirstSaid(long atMs, String emotion) {}

    /** A decision, at this media time; the rule is empty where none decided. */
    public record Decided(long atMs, String route, String reason, Optional<String> rule) {}

    /** Syllables a second: of the caller's first seconds, and at most; empty where too little was heard. */
    public record Rate(OptionalDouble baselineSyllablesPerSecond, OptionalDouble maxSyllablesPerSecond) {}

    /**
     * What words showed.
     *
     * @param language of the caller, such as {@code en}; empty where no word was heard
     * @param topic what the call is about
     * @param categories kinds of phrases that were heard, such as {@code threat}
     * @param subtexts what was meant and not said, such as {@code resignation}
     */
    public record Shown(
            Optional<String> language, Optional<String> topic, Set<String> categories, Set<String> subtexts) {}

    /** A step of a move: {@code ordered}, {@code done} or {@code failed}, where to, and how or why. */
    public record SwitchStep(String phase, String route, String detail) {}

    /** Who talked with the caller, by channel, and how: talk-overs and the median pause before a reply, ms. */
    public record AgentTalk(List<String> channels, long talkOvers, long replies, long medianPauseMs) {}

    /** Whether its fuse tripped. */
    public boolean tripped() {
        return trippedAtMs.isPresent();
    }
}
