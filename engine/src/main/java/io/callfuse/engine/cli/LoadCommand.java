package io.callfuse.engine.cli;

import io.callfuse.engine.call.DurationText;
import io.callfuse.engine.cli.load.LoadReport;
import io.callfuse.engine.cli.load.LoadSources;
import io.callfuse.engine.cli.load.Machine;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.load.AsteriskLoadTest;
import io.callfuse.engine.load.EngineAddress;
import io.callfuse.engine.load.LoadPlan;
import io.callfuse.engine.load.LoadProgress;
import io.callfuse.engine.load.LoadSource;
import io.callfuse.engine.load.LoadTest;
import io.callfuse.engine.load.Wire;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.language.Languages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callfuse load}: how many calls an engine holds on this machine. */
@Command(
        name = "load",
        header = "Sends many recorded calls at once to an engine and says whether it keeps up and judges them rightly.",
        description = {
            "%nStarts an engine of its own with your configuration's policy, model and engine, sends the recordings over"
                    + " the real wire in real time, ramps up in steps, and compares every score and every decision with the"
                    + " offline analysis of the same audio, to the bit. A call that ends is followed by another. Nothing is"
                    + " told to Asterisk, webhooks or Kafka, and no words are recognised.",
            "%nRecordings: WAV, FLAC, pcap and pcapng, files or folders; without any, those of the demo (of synthetic"
                    + " voices). Frame to score is from the moment at which the frame that completes a second was to be sent,"
                    + " so a sender that is late does not hide it.",
            "%nWith --asterisk the callers are SIPp's and call a real Asterisk, which it starts as 'callfuse demo --asterisk' does:"
                    + " the engine taps them, and moves those whose fuse trips. Judged are then the decisions, and whether"
                    + " Asterisk itself has seen everybody where he belongs; everybody speaks to his end. Exit code 0 says"
                    + " that all of that is right, that no call failed, and that each step held.",
            "%nExit code 0 says that each step held: no frame dropped, no score missing or different, and 99 of 100 scores"
                    + " within --limit; with --find-knee, that a knee was found.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  callfuse load --calls 100 calls/",
            "  callfuse load --calls 200 --find-knee --engine-cores 0 --write knee.html calls/",
            "  callfuse load --calls 250 --steps 1 --step '5 min' --warm-up '60 s' calls/",
            "  callfuse load --calls 100 --inlet rtp --labels calls/labels.csv calls/",
            "  callfuse load --calls 100 --soak '10 min' calls/",
            "  callfuse load --calls 100 --running http://127.0.0.1:9094 --token-file http-token -c callfuse.yaml calls/",
            "  callfuse load --asterisk --calls 60 --step '60 s' --write asterisk.html calls/"
        })
final class LoadCommand implements Callable<Integer> {
    private static final int SOAK_PARTS = 10;
    private static final double RATE = 50;

    /** To place a call costs Asterisk far more than to carry it. */
    private static final double ASTERISK_RATE = 3;

    private static final List<String> NOT_WITH_ASTERISK = List.of("--find-knee", "--soak", "--inlet", "--speed");

    /** The heap that Java may take is taken at once, so that what grows is none of it. */
    private static final List<String> WHOLE_HEAP = List.of("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch");

    @Parameters(arity = "0..*", paramLabel = "PLACE", description = "Recordings, or folders with recordings.")
    private List<Path> places = List.of();

    @Option(
            names = "--calls",
            paramLabel = "N",
            defaultValue = "100",
            description = "Calls at once, at most; with --find-knee, to begin with (default: ${DEFAULT-VALUE}).")
    private int calls;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "3",
            description = "In how many steps that number is reached (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--step",
            paramLabel = "TIME",
            defaultValue = "30 s",
            description = "How long each step is measured, such as '30 s' or '5 min' (default: ${DEFAULT-VALUE}).")
    private String step;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            defaultValue = "15 s",
            description = "How long the first step runs before it is measured (default: ${DEFAULT-VALUE}).")
    private String warmUp;

    @Option(
            names = "--find-knee",
            description =
                    "Go on with half as many calls again until a step does not hold, then narrow it down to 5 %%.")
    private boolean findKnee;

    @Option(
            names = "--soak",
            paramLabel = "TIME",
            description =
                    "Run all calls for so long, measure it in ten parts, and look whether memory, threads or"
                            + " descriptors grow in the second half. Java's heap is then of one size (1 GiB, or --engine-opts).")
    private String soak;

    @Option(
            names = "--inlet",
            paramLabel = "audiosocket|rtp|websocket",
            defaultValue = "AUDIOSOCKET",
            description = "By which way the audio comes (default: audiosocket).")
    private Wire inlet;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Calls begun in a second, at most (default: 50; with --asterisk 3).")
    private Double rate;

    @Option(
            names = "--asterisk",
            description = "Let SIPp's callers call a real Asterisk, which is fetched where it is not there yet.")
    private boolean asterisk;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "1",
            description = "How many times as fast as a live call each one is sent (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Option(
            names = "--limit",
            paramLabel = "MS",
            defaultValue = "100",
            description = "A step holds where 99 of 100 scores come within so many ms (default: ${DEFAULT-VALUE}).")
    private double limitMs;

    @Option(
            names = "--engine-cores",
            paramLabel = "LIST",
            defaultValue = "",
            description =
                    "Cores on which alone the engine runs, as taskset has them: 0, or 0-3. Start this command under"
                            + " taskset, too, so that the sender has others.")
    private String engineCores;

    @Option(
            names = "--engine-opts",
            paramLabel = "FLAGS",
            defaultValue = "",
            description = "More flags for the engine's Java machine, such as '-Xmx2g -XX:+UseZGC'.")
    private String engineOptions;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description =
                    "A list of labelled recordings, as 'evaluate' takes it; they lie below PLACE. Says how many of each"
                            + " label tripped.")
    private Path labels;

    @Option(
            names = "--caller",
            paramLabel = "left|right",
            description = "Which channel of stereo recordings is the caller's.")
    private CallerSide caller;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "TEXT",
            description = "text for people (the default), or json: one line.")
    private AnalyzeCommand.Format format;

    @Option(
            names = "--write",
            paramLabel = "FILE",
            description = "Write the report to a file, too; its name ends in .txt, .json or .html. May be given again.")
    private List<Path> files = List.of();

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Keep the engine's archive and logs in this folder, which must not be there yet.")
    private Path keep;

    @Mixin
    private RunningEngineOptions running;

    @Mixin
    private SettingsOptions settings;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        LoadPlan plan = plan();
        for (Path file : files) {
            kindOf(file);
        }
        LoadedConfig config = settings.config();
        EmotionModel model = SettingsOptions.model(config);
        Test test = test(config, model);
        try (StopRequest stop = new StopRequest();
                LoadHome home = LoadHome.at(keep)) {
            LoadReport report = run(test, plan, home.path(), stop);
            if (report == null) {
                CommandErrors.print(spec.commandLine().getErr(), "stopped; what was started is taken down");
                return StopRequest.EXIT_CODE;
            }
            Machine machine = Machine.here(model.version());
            for (Path file : files) {
                Files.writeString(file, report.text(machine, kindOf(file)));
            }
            spec.commandLine().getOut().print(report.text(machine, format.name().toLowerCase(Locale.ROOT)));
            spec.commandLine().getOut().flush();
            return report.allWell() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    /** One of the two ways to test. */
    private interface Test {
        LoadReport run(LoadPlan plan, List<LoadSource> sources, Path home, LoadProgress progress, Consumer<String> say)
                throws IOException, ConfigException, InterruptedException;
    }

    private Test test(LoadedConfig config, EmotionModel model) throws CommandFailure, IOException {
        Languages languages = SettingsOptions.languages(config);
        ChannelChoice channel = CallerSide.channel(caller);
        Optional<EngineAddress> engine = running.address(inlet);
        if (asterisk) {
            AsteriskLoadTest test = new AsteriskLoadTest(config, model, languages, channel, AsteriskDemo.settings());
            return (plan, sources, home, progress, say) -> LoadReport.of(test.run(plan, sources, home, progress, say));
        }
        LoadTest test = new LoadTest(config, model, languages, channel, engine);
        return (plan, sources, home, progress, say) -> LoadReport.of(test.run(plan, sources, home, progress, say));
    }

    private List<LoadSource> sources(Path home) throws IOException {
        if (labels == null) {
            return LoadSources.found(places, home);
        }
        if (places.size() != 1) {
            throw new ParameterException(
                    spec.commandLine(), "--labels wants one PLACE, below which the recordings lie");
        }
        return LoadSources.labelled(labels, places.get(0));
    }

    /** Returns null when it was stopped. */
    private LoadReport run(Test test, LoadPlan plan, Path home, StopRequest stop) throws CommandFailure, IOException {
        List<LoadSource> sources = sources(home);
        try (Terminal.Progress bar = Terminal.progress("load", 1)) {
            return test.run(
                    plan,
                    sources,
                    home,
                    (doneMs, allMs, now) -> {
                        bar.most(allMs);
                        bar.say(now);
                        bar.accept(doneMs);
                    },
                    line -> CommandErrors.print(spec.commandLine().getErr(), line));
        } catch (ConfigException e) {
            throw new CommandFailure(e.getMessage(), e);
        } catch (InterruptedException e) {
            if (stop.isAsked()) {
                return null;
            }
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted", e);
        } catch (IOException e) {
            if (stop.isAsked()) {
                return null;
            }
            throw e;
        }
    }

    private LoadPlan plan() {
        if (findKnee && soak != null) {
            throw new ParameterException(spec.commandLine(), "--find-knee and --soak do not go together");
        }
        for (String option : NOT_WITH_ASTERISK) {
            if (asterisk && spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ParameterException(spec.commandLine(), "--asterisk and " + option + " do not go together");
            }
        }
        try {
            return new LoadPlan(
                    calls,
                    soak == null ? steps : 1,
                    findKnee,
                    soak == null ? 1 : SOAK_PARTS,
                    time(soak == null ? "--step" : "--soak", soak == null ? step : soak),
                    time("--warm-up", warmUp),
                    rate != null ? rate : asterisk ? ASTERISK_RATE : RATE,
                    speed,
                    inlet,
                    limitMs,
                    engineCores,
                    Stream.concat(
                                    soak == null ? Stream.of() : WHOLE_HEAP.stream(),
                                    Arrays.stream(engineOptions.split(" ")))
                            .filter(flag -> !flag.isBlank())
                            .toList());
        } catch (IllegalArgumentException refused) {
            throw new ParameterException(spec.commandLine(), refused.getMessage(), refused);
        }
    }

    private Duration time(String option, String text) {
        return DurationText.parse(text)
                .filter(time -> !time.isZero())
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), option + " '" + text + "' is no time such as '30 s' or '5 min'"));
    }

    private String kindOf(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        for (String kind : List.of("json", "html", "txt")) {
            if (name.endsWith("." + kind)) {
                return kind;
            }
        }
        throw new ParameterException(
                spec.commandLine(), "--write " + file + ": a name that ends in .txt, .json or .html");
    }
}
