package io.callfuse.engine.training;

import io.callfuse.engine.feature.FeatureVector;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * The same utterances in the same order, as one set of features has them.
 *
 * @param features name of the set in tables
 * @param examples one for each utterance
 */
record MeasuredUtterances(String features, List<Example> examples) {

    /** A clip as it comes out of its line, without any silence added. */
    record Heard(Clip clip, short[] samples) {
        private int label() {
            return Corpora.CLASSES.indexOf(clip.emotion());
        }

        private Example measured(float[] values) {
            return new Example(clip.corpus(), clip.speaker(), clip.sex(), label(), 0, values);
        }
    }

    /** Sends every acted clip through a line of its own; the same seed gives the same lines. */
    static List<Heard> heard(Corpora corpora, long seed) {
        List<Clip> clips = corpora.acted();
        return IntStream.range(0, clips.size())
                .mapToObj(i -> new Heard(
                        clips.get(i), PlainLine.of(Seeds.mixed(seed + i)).send(clips.get(i))))
                .toList();
    }

    /** Measures by the engine's extractor: the last reading of each, after 0.4 s of silence on either side. */
    static MeasuredUtterances byEngine(List<Heard> heard) {
        return new MeasuredUtterances(
                "Callfuse",
                heard.parallelStream()
                        .map(one -> {
                            List<FeatureVector> track = FeatureTrack.of(PlainLine.padded(one.samples()));
                            return Example.of(one.clip(), one.label(), 0, track.get(track.size() - 1));
                        })
                        .toList());
    }

    /**
     * Measures by openSMILE: the utterance and nothing else, a process for each.
     *
     * @throws IOException naming an utterance that cannot be measured, or whose features are not those of the others; no process
     *     runs any more then
     */
    static MeasuredUtterances byOpenSmile(String features, SmileExtract command, List<Heard> heard) throws IOException {
        AtomicReference<List<String>> names = new AtomicReference<>();
        AtomicReference<IOException> failure = new AtomicReference<>();
        List<Example> examples = IntStream.range(0, heard.size())
                .parallel()
                .filter(i -> failure.get() == null)
                .mapToObj(i -> {
                    try {
                        return heard.get(i).measured(values(heard.get(i), i, command, names));
                    } catch (IOException e) {
                        failure.compareAndSet(null, e);
                        return heard.get(i).measured(new float[0]);
                    }
                })
                .toList();
        if (failure.get() != null) {
            throw failure.get();
        }
        return new MeasuredUtterances(features, examples);
    }

    /** How many features there are. */
    int count() {
        return examples.get(0).values().length;
    }

    private static float[] values(Heard heard, int number, SmileExtract command, AtomicReference<List<String>> names)
            throws IOException {
        OpenSmileReading reading = command.measure(heard.samples(), heard.clip().path(), number);
        names.compareAndSet(null, reading.names());
        if (!names.get().equals(reading.names())) {
            throw new IOException(heard.clip().path() + ": other features than those of the clips before");
        }
        return reading.values();
    }
}
