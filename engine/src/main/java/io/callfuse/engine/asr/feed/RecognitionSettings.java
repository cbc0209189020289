package io.callfuse.engine.asr.feed;

import io.callfuse.engine.asr.model.SpeechModel;

/**
 * How speech is recognised.
 *
 * @param model by which
 * @param quickPartials whether words are told while a sentence goes on, which costs several times the work
 * @param threads that recognise
 * @param maxRecognisers legs that are recognised at the same time; the least suspicious others have no words
 * @param maxMemoryMiB resident memory past which the process is replaced
 * @param limits when what happens
 */
public record RecognitionSettings(
        SpeechModel model,
        boolean quickPartials,
        int threads,
        int maxRecognisers,
        int maxMemoryMiB,
        RecognitionLimits limits) {
    private static final int DEFAULT_RECOGNISERS = 100;
    private static final int DEFAULT_MEMORY_MIB = 4096;

    /** Rejects numbers with which nothing would be recognised. */
    public RecognitionSettings {
        if (threads < 1 || maxRecognisers < 1 || maxMemoryMiB < 1) {
            throw new IllegalArgumentException("recognition with " + threads + " threads, " + maxRecognisers
                    + " recognisers and " + maxMemoryMiB + " MiB hears nothing");
        }
    }

    /** What suits a machine that is there for the engine: recognition takes what the engine leaves of its processors. */
    public static RecognitionSettings of(SpeechModel model) {
        int threads = Runtime.getRuntime().availableProcessors();
        return new RecognitionSettings(
                model, true, threads, DEFAULT_RECOGNISERS, DEFAULT_MEMORY_MIB, RecognitionLimits.standard());
    }

    /** The same with other limits. */
    public RecognitionSettings with(RecognitionLimits other) {
        return new RecognitionSettings(model, quickPartials, threads, maxRecognisers, maxMemoryMiB, other);
    }

    /** The same with another number of recognisers. */
    public RecognitionSettings withRecognisers(int count) {
        return new RecognitionSettings(model, quickPartials, threads, count, maxMemoryMiB, limits);
    }
}
