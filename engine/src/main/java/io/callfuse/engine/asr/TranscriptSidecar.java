package io.callfuse.engine.asr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The transcript that may lie beside a recording and stands in for recognition: {@code call.words.json} beside {@code
 * call.wav}. It is a list of words in seconds, {@code [{"speaker":"A","word":"hi","start":1.23,"end":1.55}]}; {@code A} is
 * the caller, or {@code B} where the caller is the right channel of a recording; a word without a speaker is the caller's.
 * A word may have a {@code confidence}; without one it counts as certain.
 */
public final class TranscriptSidecar {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String FIRST = "A";
    private static final String SECOND = "B";

    private TranscriptSidecar() {}

    /**
     * Reads the caller's words, in the order of time; none where there is no transcript.
     *
     * @param recording the recording that the transcript lies beside
     * @param callerIsRight whether the caller is the second speaker
     * @throws TranscriptException if there is a transcript that cannot be read
     */
    public static List<TimedWord> read(Path recording, boolean callerIsRight) throws TranscriptException {
        String caller = callerIsRight ? SECOND : FIRST;
        return read(recording, caller, caller);
    }

    /**
     * Reads the words of a speaker whom the transcript names, in the order of time; none where there is no transcript.
     *
     * @param recording the recording that the transcript lies beside
     * @throws TranscriptException if there is a transcript that cannot be read
     */
    public static List<TimedWord> readSpeaker(Path recording, String speaker) throws TranscriptException {
        return read(recording, speaker, "");
    }

    /** The name of the speaker who is not the caller, where a transcript has two. */
    public static String otherThanCaller(boolean callerIsRight) {
        return callerIsRight ? FIRST : SECOND;
    }

    private static List<TimedWord> read(Path recording, String speaker, String unnamed) throws TranscriptException {
        Path file = beside(recording);
        if (!Files.exists(file)) {
            return List.of();
        }
        List<TimedWord> words = new ArrayList<>();
        int number = 0;
        for (JsonNode entry : entries(file)) {
            number++;
            if (entry.path("speaker").asString(unnamed).equals(speaker)) {
                words.add(word(file, number, entry));
            }
        }
        words.sort(Comparator.comparingLong(TimedWord::atMs));
        return words;
    }

    private static Path beside(Path recording) {
        String name = recording.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return recording.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".words.json");
    }

    private static JsonNode entries(Path file) throws TranscriptException {
        try {
            JsonNode list = JSON.readTree(Files.readAllBytes(file));
            if (!list.isArray()) {
                throw new TranscriptException(file, "is not a list of words");
            }
            return list;
        } catch (JacksonException malformed) {
            throw new TranscriptException(
                    file,
                    "is not JSON: line " + malformed.getLocation().getLineNr() + ", column "
                            + malformed.getLocation().getColumnNr());
        } catch (IOException unreadable) {
            throw new TranscriptException(file, "cannot be read");
        }
    }

    private static TimedWord word(Path file, int number, JsonNode entry) throws TranscriptException {
        JsonNode start = entry.path("start");
        JsonNode end = entry.path("end");
        if (!start.isNumber() || !end.isNumber() || !entry.path("word").isString()) {
            throw new TranscriptException(file, "word " + number + " lacks word, start or end");
        }
        try {
            return new TimedWord(
                    Math.round(start.asDouble() * 1000),
                    Math.round(end.asDouble() * 1000),
                    entry.path("word").asString(),
                    entry.path("confidence").asDouble(1.0));
        } catch (IllegalArgumentException wrong) {
            throw new TranscriptException(file, "word " + number + ": " + wrong.getMessage());
        }
    }
}
