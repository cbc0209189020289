package io.callfuse.engine.cli;

import io.callfuse.engine.AnalysedCall;
import io.callfuse.engine.AnalysisSettings;
import io.callfuse.engine.OfflineAnalysis;
import io.callfuse.engine.WordHearing;
import io.callfuse.engine.archive.ReportJson;
import io.callfuse.engine.asr.TranscriptException;
import io.callfuse.engine.asr.feed.Recognition;
import io.callfuse.engine.asr.model.SpeechModelException;
import io.callfuse.engine.cli.plot.CallPlot;
import io.callfuse.engine.cli.plot.PlotException;
import io.callfuse.engine.cli.report.CallPictures;
import io.callfuse.engine.cli.report.CallText;
import io.callfuse.engine.cli.report.Outlines;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.ingress.recording.Recording;
import io.callfuse.engine.ingress.recording.RecordingException;
import io.callfuse.models.language.Languages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callfuse analyze}: what the engine makes of recordings. */
@Command(
        name = "analyze",
        header = "Says what the engine makes of recorded calls.",
        description = "%nReads WAV (PCM16, mu-law, A-law) and FLAC, 8 to 48 kHz, of any length, through the same"
                + " pipeline as a live call. A recording that cannot be read does not keep the others from being"
                + " analysed. The words are those of NAME.words.json beside it, or else those that a speech model hears"
                + " (callfuse models).%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  callfuse analyze call.wav",
            "  callfuse analyze --caller left --plot call.png stereo.wav",
            "  callfuse analyze --format json --plot pictures *.wav > reports.jsonl"
        })
final class AnalyzeCommand implements Callable<Integer> {
    /** How a report is printed. */
    enum Format {
        TEXT,
        JSON
    }

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The recordings.")
    private List<Path> files;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "TEXT",
            description = "text for people (the default), or json: one line for each recording.")
    private Format format;

    @Option(
            names = "--plot",
            paramLabel = "PATH",
            description = "Draw waveform, level, pitch, speech rate and score. PATH ends in .png for one recording;"
                    + " otherwise it is a directory that gets NAME.png for each recording.")
    private Path plot;

    @Option(
            names = "--caller",
            paramLabel = "left|right",
            description = "Which channel of a stereo recording is the caller's.")
    private CallerSide caller;

    @Mixin
    private SettingsOptions settings;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call()
            throws CommandFailure, PlotException, SpeechModelException, IOException, InterruptedException {
        PlotPlaces places = PlotPlaces.of(plot, files, spec);
        if (plot != null) {
            CallPlot.requireFonts();
        }
        LoadedConfig config = settings.config();
        Languages languages = SettingsOptions.languages(config);
        Optional<Recognition> recognition =
                WordHearing.ofRecordings(config.config().recognition());
        try {
            if (recognition.isPresent()) {
                recognition.get().requireUp();
            }
            AnalysisSettings analysis = new AnalysisSettings(
                    config, SettingsOptions.model(config), CallerSide.channel(caller), recognition, languages);
            boolean allWell = true;
            for (Path file : files) {
                allWell &= analyze(file, analysis, places.of(file));
            }
            return allWell ? ExitCode.OK : ExitCode.SOFTWARE;
        } finally {
            recognition.ifPresent(Recognition::close);
        }
    }

    private boolean analyze(Path file, AnalysisSettings analysis, Optional<Path> picture) {
        try {
            AnalysedCall call = analyzeWithProgress(file, analysis);
            call.warning()
                    .ifPresent(warning -> CommandErrors.print(spec.commandLine().getErr(), "warning: " + warning));
            print(call);
            if (picture.isPresent()) {
                draw(file, call, analysis, picture.get());
            }
            return true;
        } catch (RecordingException | TranscriptException | PlotException e) {
            CommandErrors.print(spec.commandLine().getErr(), CommandErrors.lineOf(e));
            return false;
        }
    }

    private static AnalysedCall analyzeWithProgress(Path file, AnalysisSettings analysis)
            throws RecordingException, TranscriptException {
        long promisedMs;
        try (Recording recording = Recording.open(file, analysis.caller())) {
            promisedMs = (long) (recording.promisedSeconds() * 1000);
        }
        try (Terminal.Progress progress = Terminal.progress(String.valueOf(file.getFileName()), promisedMs)) {
            return OfflineAnalysis.analyze(file, analysis, progress);
        }
    }

    private void print(AnalysedCall call) {
        if (format == Format.JSON) {
            spec.commandLine().getOut().println(ReportJson.line(call.report()));
        } else {
            CallText.lines(call).forEach(spec.commandLine().getOut()::println);
        }
        spec.commandLine().getOut().flush();
    }

    private static void draw(Path file, AnalysedCall call, AnalysisSettings analysis, Path picture)
            throws RecordingException, PlotException {
        CallPlot.write(
                CallPictures.of(
                        call,
                        Outlines.of(file, analysis.caller()),
                        analysis.config().policySettings().fuse()),
                picture);
    }
}
