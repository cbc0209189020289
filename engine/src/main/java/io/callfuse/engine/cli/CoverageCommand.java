package io.callfuse.engine.cli;

import io.callfuse.engine.coverage.Coverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callfuse coverage}: whether every watched call has left its record. */
@Command(
        name = "coverage",
        header = "Says whether every call that entered 'watch' has left a record, by Asterisk's call records.",
        description = {
            "%nA call entered 'watch' (or 'tap') if its call record has CDR(callfuse), which the shipped dialplan sets, or a"
                    + " userfield that begins with 'callfuse '. It is looked for in the archive by uniqueid and linkedid."
                    + " It counts as covered if it has a record there, or if CDR(callfuse) says why nobody watched it:"
                    + " unavailable, refused, late or stalled. Calls that still go on are not in the call records.",
            "%nThe file is that of cdr_custom_callfuse.conf, or Master.csv with loguniqueid = yes and loguserfield = yes"
                    + " (better with newcdrcolumns = yes, which adds the linkedid).%n"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every call is covered", "1:a call is missing, or a file cannot be read", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  callfuse coverage --cdr /var/log/asterisk/cdr-custom/callfuse.csv --archive callfuse-data/archive",
            "  callfuse coverage --cdr Master.csv --archive archive --from 2026-11-01 --to 2026-11-07",
            "  callfuse coverage --cdr mine.csv --columns uniqueid,start,userfield,linkedid --archive archive",
            "  callfuse coverage --cdr Master.csv --archive archive --format json | jq .missing"
        })
final class CoverageCommand implements Callable<Integer> {
    /** How it is told. */
    enum Format {
        TEXT,
        JSON
    }

    @Option(names = "--cdr", required = true, paramLabel = "FILE", description = "Asterisk's call records, CSV.")
    private Path records;

    @Option(names = "--archive", required = true, paramLabel = "DIR", description = "The engine's archive.")
    private Path archive;

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "NAME",
            description =
                    "The columns of the file in their order, where it has neither of the usual forms: start and uniqueid,"
                            + " callfuse or userfield, and if there is one linkedid; any name for the others.")
    private List<String> columns = List.of();

    @Mixin
    private DaysOption days;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "TEXT",
            description = "For people, or one line.")
    private Format format;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, IOException {
        if (!columns.isEmpty() && !columns.containsAll(List.of("start", "uniqueid"))) {
            throw new CommandFailure("--columns: start and uniqueid are needed");
        }
        if (!Files.isDirectory(archive)) {
            throw new CommandFailure(archive + ": no such directory");
        }
        Coverage coverage =
                Coverage.of(new Coverage.Records(records, columns, days.zone()), archive, days.from(), days.until());
        String text = format == Format.JSON
                ? CoverageReport.json(coverage)
                : String.join(System.lineSeparator(), CoverageReport.lines(coverage));
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
        return coverage.isComplete() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
