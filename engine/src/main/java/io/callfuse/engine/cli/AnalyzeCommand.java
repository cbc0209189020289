package io.callfuse.engine.cli;

import io.callfuse.engine.AnalysedCall;
import io.callfuse.engine.AnalysisSettings;
import io.callfuse.engine.OfflineAnalysis;
import io.callfuse.engine.WordHearing;
import io.callfuse.engine.archive.ReportJson;
import io.callfuse.engine.asr.TranscriptException;
import io.callfuse.engine.asr.TranscriptSidecar;
import io.callfuse.engine.asr.feed.Recognition;
import io.callfuse.engine.asr.model.SpeechModelException;
import io.callfuse.engine.cli.plot.CallPlot;
import io.callfuse.engine.cli.plot.PlotException;
import io.callfuse.engine.cli.plot.Waveform;
import io.callfuse.engine.cli.report.CallPictures;
import io.callfuse.engine.cli.report.CallText;
import io.callfuse.engine.cli.report.Outlines;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.ingress.recording.Capture;
import io.callfuse.engine.ingress.recording.CapturedStream;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callfuse analyze}: what the engine makes of recordings. */
@Command(
        name = "analyze",
        header = "Says what the engine makes of recorded calls.",
        description = "%nReads WAV (PCM16, mu-law, A-law) and FLAC, 8 to 48 kHz, of any length, through the same"
                + " pipeline as a live call; and captures of packets (pcap, pcapng), in which each stream of RTP is a leg of"
                + " its own, named FILE#SSRC. A recording that cannot be read does not keep the others from being"
                + " analysed. The words are those of NAME.words.json beside it, or else those that a speech model hears"
                + " (callfuse models).%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  callfuse analyze call.wav",
            "  callfuse analyze --caller left --plot call.png stereo.wav",
            "  callfuse analyze call.pcap",
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

    @Option(
            names = "--agent",
            paramLabel = "SPEAKER",
            description = "Count what the agent says, as agent.words does, and take the words of this SPEAKER in"
                    + " NAME.words.json for his (B, or A where the caller is the right channel).")
    private String agent;

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
                    config,
                    SettingsOptions.model(config),
                    CallerSide.channel(caller),
                    recognition,
                    languages,
                    agent(config));
            boolean allWell = true;
            for (Path file : files) {
                allWell &= analyze(file, analysis, places.of(file));
            }
            return allWell ? ExitCode.OK : ExitCode.SOFTWARE;
        } finally {
            recognition.ifPresent(Recognition::close);
        }
    }

    private Optional<String> agent(LoadedConfig config) {
        String other = TranscriptSidecar.otherThanCaller(caller == CallerSide.RIGHT);
        String callers = TranscriptSidecar.otherThanCaller(caller != CallerSide.RIGHT);
        if (callers.equals(agent)) {
            throw new ParameterException(spec.commandLine(), "--agent " + agent + ": that speaker is the caller");
        }
        return config.config().agent().words() || agent != null
                ? Optional.of(agent == null ? other : agent)
                : Optional.empty();
    }

    private boolean analyze(Path file, AnalysisSettings analysis, Optional<Path> picture) {
        try {
            if (Capture.isCapture(file)) {
                return analyzeCapture(file, analysis, picture);
            }
            AnalysedCall call = analyzeWithProgress(file, analysis);
            call.warning().ifPresent(this::warn);
            print(call);
            if (picture.isPresent()) {
                draw(call, Outlines.of(file, analysis.caller()), analysis, picture.get());
            }
            return true;
        } catch (RecordingException | TranscriptException | PlotException e) {
            CommandErrors.print(spec.commandLine().getErr(), CommandErrors.lineOf(e));
            return false;
        }
    }

    /** Each stream is the leg of a call of its own. */
    private boolean analyzeCapture(Path file, AnalysisSettings analysis, Optional<Path> picture)
            throws RecordingException, PlotException {
        Capture capture = Capture.open(file);
        capture.warnings().forEach(this::warn);
        for (CapturedStream stream : capture.streams()) {
            AnalysedCall call;
            try (Terminal.Progress progress = Terminal.progress(stream.name(), (long) (stream.seconds() * 1000))) {
                call = OfflineAnalysis.analyze(stream, analysis, progress);
            }
            call.warning().ifPresent(this::warn);
            print(call);
            if (picture.isPresent()) {
                draw(
                        call,
                        Outlines.of(
                                stream,
                                analysis.config().config().rtp().settings().delay()),
                        analysis,
                        PlotPlaces.ofStream(
                                picture.get(), stream.name(), capture.streams().size()));
            }
        }
        return true;
    }

    private void warn(String warning) {
        CommandErrors.print(spec.commandLine().getErr(), "warning: " + warning);
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

    private static void draw(AnalysedCall call, Waveform outline, AnalysisSettings analysis, Path picture)
            throws PlotException {
        CallPlot.write(
                CallPictures.of(
                        call, outline, analysis.config().policySettings().fuse()),
                picture);
    }
}
