package io.callfuse.engine.load;

import io.callfuse.engine.call.MediaTime;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * A recording as a caller speaks it into a real Asterisk, and what the engine makes of it offline. A tap begins some tenths of a second
 * after the caller, so it is heard from several moments on.
 *
 * @param recorded where it comes from
 * @param frames of 20 ms that are spoken, the silence at the end included
 * @param heard what comes of it from each of these moments on
 */
record SpokenCall(RecordedCall recorded, int frames, List<OfflineResult> heard) {
    /** Takes a copy. */
    SpokenCall {
        heard = List.copyOf(heard);
    }

    /** Whether it depends on the moment at which the tap begins if the fuse trips. */
    boolean isBorderline() {
        return heard.stream()
                        .map(result -> result.trippedAtMs().isPresent())
                        .distinct()
                        .count()
                > 1;
    }

    /** Whether the fuse should trip; means nothing where it depends. */
    boolean shouldTrip() {
        return heard.get(0).trippedAtMs().isPresent();
    }

    /** How far this trip is from the nearest that was seen offline, ms of media time; empty where none was. */
    OptionalLong apartMs(long trippedAtMs) {
        return heard.stream()
                .flatMapToLong(result -> result.trippedAtMs().stream())
                .flatMap(atMs -> LongStream.of(Math.abs(atMs - trippedAtMs)))
                .min();
    }

    /** How long the caller speaks, ms. */
    long durationMs() {
        return (long) frames * MediaTime.FRAME_MS;
    }
}
