package io.callfuse.engine.training;

import io.callfuse.models.EmotionModel;
import io.callfuse.models.EmotionModel.ScoreMap;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fits the emotion model and judges it: by speakers and by corpora left out, on utterances and on composed calls; anchors the
 * score and the confidence on calls of speakers and of corpora left out; fits on everybody; writes the model. The same data and settings give the same file.
 */
public final class ModelTraining {
    private static final long SEED = 20_261_121;
    private static final String VERSION = "voice-5";

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
        Material material = Material.of(corpora, settings.seed(), settings.size());
        out.println(material.toFit().size() + " readings to fit on, "
                + material.calls().size() + " composed calls to judge by");
        ResultTables tables = new ResultTables(out);

        CrossValidation speakersOut = CrossValidation.leavingSpeakersOut(material, settings);
        tables.utterances("speakers left out", speakersOut);
        CrossValidation corporaOut = CrossValidation.leavingCorporaOut(material, settings);
        tables.utterances("corpora left out", corporaOut);
        double anchor = OperatingPoint.anchor(speakersOut.calls(), corporaOut.calls());
        tables.calls("speakers left out", speakersOut.calls(), anchor);
        tables.chosenElsewhere(
                "Speakers left out", new CallFigures(speakersOut, speakersOut.calls(), corporaOut.calls()));
        tables.calls("corpora left out", corporaOut.calls(), anchor);
        tables.chosenElsewhere(
                "Corpora left out", new CallFigures(corporaOut, speakersOut.calls(), corporaOut.calls()));

        EmotionModel model = NetworkFitter.fit(material.toFit(), settings)
                .with(Confidence.fit(speakersOut.calls()))
                .with(new ScoreMap(anchor, Settings.STEEPNESS, Settings.SMOOTHING_SPEECH_SECONDS));
        List<ScoredCall> telephone =
                material.telephone().stream().map(c -> ScoredCall.of(c, model)).toList();
        tables.telephone(telephone, anchor);
        return model;
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
                            Path.of(arguments[0]), Path.of(arguments[1]), version, SEED, Settings.Size.FULL, leftOut),
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
