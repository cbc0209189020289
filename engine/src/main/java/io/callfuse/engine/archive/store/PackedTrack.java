package io.callfuse.engine.archive.store;

import java.nio.ByteBuffer;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The timeline of a call in 15 bytes a second: exactly what the archive's line says of it, whose numbers have one or two
 * decimals. The migration {@code V1__calls.sql} describes the bytes. Stateless.
 */
final class PackedTrack {
    private static final byte VERSION = 1;
    private static final int ENTRY_BYTES = 15;
    private static final int SCORE_AT = 4;
    private static final int EMOTION_AT = 6;
    private static final int STATE_AT = 14;
    private static final short SILENCE = Short.MIN_VALUE;
    private static final int PAUSED = 16;
    private static final List<String> EMOTIONS = List.of("neutral", "anger", "distress", "positive", "unknown");
    private static final List<String> STATES = List.of("", "hold", "music", "mute", "no-media");

    private PackedTrack() {}

    /** Packs the {@code timeline} of a call's line. */
    static byte[] pack(JsonNode timeline) {
        ByteBuffer track =
                ByteBuffer.allocate(1 + timeline.size() * ENTRY_BYTES).put(VERSION);
        for (JsonNode entry : timeline) {
            track.putInt((int) Math.min(Integer.MAX_VALUE, entry.path("atMs").asLong(0)));
            track.putShort(scaled(entry, "score", 10));
            track.put(code(EMOTIONS, entry.path("emotion").asString("unknown")));
            track.put((byte) scaled(entry, "confidence", 100));
            track.putShort(scaled(entry, "f0Hz", 10));
            track.putShort(scaled(entry, "syllablesPerSecond", 10));
            track.putShort(entry.path("levelDbfs").isNumber() ? scaled(entry, "levelDbfs", 10) : SILENCE);
            int state = code(STATES, entry.path("line").asString(""));
            track.put((byte) (state + (entry.path("held").asBoolean(false) ? PAUSED : 0)));
        }
        return track.array();
    }

    /** The scores, 0-100, one for each entry; none where the form of the track is not known. */
    static double[] scores(byte[] track) {
        if (track.length == 0 || track[0] != VERSION) {
            return new double[0];
        }
        ByteBuffer entries = ByteBuffer.wrap(track);
        double[] scores = new double[(track.length - 1) / ENTRY_BYTES];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = entries.getShort(1 + i * ENTRY_BYTES + SCORE_AT) / 10.0;
        }
        return scores;
    }

    /** Everything that is kept of the seconds that a report asks for; none where the form of the track is not known. */
    static StoredTrack unpack(byte[] track) {
        if (track.length == 0 || track[0] != VERSION) {
            return StoredTrack.NONE;
        }
        ByteBuffer entries = ByteBuffer.wrap(track);
        int length = (track.length - 1) / ENTRY_BYTES;
        long[] atMs = new long[length];
        String[] emotions = new String[length];
        boolean[] paused = new boolean[length];
        for (int i = 0; i < length; i++) {
            int entry = 1 + i * ENTRY_BYTES;
            atMs[i] = entries.getInt(entry);
            emotions[i] = EMOTIONS.get(Math.min(entries.get(entry + EMOTION_AT), EMOTIONS.size() - 1));
            paused[i] = (entries.get(entry + STATE_AT) & PAUSED) != 0;
        }
        return new StoredTrack(atMs, scores(track), emotions, paused);
    }

    private static short scaled(JsonNode entry, String name, int scale) {
        double value = entry.path(name).asDouble(0) * scale;
        return (short) Math.max(-Short.MAX_VALUE, Math.min(Short.MAX_VALUE, Math.round(value)));
    }

    /** A word of a later version is kept as the last of the list. */
    private static byte code(List<String> words, String word) {
        int code = words.indexOf(word);
        return (byte) (code < 0 ? words.size() - 1 : code);
    }
}
