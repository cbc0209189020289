package io.callfuse.engine.cli;

import io.callfuse.engine.archive.store.CallStore;
import io.callfuse.engine.archive.store.StoreException;
import io.callfuse.engine.archive.store.TrackedCall;
import io.callfuse.engine.cli.plot.PlotException;
import io.callfuse.engine.cli.plot.SweepPlot;
import io.callfuse.engine.cli.tuning.SweepCurves;
import io.callfuse.engine.cli.tuning.SweepPage;
import io.callfuse.engine.cli.tuning.TuningJson;
import io.callfuse.engine.cli.tuning.TuningText;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.tuning.CallLabel;
import io.callfuse.engine.tuning.FuseGrid;
import io.callfuse.engine.tuning.KeptPolicies;
import io.callfuse.engine.tuning.LiveChecks;
import io.callfuse.engine.tuning.TriedCalls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code callfuse tune}: what another policy would have made of past calls. */
@Command(
        name = "tune",
        header = "Tries a policy on past calls, and says what it would have done.",
        description = {
            "%nDecides the calls of the database (archive.database) anew, second by second, by the class that decides live calls and"
                    + " from what their policy was told then (archive.tracks); no audio is needed. Says how many would trip, when,"
                    + " in which queues, and which calls differ from what was decided live, or from another policy.",
            "%nA caller who is moved is taken to go on speaking as he did: what he would have said to somebody else nobody"
                    + " knows. Trips after the first of a call are told with that in mind.%n"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:with --verify a call differs; or something cannot be read", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  callfuse tune -c callfuse.yaml --policy new.yaml --from 2026-11-16",
            "  callfuse tune -c callfuse.yaml --policy new.yaml --against old.yaml --format json | jq .changes",
            "  callfuse tune -c callfuse.yaml --budget 5 --queue billing",
            "  callfuse tune -c callfuse.yaml --sweep sweep.html --sweep sweep.png --labels labels.csv",
            "  callfuse tune -c callfuse.yaml --verify"
        })
final class TuneCommand implements Callable<Integer> {
    private static final int BEST_SHOWN = 5;

    /** How it is told. */
    enum Format {
        TEXT,
        JSON
    }

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "A configuration whose policy is tried; by default that of --config as it stands now.")
    private Path policy;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "A configuration with whose policy it is compared; by default with what was decided live.")
    private Path against;

    @Option(names = "--queue", paramLabel = "NAME", description = "Only calls whose dialplan named this queue.")
    private String queue;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description =
                    "Lines of CALL,LABEL (upset, angry, escalating; calm, normal, happy-loud), before the labels of the"
                            + " database ('callfuse label').")
    private Path labels;

    @Option(
            names = "--budget",
            paramLabel = "TRIPS",
            description = "Also look for the threshold and dwell by which no hour has more trips than so many.")
    private Integer budget;

    @Option(
            names = "--sweep",
            paramLabel = "FILE",
            description = "Also try all thresholds and draw what comes of each: a page (.html) or a picture (.png).")
    private List<Path> sweeps = List.of();

    @Option(
            names = "--verify",
            description = "Instead decide each call by the policy that decided it live, and say where that differs.")
    private boolean verify;

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            defaultValue = "20",
            description = "So many changed calls are shown as text; ${DEFAULT-VALUE} by default.")
    private int limit;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "TEXT",
            description = "text for people (the default) or json: one line with everything.")
    private Format format;

    @Mixin
    private DaysOption days;

    @Mixin
    private SettingsOptions settings;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, StoreException {
        requireSense();
        LoadedConfig config = settings.config();
        try (CallStore store = OpenedStore.open(config.config().archive())) {
            return verify ? verify(store) : tune(store, config);
        }
    }

    private void requireSense() {
        if (limit < 0) {
            throw new ParameterException(spec.commandLine(), "--limit: '" + limit + "' is no number of calls");
        }
        if (budget != null && budget < 1) {
            throw new ParameterException(spec.commandLine(), "--budget: '" + budget + "' trips an hour is no budget");
        }
        for (Path file : sweeps) {
            String name = file.getFileName().toString();
            if (!name.endsWith(".html") && !name.endsWith(".png")) {
                throw new ParameterException(spec.commandLine(), "--sweep: " + file + " is neither .html nor .png");
            }
        }
    }

    private int tune(CallStore store, LoadedConfig config) throws CommandFailure, StoreException {
        PolicySettings tried = policy == null ? config.policySettings() : policyOf(policy);
        Optional<PolicySettings> other = against == null ? Optional.empty() : Optional.of(policyOf(against));
        List<FuseGrid> grids = new ArrayList<>();
        Optional<FuseGrid> forBudget =
                budget == null ? Optional.empty() : Optional.of(FuseGrid.ofThresholdsAndDwells(tried));
        Optional<FuseGrid> forSweep = sweeps.isEmpty() ? Optional.empty() : Optional.of(FuseGrid.ofThresholds(tried));
        forBudget.ifPresent(grids::add);
        forSweep.ifPresent(grids::add);
        Map<String, Boolean> upset = new HashMap<>();
        store.labels().forEach((call, label) -> CallLabel.isUpset(label).ifPresent(is -> upset.put(call, is)));
        if (labels != null) {
            upset.putAll(CallLabels.read(labels));
        }
        TriedCalls calls = new TriedCalls(new TriedCalls.Plan(tried, other, upset, Optional.ofNullable(queue), grids));
        each(store, calls::add);
        calls.finish();
        TuningText.Names names = new TuningText.Names(
                other.map(one -> "'" + one.version() + "'").orElse("live"), "'" + tried.version() + "'", days.zone());
        List<String> text = TuningText.of(calls, names, limit);
        if (calls.first().isEmpty()) {
            // Nothing to draw, and no setting to choose.
            say(format == Format.JSON ? List.of(TuningJson.of(calls, names, OptionalInt.empty(), List.of())) : text);
            return ExitCode.OK;
        }
        if (forSweep.isPresent()) {
            draw(SweepCurves.of(forSweep.get(), tried.fuse().enterThreshold()), text);
        }
        if (format == Format.JSON) {
            OptionalInt tripsAnHour = budget == null ? OptionalInt.empty() : OptionalInt.of(budget);
            say(List.of(TuningJson.of(calls, names, tripsAnHour, grids)));
        } else {
            say(text);
            forBudget.ifPresent(grid -> say(TuningText.budget(grid, budget, BEST_SHOWN)));
            sweeps.forEach(file -> say(List.of("", "what another threshold would have done: " + file)));
        }
        return ExitCode.OK;
    }

    private void each(CallStore store, Consumer<TrackedCall> calls) throws StoreException {
        try (Terminal.Progress progress = Terminal.progress("calls", store.calls())) {
            long[] done = {0};
            store.tracked(days.from(), days.until(), call -> {
                calls.accept(call);
                progress.accept(++done[0]);
            });
        }
    }

    private void draw(SweepCurves curves, List<String> text) throws CommandFailure {
        Map<String, double[]> drawn = new LinkedHashMap<>();
        drawn.put("all calls", curves.tripped());
        if (curves.hasLabels()) {
            drawn.put("labelled upset", curves.upsetTripped());
            drawn.put("labelled calm", curves.calmTripped());
        }
        for (Path file : sweeps) {
            try {
                if (file.toString().endsWith(".png")) {
                    SweepPlot.write(curves.thresholds(), drawn, file);
                } else {
                    Files.createDirectories(file.toAbsolutePath().getParent());
                    Files.writeString(file, SweepPage.of(curves, text), StandardCharsets.UTF_8);
                }
            } catch (PlotException refused) {
                throw new CommandFailure(refused.getMessage(), refused);
            } catch (IOException refused) {
                throw new CommandFailure(file + ": cannot be written: " + CommandErrors.lineOf(refused), refused);
            }
        }
    }

    private int verify(CallStore store) throws StoreException {
        LiveChecks checks = new LiveChecks(new KeptPolicies(store.policies()));
        each(store, checks::add);
        checks.finish();
        checks.differences()
                .forEach(
                        (call, differences) -> differences.forEach(line -> say(List.of("call " + call + ": " + line))));
        say(List.of(checks.compared() + " calls compared, " + checks.events() + " events: "
                + checks.differences().size() + " calls differ" + TuningText.leftOut(checks.leftOut())));
        return checks.differences().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static PolicySettings policyOf(Path file) throws CommandFailure {
        try {
            return ConfigLoader.load(file).policySettings();
        } catch (ConfigException refused) {
            throw new CommandFailure(refused.getMessage(), refused);
        }
    }

    private void say(List<String> lines) {
        lines.forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
    }
}
