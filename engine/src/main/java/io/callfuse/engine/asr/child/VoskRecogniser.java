package io.callfuse.engine.asr.child;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.vosk.Model;
import org.vosk.Recognizer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A recogniser of libvosk. Used after {@link #close()}, or by two threads, it would end the process: see the callers. */
final class VoskRecogniser implements Recogniser {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Recognizer recognizer;
    private boolean closed;

    /**
     * Makes a recogniser.
     *
     * @param sampleRateHz the model's own: libvosk does not check it
     */
    VoskRecogniser(Model model, int sampleRateHz) throws IOException {
        recognizer = new Recognizer(model, sampleRateHz);
        recognizer.setWords(true);
        recognizer.setPartialWords(true);
    }

    @Override
    public boolean accept(short[] samples, int length) {
        return recognizer.acceptWaveForm(samples, length);
    }

    @Override
    public List<Heard> partial() {
        return words(recognizer.getPartialResult(), "partial_result");
    }

    @Override
    public List<Heard> result() {
        return words(recognizer.getResult(), "result");
    }

    @Override
    public List<Heard> finish() {
        return words(recognizer.getFinalResult(), "result");
    }

    /** Reads the list of words of an answer; what stands in angles or brackets, such as {@code [unk]}, is none. */
    static List<Heard> words(String answer, String list) {
        List<Heard> words = new ArrayList<>();
        for (JsonNode entry : JSON.readTree(answer).path(list)) {
            String word = entry.path("word").asString("");
            if (!word.isBlank() && !word.startsWith("[") && !word.startsWith("<")) {
                words.add(new Heard(
                        word,
                        entry.path("start").asDouble(),
                        entry.path("end").asDouble(),
                        entry.path("conf").asDouble(1)));
            }
        }
        return words;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            recognizer.close();
        }
    }
}
