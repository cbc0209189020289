package io.callfuse.engine.cli;

import io.callfuse.engine.archive.store.CallStore;
import io.callfuse.engine.archive.store.StoreException;
import io.callfuse.engine.archive.store.StoredCall;
import io.callfuse.engine.cli.report.StoredCalls;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code callfuse calls}: lists the calls that are kept. */
@Command(
        name = "calls",
        header = "Lists the calls that were watched, the newest first.",
        description =
                "%nAsks the database that 'callfuse serve' fills (archive.database), also while it does. A call that still"
                        + " goes on, or whose record was lost in a crash, has no length and no highest score.%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the calls are listed, be there none", "1:the database cannot be had", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  callfuse calls",
            "  callfuse calls --config /etc/callfuse/engine.yaml --from 2026-11-01 --to 2026-11-07 --tripped",
            "  callfuse calls --limit 1000 --format json | jq -r 'select(.reason==\"fuse\").call'"
        })
final class CallsCommand implements Callable<Integer> {
    /** How it is told. */
    enum Format {
        TABLE,
        JSON
    }

    @Mixin
    private SettingsOptions settings;

    @Mixin
    private DaysOption days;

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            defaultValue = "50",
            description = "So many calls at most. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--tripped", description = "Only calls whose fuse tripped.")
    private boolean tripped;

    @Option(
            names = "--format",
            paramLabel = "table|json",
            defaultValue = "TABLE",
            description = "For people, or one line for each call.")
    private Format format;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, StoreException {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit: '" + limit + "' is no number of calls");
        }
        CallStore.Query query = new CallStore.Query(days.from(), days.until(), limit, tripped);
        try (CallStore store = OpenedStore.open(settings.config().config().archive())) {
            print(store.list(query));
        }
        return ExitCode.OK;
    }

    private void print(List<StoredCall> calls) {
        PrintWriter out = spec.commandLine().getOut();
        (format == Format.JSON ? StoredCalls.json(calls) : StoredCalls.table(calls, days.zone())).forEach(out::println);
        out.flush();
    }
}
