package io.callfuse.engine.cli;

import io.callfuse.engine.adaptation.Adaptation;
import io.callfuse.engine.adaptation.CallerCounts;
import io.callfuse.engine.adaptation.OwnCall;
import io.callfuse.engine.adaptation.ReadingsEar;
import io.callfuse.engine.cli.training.Training;
import io.callfuse.engine.cli.training.TrainingJson;
import io.callfuse.engine.cli.training.TrainingText;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.evaluation.LabelList;
import io.callfuse.engine.evaluation.LabelledCall;
import io.callfuse.engine.evaluation.LabelledListening;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.models.EmotionModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callfuse train}: adapts the model to an operator's own labelled calls. */
@Command(
        name = "train",
        header = "Adapts the emotion model to your own labelled calls, if that makes it better.",
        description = {
            "%nHears each labelled recording, deals the callers into groups and tries on each group what was fitted to the"
                    + " others: another anchor of the score, another calibration of the confidence, another output layer. Writes"
                    + " the best if it is clearly better than the model as it is, and says by how much; else it writes nothing"
                    + " and exits with 3.",
            "%nThe list is that of 'callfuse evaluate'. Name the callers in its column speaker: otherwise each call is"
                    + " taken for a caller of its own. It takes 8 callers, 4 with an upset call and 4 with another; with --alone 24,"
                    + " and 10 of each. Put the model to work with 'model: {file: MODEL}' in the configuration.%n"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the model was written",
            "1:something failed; standard error says what",
            "2:the command line is wrong",
            "3:no model was written: too few callers, or none that is better"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  callfuse train --labels labels.csv recordings --out ours.json",
            "  callfuse train --labels labels.csv recordings --out ours.json --alone",
            "  callfuse train --labels labels.csv recordings --out ours.json --format json | jq .balancedAccuracy"
        })
final class TrainCommand implements Callable<Integer> {
    /** No model is worth writing. */
    static final int NOTHING_BETTER = 3;

    /** What of the memory the readings of the calls may take. */
    private static final double READINGS_SHARE = 0.5;

    private static final long DEFAULT_SEED = 1;
    private static final int HASH_BYTES = 4;

    /** How the report is written. */
    enum Format {
        TEXT,
        JSON
    }

    @Parameters(arity = "1", paramLabel = "DIR", description = "Where the recordings lie that the list names.")
    private Path directory;

    @Option(names = "--labels", required = true, paramLabel = "FILE", description = "The list of labels.")
    private Path labels;

    @Option(names = "--out", required = true, paramLabel = "MODEL", description = "Where the model is written.")
    private Path out;

    @Option(
            names = "--alone",
            description = "Make a model of your calls and nothing else: no number of the present one is in it.")
    private boolean alone;

    @Option(names = "--force", description = "Write over a file that is there.")
    private boolean force;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "TEXT",
            description = "text for people (the default), or json: one line.")
    private Format format;

    @Option(
            names = "--caller",
            paramLabel = "left|right",
            description = "Which channel of stereo recordings is the caller's.")
    private CallerSide caller;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Of everything random; ${DEFAULT-VALUE} by default. The same calls and seed give the same file.")
    private long seed = DEFAULT_SEED;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description =
                    "How many recordings are heard at a time; as many as there are cores by default. The model does not"
                            + " depend on it.")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Mixin
    private SettingsOptions settings;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        if (jobs < 1) {
            throw new ParameterException(spec.commandLine(), "--jobs " + jobs + ": at least one");
        }
        requirePlace();
        LoadedConfig config = settings.config();
        EmotionModel base = SettingsOptions.model(config);
        List<LabelledCall> listed = LabelList.read(labels, directory);
        List<OwnCall> calls = hear(listed);
        CallerCounts callers = CallerCounts.of(calls);
        Optional<String> shortage = callers.shortage(alone);
        if (shortage.isPresent()) {
            say(labels + ": " + shortage.get());
            return NOTHING_BETTER;
        }
        Adaptation.Result result = adapt(base, calls);
        boolean named = calls.stream().noneMatch(c -> c.labelled().speaker().isEmpty());
        Training training =
                new Training(calls.size(), listed.size() - calls.size(), callers, named, base.version(), alone, result);
        if (result.model().isPresent()) {
            write(result.model().get());
        }
        spec.commandLine().getOut().print(text(training));
        spec.commandLine().getOut().flush();
        return result.model().isPresent() ? ExitCode.OK : NOTHING_BETTER;
    }

    private List<OwnCall> hear(List<LabelledCall> listed) throws CommandFailure, IOException, InterruptedException {
        ChannelChoice channel = CallerSide.channel(caller);
        ReadingsEar ear = new ReadingsEar(
                channel, (long) (READINGS_SHARE * Runtime.getRuntime().maxMemory()));
        try (LabelledListening<OwnCall> listening = new LabelledListening<>(channel, jobs, ear);
                Terminal.Progress progress =
                        Terminal.progress(listed.size() + " calls", listening.promisedMs(listed))) {
            List<OwnCall> calls = listening.hear(listed, progress);
            if (ear.overBudget()) {
                throw new CommandFailure("what is heard in these calls takes more memory than half of the "
                        + Runtime.getRuntime().maxMemory() / 1_000_000
                        + " MB that there are: CALLFUSE_OPTS=-Xmx4g gives more");
            }
            listening.warnings().forEach(warning -> say("warning: " + warning));
            listening.faults().forEach(this::say);
            if (!listening.faults().isEmpty()) {
                say(listening.faults().size() + " of " + listed.size() + " calls left out");
            }
            return calls;
        }
    }

    private Adaptation.Result adapt(EmotionModel base, List<OwnCall> calls) throws IOException {
        Adaptation adaptation = new Adaptation(base, "+own-" + hash(labels), seed);
        try (Terminal.Progress progress = Terminal.progress("fitting", Adaptation.fits(calls, seed))) {
            return alone ? adaptation.alone(calls, progress) : adaptation.adapt(calls, progress);
        }
    }

    /** To find out after half an hour that the model cannot be written is too late. */
    private void requirePlace() throws CommandFailure {
        if (!Files.isDirectory(out.toAbsolutePath().getParent()) || Files.isDirectory(out)) {
            throw new CommandFailure(out + ": no model can be written there");
        }
        if (Files.exists(out) && !force) {
            throw new CommandFailure(out + ": is there already; --force writes over it");
        }
    }

    /** A model that is loaded meanwhile is the old one or the new one, never half of one. */
    private void write(EmotionModel model) throws IOException {
        Path beside = out.resolveSibling("." + out.getFileName() + ".part");
        try {
            Files.write(beside, model.toBytes());
            Files.move(beside, out, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private String text(Training training) {
        return format == Format.JSON
                ? TrainingJson.line(training) + "\n"
                : String.join("\n", TrainingText.lines(training, out)) + "\n";
    }

    private static String hash(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private void say(String line) {
        CommandErrors.print(spec.commandLine().getErr(), line);
    }
}
