package io.callfuse.engine.asr.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder with a model for libvosk, found fit for use. libvosk itself checks little: with a wrong sample rate it answers
 * nonsense for ever, and without some options it ends its process at the first sound.
 *
 * @param folder where it lies
 * @param sampleRateHz for which it was trained, by its {@code mfcc.conf}; a multiple of 8 kHz
 */
public record SpeechModel(Path folder, int sampleRateHz) {
    static final String MODEL_CONF = "conf/model.conf";
    private static final String MFCC_CONF = "conf/mfcc.conf";
    private static final List<String> GRAPHS = List.of("graph/HCLG.fst", "graph/HCLr.fst");
    /** What Kaldi takes where the file does not say. */
    private static final int KALDI_RATE_HZ = 16_000;

    private static final int LOWEST_RATE_HZ = 8000;
    private static final int HIGHEST_RATE_HZ = 48_000;
    /** libvosk multiplies its steps of 10 ms by this for the times of words, whatever the model says. */
    private static final int SUBSAMPLING = 3;

    /**
     * Looks at a folder.
     *
     * @throws SpeechModelException if libvosk could not use it, or only seemingly; one line that names folder and reason
     */
    public static SpeechModel open(Path folder) throws SpeechModelException {
        if (!Files.isDirectory(folder)) {
            throw new SpeechModelException(folder + ": is no folder with a speech model");
        }
        for (String file : List.of("am/final.mdl", MFCC_CONF, MODEL_CONF)) {
            requireFile(folder, file);
        }
        if (GRAPHS.stream().noneMatch(graph -> Files.isRegularFile(folder.resolve(graph)))) {
            throw new SpeechModelException(folder + ": has neither " + String.join(" nor ", GRAPHS));
        }
        try {
            requireEndpoints(folder, KaldiOptions.read(folder.resolve(MODEL_CONF)));
            return new SpeechModel(folder, sampleRate(folder, KaldiOptions.read(folder.resolve(MFCC_CONF))));
        } catch (IOException unreadable) {
            throw new SpeechModelException(folder + ": cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static void requireFile(Path folder, String file) throws SpeechModelException {
        try {
            if (!Files.isRegularFile(folder.resolve(file)) || Files.size(folder.resolve(file)) == 0) {
                throw new SpeechModelException(folder + ": " + file + " is missing or empty");
            }
        } catch (IOException unreadable) {
            throw new SpeechModelException(folder + ": " + file + " cannot be read", unreadable);
        }
    }

    private static void requireEndpoints(Path folder, KaldiOptions options) throws SpeechModelException {
        if (options.text("endpoint.silence-phones").isEmpty()) {
            throw new SpeechModelException(
                    folder + ": " + MODEL_CONF + " lacks --endpoint.silence-phones, without which libvosk aborts");
        }
        double subsampling = options.number("frame-subsampling-factor", 1);
        if (subsampling != SUBSAMPLING) {
            throw new SpeechModelException(folder + ": " + MODEL_CONF + " has --frame-subsampling-factor="
                    + options.text("frame-subsampling-factor").orElse("1") + "; libvosk tells times right with "
                    + SUBSAMPLING + " alone");
        }
    }

    private static int sampleRate(Path folder, KaldiOptions options) throws SpeechModelException {
        double rateHz = options.number("sample-frequency", KALDI_RATE_HZ);
        if (!(rateHz >= LOWEST_RATE_HZ && rateHz <= HIGHEST_RATE_HZ) || rateHz % LOWEST_RATE_HZ != 0) {
            throw new SpeechModelException(folder + ": " + MFCC_CONF + " has --sample-frequency="
                    + options.text("sample-frequency").orElse("") + ", which is no multiple of " + LOWEST_RATE_HZ
                    + " Hz up to " + HIGHEST_RATE_HZ);
        }
        double highHz = options.number("high-freq", 0);
        double upperHz = highHz > 0 ? highHz : rateHz / 2 + highHz;
        if (!(upperHz > 0 && upperHz <= rateHz / 2)) {
            throw new SpeechModelException(folder + ": " + MFCC_CONF + " has --high-freq="
                    + options.text("high-freq").orElse("") + ", beyond half the sample rate");
        }
        return (int) rateHz;
    }

    /** The name of the folder, which names the model. */
    public String name() {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }
}
