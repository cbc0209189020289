package io.callfuse.perf.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What perf/bench starts: JMH with short defaults, which its own options override, and a table in the end. {@code --quick} leaves
 * out the parts and the inner loops, takes fewer rules, and measures for a shorter time.
 */
public final class BenchCommand {
    private static final String QUICK = "--quick";

    private BenchCommand() {}

    /** Runs what the arguments choose, everything by default. */
    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException, IOException {
        List<String> given = new ArrayList<>(List.of(arguments));
        boolean quick = given.remove(QUICK);
        CommandLineOptions chosen = new CommandLineOptions(given.toArray(String[]::new));
        if (chosen.shouldHelp()) {
            chosen.showHelp();
        } else if (chosen.shouldList()) {
            new Runner(chosen).list();
        } else {
            new BenchTable(new Runner(withDefaults(chosen, quick).build()).run()).print(System.out);
        }
    }

    private static OptionsBuilder withDefaults(CommandLineOptions chosen, boolean quick) {
        OptionsBuilder options = new OptionsBuilder();
        options.parent(chosen);
        options.addProfiler(GCProfiler.class);
        if (quick) {
            options.exclude(InnerLoops.class.getName()).exclude("OnVectors").exclude("TarsosChain.(yin|mfcc)$");
            options.param("loops", "plain");
            options.param("rules", "0", "50");
        }
        if (!chosen.getForkCount().hasValue()) {
            options.forks(1);
        }
        if (!chosen.getWarmupIterations().hasValue()) {
            options.warmupIterations(quick ? 2 : 3);
        }
        if (!chosen.getWarmupTime().hasValue()) {
            options.warmupTime(TimeValue.milliseconds(quick ? 700 : 1000));
        }
        if (!chosen.getMeasurementIterations().hasValue()) {
            options.measurementIterations(quick ? 3 : 5);
        }
        if (!chosen.getMeasurementTime().hasValue()) {
            options.measurementTime(TimeValue.milliseconds(quick ? 300 : 400));
        }
        if (!chosen.verbosity().hasValue()) {
            options.verbosity(VerboseMode.SILENT);
        }
        return options;
    }
}
