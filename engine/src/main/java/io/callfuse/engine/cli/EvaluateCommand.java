package io.callfuse.engine.cli;

import io.callfuse.engine.AnalysisSettings;
import io.callfuse.engine.cli.evaluation.EvaluationJson;
import io.callfuse.engine.cli.evaluation.EvaluationPage;
import io.callfuse.engine.cli.evaluation.EvaluationText;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.evaluation.Evaluation;
import io.callfuse.engine.evaluation.HeardCall;
import io.callfuse.engine.evaluation.LabelList;
import io.callfuse.engine.evaluation.LabelledCall;
import io.callfuse.engine.evaluation.LabelledHearing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callfuse evaluate}: how good the engine is on labelled calls. */
@Command(
        name = "evaluate",
        header = "Says how good the engine is on calls that somebody has labelled.",
        description = {
            "%nAnalyses each labelled recording as 'analyze' does and sets what came out against the labels: false trips"
                    + " and misses with their 95 %% bounds, delay after the onset, first class, calibration, and what another"
                    + " threshold would have done.",
            "%nThe list is CSV with a headline. Columns: file (below DIR) and label; where it is known onset_s or onset_ms,"
                    + " from which the caller is upset, speaker, and spoken_2s_ms, by which the caller has spoken for 2 s."
                    + " Labels: calm, happy-loud, normal (nobody is upset), escalating (wants an onset), angry (from the"
                    + " start), upset.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  callfuse evaluate --labels calls/labels.csv calls",
            "  callfuse evaluate --labels labels.csv --write report.html calls",
            "  callfuse evaluate --labels labels.csv --config other.yaml calls",
            "  callfuse evaluate --labels labels.csv --format json calls | jq .trips"
        })
final class EvaluateCommand implements Callable<Integer> {
    /** How the report is written. */
    enum Format {
        TEXT,
        JSON,
        HTML
    }

    @Parameters(arity = "1", paramLabel = "DIR", description = "Where the recordings lie that the list names.")
    private Path directory;

    @Option(names = "--labels", required = true, paramLabel = "FILE", description = "The list of labels.")
    private Path labels;

    @Option(
            names = "--format",
            paramLabel = "text|json|html",
            defaultValue = "TEXT",
            description = "text for people (the default), json: one line, or html: a page that needs nothing else.")
    private Format format;

    @Option(
            names = "--write",
            paramLabel = "FILE",
            description = "Write the report to a file, too; its name ends in .txt, .json or .html. May be given again.")
    private List<Path> files = List.of();

    @Option(
            names = "--caller",
            paramLabel = "left|right",
            description = "Which channel of stereo recordings is the caller's.")
    private CallerSide caller;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description =
                    "How many recordings are analysed at a time; as many as there are cores by default. The figures do"
                            + " not depend on it.")
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
        for (Path file : files) {
            formatOf(file);
            requireDirectory(file);
        }
        LoadedConfig config = settings.config();
        List<LabelledCall> calls = LabelList.read(labels, directory);
        noteUnlabelled(calls);
        AnalysisSettings analysis = new AnalysisSettings(
                config,
                SettingsOptions.model(config),
                CallerSide.channel(caller),
                Optional.empty(),
                SettingsOptions.languages(config));
        try (LabelledHearing hearing = new LabelledHearing(analysis, jobs)) {
            List<HeardCall> heard = hear(hearing, calls);
            if (heard.isEmpty()) {
                throw new CommandFailure(labels + ": no call of the list could be analysed");
            }
            Evaluation evaluation = Evaluation.of(heard, config.policySettings());
            for (Path file : files) {
                Files.writeString(file, text(evaluation, formatOf(file)));
            }
            spec.commandLine().getOut().print(text(evaluation, format));
            spec.commandLine().getOut().flush();
            return hearing.faults().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private List<HeardCall> hear(LabelledHearing hearing, List<LabelledCall> calls)
            throws IOException, InterruptedException {
        List<HeardCall> heard;
        try (Terminal.Progress progress = Terminal.progress(calls.size() + " calls", hearing.promisedMs(calls))) {
            heard = hearing.hear(calls, progress);
        }
        hearing.warnings().forEach(warning -> say("warning: " + warning));
        hearing.faults().forEach(this::say);
        if (!hearing.faults().isEmpty()) {
            say(hearing.faults().size() + " of " + calls.size() + " calls left out");
        }
        return heard;
    }

    /** A recording beside the labelled ones that has no label was forgotten, perhaps. */
    private void noteUnlabelled(List<LabelledCall> calls) throws IOException {
        Set<Path> labelled = calls.stream().map(LabelledCall::recording).collect(Collectors.toSet());
        Set<Path> directories = labelled.stream().map(Path::getParent).collect(Collectors.toSet());
        long forgotten = 0;
        for (Path one : directories) {
            try (Stream<Path> there = Files.list(one)) {
                forgotten += there.filter(EvaluateCommand::isRecording)
                        .filter(file -> !labelled.contains(file))
                        .count();
            }
        }
        if (forgotten > 0) {
            say("note: " + forgotten + " recording" + (forgotten == 1 ? "" : "s")
                    + " beside the labelled ones without a" + " label");
        }
    }

    private static boolean isRecording(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".wav") || name.endsWith(".flac");
    }

    /** To find out after half an hour that a report cannot be written is too late. */
    private static void requireDirectory(Path file) throws CommandFailure {
        if (!Files.isDirectory(file.toAbsolutePath().getParent()) || Files.isDirectory(file)) {
            throw new CommandFailure(file + ": no report can be written there");
        }
    }

    private Format formatOf(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return Format.JSON;
        }
        if (name.endsWith(".html")) {
            return Format.HTML;
        }
        if (name.endsWith(".txt")) {
            return Format.TEXT;
        }
        throw new ParameterException(
                spec.commandLine(), "--write " + file + ": a name that ends in .txt, .json or .html");
    }

    private static String text(Evaluation evaluation, Format format) {
        if (format == Format.JSON) {
            return EvaluationJson.line(evaluation) + "\n";
        }
        if (format == Format.HTML) {
            return EvaluationPage.of(evaluation);
        }
        return String.join("\n", EvaluationText.lines(evaluation)) + "\n";
    }

    private void say(String line) {
        CommandErrors.print(spec.commandLine().getErr(), line);
    }
}
