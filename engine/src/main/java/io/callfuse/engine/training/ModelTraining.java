package io.callfuse.engine.training;

import io.callfuse.models.EmotionModel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fits the emotion model and judges it: by speakers and by corpora left out, on utterances and on composed calls; anchors the
 * score on calm calls of speakers and of corpora left out; fits on everybody; writes the model. The same data and settings give the same file.
 */
public final class ModelTraining {
    private static final long SEED = 20_261_121;
    private static final int CALLS_PER_SPEAKER = 8;
    private static final String VERSION = "prosody-2";

    private ModelTraining() {}

    /**
     * Runs it all and prints the tables.
     *
     * @throws IOException naming the file, when the data cannot be read or the model not be written
     */
    public static void run(Settings settings, PrintStream out) throws IOException {
        EmotionModel model = train(Corpora.read(settings.data()).without(settings.leftOut()), settings, out);
        Files.write(settings.modelFile(), model.toBytes());
        out.println("\nwrote " + settings.modelFile());
    }

    /** Fits and judges on corpora that were read. */
    static EmotionModel train(Corpora corpora, Settings settings, PrintStream out) {
        out.println(
                corpora.acted().size() + " acted clips, " + corpora.telephone().size() + " telephone legs; measuring");
        Material material = Material.of(corpora, settings.seed(), settings.callsPerSpeaker());
        out.println(material.toFit().size() + " readings to fit on, "
                + material.calls().size() + " composed calls to judge by");
        ResultTables tables = new ResultTables(out);

        CrossValidation speakersOut = CrossValidation.leavingSpeakersOut(material);
        CrossValidation corporaOut = CrossValidation.leavingCorporaOut(material);
        double anchor = anchor(speakersOut.calmCalls(), corporaOut.calmCalls(), out);
        tables.utterances("speakers left out", speakersOut);
        tables.calls("speakers left out", speakersOut.calls(), anchor);
        tables.utterances("corpora left out", corporaOut);
        tables.calls("corpora left out", corporaOut.calls(), anchor);

        EmotionModel model = ModelFitter.fit(material.toFit(), settings.version(), anchor);
        List<ScoredCall> telephone =
                material.telephone().stream().map(c -> ScoredCall.of(c, model)).toList();
        tables.telephone(telephone, anchor);
        return model;
    }

    /**
     * Anchors the score where one in a hundred calm calls of callers not fitted on trips, half of them of corpora that were
     * fitted on and half of corpora that were not: nobody knows which of the two a caller is like.
     */
    private static double anchor(List<ScoredCall> speakersOut, List<ScoredCall> corporaOut, PrintStream out) {
        List<ScoredCall> both = new ArrayList<>(speakersOut);
        both.addAll(corporaOut);
        double anchor = ScoredCall.anchor(both, Settings.FALSE_TRIP_SHARE);
        out.println(String.format(
                Locale.ROOT,
                "anchor: log-odds %.3f (by speakers left out alone %.3f, by corpora left out alone %.3f)",
                anchor,
                ScoredCall.anchor(speakersOut, Settings.FALSE_TRIP_SHARE),
                ScoredCall.anchor(corporaOut, Settings.FALSE_TRIP_SHARE)));
        return anchor;
    }

    /** The trainer of {@code models/train.sh}: data directory, model file, and a file of speakers that are left out. */
    public static void main(String[] arguments) {
        if (arguments.length < 2 || arguments.length > 3) {
            System.err.println("usage: DATA_DIRECTORY MODEL_FILE [SPEAKERS_TO_LEAVE_OUT]");
            System.exit(2);
        }
        try {
            Set<String> leftOut = arguments.length == 3 ? speakers(Path.of(arguments[2])) : Set.of();
            String version = leftOut.isEmpty() ? VERSION : VERSION + "-without-" + leftOut.size() + "-speakers";
            run(
                    new Settings(
                            Path.of(arguments[0]), Path.of(arguments[1]), version, SEED, CALLS_PER_SPEAKER, leftOut),
                    System.out);
        } catch (IOException e) {
            System.err.println("cannot train: " + e.getMessage());
            System.exit(1);
        }
    }

    /** Names, one a line; lines that begin with {@code #} name nobody. */
    private static Set<String> speakers(Path file) throws IOException {
        Set<String> names = new TreeSet<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                names.add(line.strip());
            }
        }
        if (names.isEmpty()) {
            throw new IOException(file + " names no speaker");
        }
        return names;
    }
}
