package io.callfuse.engine.cli;

import io.callfuse.engine.archive.GivenLabel;
import io.callfuse.engine.archive.store.CallStore;
import io.callfuse.engine.archive.store.StoreException;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.privacy.NumberRedaction;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callfuse label}: says what a person takes a caller for. */
@Command(
        name = "label",
        header = "Says of a call that its caller was upset, or calm; or lists what was said.",
        description =
                "%nThe last label of a call counts, those before it are kept. Works while 'callfuse serve' runs and while it does"
                        + " not. Labels also come by HTTP (POST /calls/ID/label) and from the dialplan (mark?label=upset).%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the label is kept, or left for the engine",
            "1:there is no such call, or the archive cannot be written",
            "2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  callfuse label 0b5c7b1e-5d4f-4c59-9a44-3f6f0a4d8f11 upset -c callfuse.yaml",
            "  callfuse label 1763719200.17 calm --by ann --note 'just loud' -c callfuse.yaml",
            "  callfuse label --export --files '{uniqueid}.wav' -c callfuse.yaml > recordings/labels.csv"
        })
final class LabelCommand implements Callable<Integer> {
    private static final int MOST_CHARACTERS = 256;
    private static final String ID = "{id}";
    private static final String UNIQUE_ID = "{uniqueid}";

    /** What there is to say. */
    enum Label {
        UPSET,
        CALM
    }

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "CALL",
            description = "The call's id, or the uniqueid of its channel in Asterisk.")
    private String call;

    @Parameters(index = "1", arity = "0..1", paramLabel = "upset|calm", description = "What the caller was.")
    private Label label;

    @Mixin
    private SettingsOptions settings;

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so; you by default.")
    private String by;

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Why. Numbers of four digits and more are taken out.")
    private String note;

    @Option(
            names = "--export",
            description = "Prints the last label of each call instead, as evaluate and train take them.")
    private boolean export;

    @Option(
            names = "--files",
            paramLabel = "NAME",
            defaultValue = "{id}",
            description =
                    "With --export: how recordings are named, with {id} or {uniqueid} in it. Default: ${DEFAULT-VALUE}.")
    private String files;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, IOException {
        EngineConfig.Archive archive = settings.config().config().archive();
        if (export) {
            requireUsage(call == null, "--export: of all calls, so name none");
            print(archive);
        } else {
            requireUsage(call != null && label != null, "which call, and what was it? CALL upset, or CALL calm");
            label(archive);
        }
        return ExitCode.OK;
    }

    private void label(EngineConfig.Archive archive) throws CommandFailure, IOException {
        String who = by == null ? System.getProperty("user.name", "") : by;
        requireText("--by", who);
        requireText("--note", note);
        String id = DeliveredLine.callNamed(call, archive);
        GivenLabel given = new GivenLabel(
                id,
                label.name().toLowerCase(Locale.ROOT),
                who,
                NumberRedaction.inText("", note),
                Clock.systemUTC().instant(),
                "command");
        String where = DeliveredLine.deliver(given.line(), archive);
        out().println(id + ": " + given.label() + where);
        out().flush();
    }

    private void print(EngineConfig.Archive archive) throws CommandFailure, StoreException {
        requireUsage(
                files.contains(ID) || files.contains(UNIQUE_ID),
                "--files: '" + files + "' has neither {id} nor {uniqueid} in it");
        try (CallStore store = OpenedStore.open(archive)) {
            int nameless = 0;
            out().println("file,label");
            for (CallStore.StoredLabel one : store.lastLabels()) {
                if (files.contains(UNIQUE_ID) && one.uniqueId().isEmpty()) {
                    nameless++;
                } else {
                    out().println(cell(fileOf(one)) + "," + one.label());
                }
            }
            out().flush();
            if (nameless > 0) {
                CommandErrors.print(
                        spec.commandLine().getErr(), nameless + " labelled calls have no uniqueid and are left out");
            }
        }
    }

    private String fileOf(CallStore.StoredLabel one) {
        return files.replace(ID, one.callId()).replace(UNIQUE_ID, one.uniqueId().orElse(""));
    }

    private static String cell(String text) {
        return text.matches("[^\",#\\s][^\",]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
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
