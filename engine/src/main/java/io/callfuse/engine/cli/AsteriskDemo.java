package io.callfuse.engine.cli;

import io.callfuse.engine.Engine;
import io.callfuse.engine.EngineStartException;
import io.callfuse.engine.cli.demo.AsteriskRun;
import io.callfuse.engine.cli.demo.DemoConfig;
import io.callfuse.engine.cli.demo.PlayedCall;
import io.callfuse.engine.cli.demo.StagedCall;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.lab.Lab;
import io.callfuse.engine.lab.LabSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ExitCode;

/** {@code callfuse demo --asterisk}: callers, a real Asterisk and an engine beside it, all on this machine. One thread. */
final class AsteriskDemo {
    /** Set by the launcher: the root of the project. */
    static final String HOME_PROPERTY = "callfuse.home";

    private final Path directory;
    private final DemoOutput output;
    private final PrintWriter err;
    private LoadedConfig config;

    AsteriskDemo(Path directory, DemoOutput output, PrintWriter err) {
        this.directory = directory;
        this.output = output;
        this.err = err;
    }

    /** Finds the lab, or says that it is not there. */
    static LabSettings settings() throws IOException {
        Optional<Path> home =
                Optional.ofNullable(System.getProperty(HOME_PROPERTY)).map(Path::of);
        return LabSettings.of(home, System.getenv());
    }

    /** Plays the recordings through Asterisk, takes everything down again, prints what came of it and returns the exit code. */
    int run(LabSettings lab, List<Path> recordings) throws CommandFailure, IOException {
        long startNs = System.nanoTime();
        AsteriskRun run;
        try (StopRequest stop = new StopRequest()) {
            run = stageUnlessStopped(lab, recordings, stop);
            if (run == null) {
                // before the stop is let go: from then on the Java machine ends, whatever is still to be said
                say("stopped; all that was started is taken down");
                return StopRequest.EXIT_CODE;
            }
        }
        run.failures().forEach(failure -> say(CommandErrors.lineOf(failure)));
        return show(run, (System.nanoTime() - startNs) / 1e9);
    }

    /** Returns null when it was stopped: what fails after that is no news, and what was done until then is not all. */
    private AsteriskRun stageUnlessStopped(LabSettings lab, List<Path> recordings, StopRequest stop)
            throws CommandFailure, IOException {
        try {
            AsteriskRun run = stage(lab, recordings);
            return stop.isAsked() ? null : run;
        } catch (IOException | CommandFailure e) {
            if (stop.isAsked()) {
                return null;
            }
            throw e;
        } catch (InterruptedException e) {
            if (stop.isAsked()) {
                return null;
            }
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted", e);
        }
    }

    private AsteriskRun stage(LabSettings settings, List<Path> recordings)
            throws IOException, InterruptedException, CommandFailure {
        Path work = Files.createDirectories(directory.resolve("callers"));
        try (Lab lab = new Lab(settings, work)) {
            lab.up(this::say);
            config = config(settings);
            try (Engine engine = new Engine(config, SettingsOptions.model(config))) {
                engine.start();
                AsteriskRun run = new AsteriskRun(engine, lab);
                run.add(recordings, config.policySettings().switchRoute(), work);
                say("calling Asterisk by SIPp, " + recordings.size() + " callers, in real time");
                follow(run);
                return run;
            }
        } catch (EngineStartException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private LoadedConfig config(LabSettings lab) throws CommandFailure, IOException {
        try {
            return DemoConfig.write(directory, lab);
        } catch (ConfigException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private static void follow(AsteriskRun run) throws IOException, InterruptedException {
        try (Terminal.Progress bar = Terminal.progress("calling", run.totalMs())) {
            run.run(progress -> {
                bar.accept(progress.heardMs());
                bar.say(progress.moved() + " moved");
            });
        }
    }

    private int show(AsteriskRun run, double tookSeconds) throws IOException {
        Map<PlayedCall, StagedCall> staged =
                run.staged().stream().collect(Collectors.toMap(StagedCall::played, Function.identity()));
        List<PlayedCall> played = run.staged().stream().map(StagedCall::played).toList();
        output.write(played, config);
        output.printTable(played, "ended in Asterisk", call -> staged.get(call).whereabouts());
        output.printEnd(String.format(
                Locale.ROOT,
                "%d calls through Asterisk, %.0f s of audio in real time, %.1f s in all",
                played.size(),
                DemoOutput.mediaSeconds(played),
                tookSeconds));
        List<String> faults =
                run.staged().stream().flatMap(call -> call.faults().stream()).toList();
        faults.forEach(this::say);
        return run.failures().isEmpty() && faults.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void say(String line) {
        CommandErrors.print(err, line);
    }
}
