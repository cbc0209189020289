package io.callfuse.engine.cli;

import io.callfuse.engine.archive.FollowUpTask;
import io.callfuse.engine.archive.store.CallStore;
import io.callfuse.engine.archive.store.StoreException;
import io.callfuse.engine.archive.store.StoredTask;
import io.callfuse.engine.cli.report.StoredTasks;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.privacy.NumberRedaction;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code callfuse tasks}: what there is to do because of calls. */
@Command(
        name = "tasks",
        header = "Lists what there is to do because of calls, or says that it is done.",
        description =
                "%nAn engine whose policy.levels.archive.followUp says so gives a task after a trip: call back, look at what was"
                        + " wrong. The caller's number is not kept: his call is found in Asterisk's records by its uniqueid.%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the tasks are listed, be there none; or that one is done is kept, or left for the engine",
            "1:there is no such call or no task of it, or the database cannot be had",
            "2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  callfuse tasks -c callfuse.yaml",
            "  callfuse tasks --done 1763719200.17 --by ann --note 'called back, refunded' -c callfuse.yaml",
            "  callfuse tasks --all --format json -c callfuse.yaml"
        })
final class TasksCommand implements Callable<Integer> {
    private static final int MOST_CHARACTERS = 256;

    @Mixin
    private SettingsOptions settings;

    @Option(
            names = "--done",
            paramLabel = "CALL",
            description =
                    "Says that the task of this call is done: its id, or the uniqueid of its channel in Asterisk.")
    private String done;

    @Option(names = "--by", paramLabel = "NAME", description = "With --done: who says so; you by default.")
    private String by;

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "With --done: what came of it. Numbers of four digits and more are taken out.")
    private String note;

    @Option(names = "--all", description = "Those that are done, too.")
    private boolean all;

    @Option(
            names = "--format",
            paramLabel = "table|json",
            defaultValue = "TABLE",
            description = "For people, or one line for each task.")
    private CallsCommand.Format format;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, IOException {
        EngineConfig.Archive archive = settings.config().config().archive();
        if (done == null) {
            requireUsage(by == null && note.isEmpty(), "--by and --note: with --done");
            list(archive);
        } else {
            requireUsage(!all, "--all: without --done");
            finish(archive);
        }
        return ExitCode.OK;
    }

    private void list(EngineConfig.Archive archive) throws CommandFailure, StoreException {
        try (CallStore store = OpenedStore.open(archive)) {
            List<StoredTask> tasks = store.tasks(all);
            List<String> lines = format == CallsCommand.Format.JSON
                    ? StoredTasks.json(tasks)
                    : StoredTasks.table(
                            tasks, ZoneId.systemDefault(), Clock.systemUTC().instant());
            lines.forEach(out()::println);
            out().flush();
        }
    }

    private void finish(EngineConfig.Archive archive) throws CommandFailure, IOException {
        String who = by == null ? System.getProperty("user.name", "") : by;
        requireText("--by", who);
        requireText("--note", note);
        String id = DeliveredLine.callNamed(done, archive);
        try (CallStore store = OpenedStore.open(archive)) {
            if (store.tasks(false).stream().noneMatch(task -> task.callId().equals(id))) {
                throw new CommandFailure("no task of the call '" + done + "' is open: see callfuse tasks --all");
            }
        }
        String where = DeliveredLine.deliver(
                FollowUpTask.done(
                        id,
                        who,
                        NumberRedaction.inText("", note),
                        Clock.systemUTC().instant()),
                archive);
        out().println(id + ": done" + where);
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void requireText(String option, String text) {
        requireUsage(
                text.length() <= MOST_CHARACTERS && text.chars().noneMatch(Character::isISOControl),
                option + ": it is longer than " + MOST_CHARACTERS + " characters, or no text of one line");
    }

    private void requireUsage(boolean right, String fault) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), fault);
        }
    }
}
