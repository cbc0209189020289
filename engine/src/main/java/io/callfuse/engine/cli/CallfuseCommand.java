package io.callfuse.engine.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of all commands, and the entry point of the runnable jar. */
@Command(
        name = "callfuse",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        header = "Hears on a live Asterisk call that the caller is upset, and moves the call to somebody who can help.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ServeCommand.class,
            AnalyzeCommand.class,
            EvaluateCommand.class,
            TrainCommand.class,
            DemoCommand.class,
            CheckCommand.class,
            CallsCommand.class,
            LabelCommand.class,
            TasksCommand.class,
            EraseCommand.class,
            ReportCommand.class,
            PolicyCommand.class,
            CoverageCommand.class,
            TuneCommand.class,
            LoadCommand.class,
            ModelsCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all went well", "1:something failed; standard error says what", "2:the command line is wrong"
        },
        footerHeading = "%nFirst steps:%n",
        footer = {
            "  callfuse demo                   what becomes of eight recorded calls",
            "  callfuse analyze call.wav       what becomes of one of yours",
            "  callfuse check -c engine.yaml   is everything ready to serve?",
            "  callfuse models list            with which the engine could hear words",
            "  callfuse load calls/            how many calls at once does this machine hold?",
            "  callfuse serve -c engine.yaml   watch live calls",
            "  callfuse calls -c engine.yaml   which calls were watched",
            "  callfuse report -c engine.yaml  and what became of them"
        })
public final class CallfuseCommand implements Runnable {
    private static final String LOG_LEVEL = "callfuse.log.level";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which command? serve, analyze, evaluate, train, demo, check, calls, label, tasks, erase, report, policy, coverage, tune, load or models");
    }

    /** Runs the command and ends the Java machine with its exit code. */
    public static void main(String[] arguments) {
        chooseLogLevel(arguments);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        // Standard output is for results. What a library prints there by itself must not get between them.
        System.setOut(System.err);
        System.exit(execute(commandLine().setOut(out).setErr(err), arguments));
    }

    private static int execute(CommandLine command, String... arguments) {
        try {
            return command.execute(arguments);
        } catch (Error beyondExceptions) {
            CommandErrors.print(command.getErr(), CommandErrors.lineOf(beyondExceptions));
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** An engine that serves tells its story in the log; of the other commands one wants results, and faults alone. */
    private static void chooseLogLevel(String... arguments) {
        if (System.getProperty(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, List.of(arguments).contains("serve") ? "info" : "warn");
        }
    }

    /** The command line with its handlers of errors, as {@link #main} runs it. */
    static CommandLine commandLine() {
        CommandErrors errors = new CommandErrors();
        return new CommandLine(new CallfuseCommand())
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
    }
}
