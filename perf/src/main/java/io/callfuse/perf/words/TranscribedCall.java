package io.callfuse.perf.words;

import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.asr.TranscriptException;
import io.callfuse.engine.asr.TranscriptSidecar;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A transcript of two speakers, of whom the one who talks less like an agent is the caller.
 *
 * @param name of the file
 * @param callerIsB whether the caller is the second speaker
 * @param words the caller's
 */
record TranscribedCall(String name, boolean callerIsB, List<TimedWord> words) {
    private static final String SUFFIX = ".words.json";

    /** What agents say and callers do not. */
    private static final Pattern AGENT = Pattern.compile("(how|what) (can|may) i (help|do)|anything else (that )?i can"
            + "|(can|may) i have your|your (booking|reservation|order) is|glad to help|go (on|ahead) please"
            + "|customer service|i can (do|assist|help)|assist with");

    static TranscribedCall read(Path file) throws TranscriptException {
        String name = file.getFileName().toString().replace(SUFFIX, "");
        Path recording = file.resolveSibling(name + ".wav");
        List<TimedWord> a = TranscriptSidecar.read(recording, false);
        List<TimedWord> b = TranscriptSidecar.read(recording, true);
        boolean callerIsB = agentPhrases(a) > agentPhrases(b);
        return new TranscribedCall(name, callerIsB, callerIsB ? b : a);
    }

    private static long agentPhrases(List<TimedWord> words) {
        String text = words.stream().map(TimedWord::word).collect(Collectors.joining(" "));
        return AGENT.matcher(text).results().count();
    }
}
