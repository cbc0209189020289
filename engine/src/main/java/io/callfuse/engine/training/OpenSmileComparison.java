package io.callfuse.engine.training;

import io.callfuse.engine.training.MeasuredUtterances.Heard;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Compares the engine's features with openSMILE's, by the same classifier on the same folds of the same telephone speech: every
 * acted utterance comes once through G.711 of either law, +-6 dB. Each feature set hears it as suits it: the engine with a little
 * silence before, which it needs to tell speech from none, openSMILE as it is. Where openSMILE is not installed there is only the
 * engine's part of the table.
 */
public final class OpenSmileComparison {
    private static final long SEED = 20_261_121;
    private static final String HOW_TO_GET =
            "get it from https://github.com/audeering/opensmile (a release, or the source and its build.sh; mind its licence)"
                    + " and name its directory as OPENSMILE_DIR";

    private OpenSmileComparison() {}

    /** The comparison of {@code models/compare-opensmile.sh}: data directory, and openSMILE's where it is not on the path. */
    public static void main(String[] arguments) {
        if (arguments.length < 1 || arguments.length > 2) {
            System.err.println("usage: DATA_DIRECTORY [OPENSMILE_DIRECTORY]");
            System.exit(2);
        }
        Path openSmile = arguments.length == 2 ? Path.of(arguments[1]) : null;
        System.exit(run(Path.of(arguments[0]), openSmile, System.getenv("PATH"), System.out, System.err));
    }

    /**
     * Runs it all.
     *
     * @param openSmile where openSMILE was unpacked or built, {@code null} to look for it on the path alone
     * @param searchPath directories of commands
     * @return exit status: 0, whether openSMILE is there or not; 1 where data cannot be read or openSMILE fails
     */
    static int run(Path data, Path openSmile, String searchPath, PrintStream out, PrintStream err) {
        OpenSmile found = null;
        try {
            found = OpenSmile.find(openSmile, searchPath);
        } catch (OpenSmile.Missing e) {
            err.println("openSMILE is not there, so only the engine's own features are judged: " + e.getMessage() + "; "
                    + HOW_TO_GET);
        }
        try {
            compare(Corpora.read(data), found, out);
            return 0;
        } catch (IOException e) {
            err.println("cannot compare: " + e.getMessage());
            return 1;
        }
    }

    /**
     * Compares on corpora that were read.
     *
     * @param openSmile {@code null} where it is not there
     * @throws IOException naming a clip that openSMILE fails on
     */
    static void compare(Corpora corpora, OpenSmile openSmile, PrintStream out) throws IOException {
        Set<String> speakers = corpora.bySpeaker().keySet();
        if (speakers.size() < 2) {
            throw new IOException("acted clips of " + speakers.size() + " speakers; there must be 2 at least");
        }
        out.println(corpora.acted().size() + " acted utterances of " + speakers.size()
                + " speakers, each by G.711 of either law, +-6 dB; multinomial logistic regression, penalty and threshold of a fold"
                + " chosen by the other folds");
        List<Heard> heard = MeasuredUtterances.heard(corpora, SEED);
        ComparisonTable table = new ComparisonTable(out);
        judge(MeasuredUtterances.byEngine(heard), speakers, table);
        if (openSmile == null) {
            return;
        }
        Path directory = Files.createTempDirectory("callfuse-opensmile");
        try {
            for (OpenSmile.FeatureSet set : OpenSmile.FeatureSet.values()) {
                SmileExtract command = new SmileExtract(openSmile.binary(), openSmile.configuration(set), directory);
                judge(MeasuredUtterances.byOpenSmile(set.title(), command, heard), speakers, table);
            }
        } finally {
            Files.delete(directory);
        }
    }

    private static void judge(MeasuredUtterances measured, Set<String> speakers, ComparisonTable table) {
        row(measured, "speakers", SpeakerFolds.bySpeakers(speakers), table);
        row(measured, "corpora", SpeakerFolds.byCorpora(speakers), table);
    }

    /** One corpus alone cannot be left out. */
    private static void row(
            MeasuredUtterances measured, String leftOut, List<Set<String>> folds, ComparisonTable table) {
        if (folds.size() > 1) {
            table.row(measured, leftOut, LinearValidation.of(measured.examples(), folds));
        }
    }
}
