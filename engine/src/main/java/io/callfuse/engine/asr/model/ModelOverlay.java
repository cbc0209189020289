package io.callfuse.engine.asr.model;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that is a model as the recognition process gets it: links to everything in the operator's folder, which nobody
 * writes to, and a {@code model.conf} of ours in place of theirs.
 *
 * <p>Where words are asked for before the end of a sentence, libvosk tells those alone whose lattice it has determinised, which
 * by default it does for 1.8 s at a time. Smaller pieces cost more work and change no word.
 */
public final class ModelOverlay {
    /** Input frames of 10 ms that are recognised in one go. */
    private static final String FRAMES_PER_CHUNK = "9";
    /** Output frames of 30 ms after which the lattice is determinised at the latest. */
    private static final String DETERMINIZE_MAX_DELAY = "10";
    /** Output frames that are determinised at least in one go. */
    private static final String DETERMINIZE_MIN_CHUNK = "5";

    private ModelOverlay() {}

    /**
     * Lays a model over.
     *
     * @param into a folder that does not exist yet
     * @param quickPartials whether partial words are to come quickly; otherwise the model's own options stay
     */
    public static SpeechModel lay(SpeechModel model, Path into, boolean quickPartials) throws IOException {
        Path origin = model.folder().toAbsolutePath().normalize();
        Files.createDirectories(into);
        link(origin, into, "conf");
        Files.createDirectory(into.resolve("conf"));
        link(origin.resolve("conf"), into.resolve("conf"), "model.conf");
        KaldiOptions options = KaldiOptions.read(origin.resolve(SpeechModel.MODEL_CONF));
        if (quickPartials) {
            options.set("frames-per-chunk", FRAMES_PER_CHUNK);
            options.set("determinize-max-delay", DETERMINIZE_MAX_DELAY);
            options.set("determinize-min-chunk-size", DETERMINIZE_MIN_CHUNK);
        }
        Files.write(into.resolve(SpeechModel.MODEL_CONF), options.lines());
        return new SpeechModel(into, model.sampleRateHz());
    }

    private static void link(Path from, Path into, String butNot) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(from)) {
            for (Path entry : entries) {
                Path name = entry.getFileName();
                if (!name.toString().equals(butNot)) {
                    Files.createSymbolicLink(into.resolve(name.toString()), entry);
                }
            }
        }
    }
}
