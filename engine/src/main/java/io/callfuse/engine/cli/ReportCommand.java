package io.callfuse.engine.cli;

import io.callfuse.engine.archive.store.CallStore;
import io.callfuse.engine.archive.store.StoreException;
import io.callfuse.engine.cli.report.service.ServicePage;
import io.callfuse.engine.reporting.ServiceReport;
import io.callfuse.engine.reporting.ServiceReportBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code callfuse report}: sums up the calls that are kept. */
@Command(
        name = "report",
        header = "Sums up the calls of a day, a week or a month: one page, or JSON.",
        description =
                "%nCalls and trips over the day, what was known within the first minute, what followed the trips, topics and"
                        + " queues where upset callers cluster, defects of the service, speech rates. Asks the database that"
                        + " 'callfuse serve' fills (archive.database), also while it does. Says nothing of a single agent unless"
                        + " --agents asks for it.%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the report is written, be there no calls",
            "1:the database cannot be had, or the file not be written",
            "2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  callfuse report --config /etc/callfuse/engine.yaml --from 2026-11-01 --to 2026-11-30 --out november.html",
            "  callfuse report --format json | jq '.firstMinute.decidedBy60s'"
        })
final class ReportCommand implements Callable<Integer> {
    /** How it is told. */
    enum Format {
        HTML,
        JSON
    }

    @Mixin
    private SettingsOptions settings;

    @Mixin
    private DaysOption days;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the report is written; replaces a file of that name. Default: callfuse-report.html, or"
                    + " standard output for JSON.")
    private Path out;

    @Option(
            names = "--format",
            paramLabel = "html|json",
            defaultValue = "HTML",
            description = "For people, or for programs.")
    private Format format;

    @Option(
            names = "--agents",
            description =
                    "Also say how the calls of each agent's phone went, where agents are heard (agent.enabled). Mind what"
                            + " the law says about judging employees.")
    private boolean agents;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, StoreException {
        Instant from = days.from();
        Instant until = days.until();
        if (out != null && Files.isDirectory(out)) {
            throw new ParameterException(spec.commandLine(), "--out: " + out + " is a directory");
        }
        ServiceReportBuilder sum = new ServiceReportBuilder(days.zone(), agents);
        try (CallStore store = OpenedStore.open(settings.config().config().archive());
                Terminal.Progress progress = Terminal.progress("calls", store.calls())) {
            long[] done = {0};
            store.each(from, until, call -> {
                sum.add(call);
                progress.accept(++done[0]);
            });
        }
        write(sum.report());
        return ExitCode.OK;
    }

    private void write(ServiceReport report) throws CommandFailure {
        PrintWriter console = spec.commandLine().getOut();
        String text = format == Format.JSON ? JsonMapper.shared().writeValueAsString(report) : ServicePage.of(report);
        if (format == Format.JSON && out == null) {
            console.println(text);
        } else {
            Path file = out == null ? Path.of("callfuse-report.html") : out;
            try {
                Files.writeString(file, text + '\n', StandardCharsets.UTF_8);
            } catch (IOException refused) {
                throw new CommandFailure(file + ": cannot be written: " + refused.getMessage(), refused);
            }
            console.println(report.calls().watched() + " calls: " + file);
        }
        console.flush();
    }
}
