package io.callfuse.engine.cli;

import io.callfuse.engine.Engine;
import io.callfuse.engine.EngineStartException;
import io.callfuse.engine.asr.model.SpeechModelException;
import io.callfuse.engine.cli.demo.DemoConfig;
import io.callfuse.engine.cli.demo.DemoRecordings;
import io.callfuse.engine.cli.demo.DemoRun;
import io.callfuse.engine.cli.demo.PlayedCall;
import io.callfuse.engine.cli.demo.Player;
import io.callfuse.engine.cli.digits.DigitDemo;
import io.callfuse.engine.cli.digits.DigitReport;
import io.callfuse.engine.cli.digits.DigitVoice;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.lab.LabSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callfuse demo}: an engine, recorded calls over real connections, and what becomes of them. */
@Command(
        name = "demo",
        header = "Plays recorded calls to an engine and shows what becomes of them.",
        description =
                "%nStarts an engine with the default thresholds on a free port of this machine, without Asterisk (but see --asterisk), and"
                        + " plays calls to it over AudioSocket connections as fast as it follows. Eight recordings come with it:"
                        + " English and Chinese, calm, escalating, angry, and happy and loud; the voices are synthetic and"
                        + " nothing was fitted on them. Exit code 0 says that every frame of every call was analysed.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  callfuse demo",
            "  callfuse demo --asterisk",
            "  callfuse demo --digits",
            "  callfuse demo --out /tmp/demo",
            "  callfuse demo recordings/ one-more.flac"
        })
final class DemoCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "FILE|DIR",
            description = "Play these recordings, or all WAV and FLAC files of a directory, in place of those that came"
                    + " with the demo.")
    private List<Path> places = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "callfuse-demo",
            description = "Where pictures, reports and the archive go (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--asterisk",
            description =
                    "Place the calls by SIPp, in real time, on a real Asterisk 22 that the project's lab runs without"
                            + " root. Ports and place are those of `asterisk-config/lab --help`. Exit code 0 says that every"
                            + " call was analysed and that those callers were moved whose fuse tripped, and nobody else.")
    private boolean asterisk;

    @Option(
            names = "--digits",
            description =
                    "Show recognition instead: four callers who say digits, heard by the small recogniser that comes with the"
                            + " project. Words with times and confidence, errors, the delay of the first word, work and"
                            + " memory. Linux on x86-64. The voice is made up, or that of DIR: a folder with zero.wav and"
                            + " so on. Exit code 0 says that all speech was recognised, not that all of it was recognised"
                            + " rightly.")
    private boolean digits;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:CALLFUSE_DATA}",
            description = "With --digits: a data directory whose speech/fsdd has fsdd-flac.tar, the Free Spoken Digit"
                    + " Dataset (default: what CALLFUSE_DATA names); the two speakers on whom the recogniser was not trained"
                    + " speak.")
    private Path data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, SpeechModelException, IOException, InterruptedException {
        if (digits && asterisk) {
            throw new ParameterException(spec.commandLine(), "--digits and --asterisk do not go together");
        }
        if (digits) {
            return sayDigits();
        }
        if (asterisk) {
            return throughAsterisk();
        }
        List<Path> recordings = recordings();
        LoadedConfig config = config();
        DemoRun run;
        long startNs = System.nanoTime();
        try (Engine engine = new Engine(config, SettingsOptions.model(config))) {
            engine.start();
            run = play(engine, recordings);
        } catch (EngineStartException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
        double tookSeconds = (System.nanoTime() - startNs) / 1e9;
        print(run.played(), config, tookSeconds);
        return run.failures().isEmpty() && complete(run.played()) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private int sayDigits() throws CommandFailure, SpeechModelException, IOException, InterruptedException {
        DigitDemo demo = new DigitDemo(voices());
        DigitReport report;
        try (Terminal.Progress progress = Terminal.progress("speaking", demo.totalMs())) {
            report = demo.run(out, progress);
        } catch (IOException cannot) {
            throw new CommandFailure(CommandErrors.lineOf(cannot), cannot);
        }
        report.lines().forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
        return report.isComplete() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private List<DigitVoice> voices() throws IOException {
        List<DigitVoice> voices = new ArrayList<>();
        for (Path place : places) {
            voices.addAll(DigitVoice.in(place));
        }
        if (voices.isEmpty() && data != null) {
            voices.addAll(DigitVoice.in(data));
        }
        return voices.isEmpty() ? List.of(DigitVoice.madeUp(out.resolve("digits"))) : voices;
    }

    private int throughAsterisk() throws CommandFailure, IOException {
        LabSettings lab = AsteriskDemo.settings();
        return new AsteriskDemo(out, output(), err()).run(lab, recordings());
    }

    private List<Path> recordings() throws IOException {
        Files.createDirectories(out);
        return places.isEmpty() ? DemoRecordings.unpack(out.resolve("recordings")) : DemoRecordings.find(places);
    }

    private DemoOutput output() {
        return new DemoOutput(out, spec.commandLine().getOut(), err());
    }

    private LoadedConfig config() throws CommandFailure, IOException {
        try {
            return DemoConfig.write(out);
        } catch (ConfigException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private DemoRun play(Engine engine, List<Path> recordings) throws InterruptedException {
        DemoRun run = new DemoRun(new Player(engine, ChannelChoice.UNSAID), recordings);
        try (Terminal.Progress progress = Terminal.progress("playing", run.totalMs())) {
            run.run(progress);
        }
        run.failures().forEach(failure -> CommandErrors.print(err(), CommandErrors.lineOf(failure)));
        return run;
    }

    private boolean complete(List<PlayedCall> played) {
        boolean complete = true;
        for (PlayedCall call : played) {
            if (!call.complete()) {
                complete = false;
                CommandErrors.print(
                        err(),
                        String.format(
                                Locale.ROOT,
                                "%s: %d frames were sent, %s",
                                call.file(),
                                call.framesSent(),
                                call.analysed().counters()));
            }
        }
        return complete;
    }

    private void print(List<PlayedCall> played, LoadedConfig config, double tookSeconds) throws IOException {
        DemoOutput output = output();
        output.write(played, config);
        output.printTable(played);
        double mediaSeconds = DemoOutput.mediaSeconds(played);
        output.printEnd(String.format(
                Locale.ROOT,
                "%d calls, %.0f s of audio in %.1f s (%.0f times as fast as live)",
                played.size(),
                mediaSeconds,
                tookSeconds,
                mediaSeconds / tookSeconds));
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
