package io.callfuse.engine.cli;

import io.callfuse.engine.PrivacyWay;
import io.callfuse.engine.StoreWay;
import io.callfuse.engine.archive.ArchiveLine;
import io.callfuse.engine.archive.CallErasure;
import io.callfuse.engine.archive.LineDelivery;
import io.callfuse.engine.archive.store.CallStore;
import io.callfuse.engine.archive.store.DatabaseAddress;
import io.callfuse.engine.archive.store.StoreException;
import io.callfuse.engine.archive.store.StoreLoader;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.EngineConfig;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callfuse erase}: forgets calls. */
@Command(
        name = "erase",
        header = "Erases all that is kept of a caller's calls, or of one call.",
        description =
                "%nIn the archive's files, its recordings, among the events that a receiver refused, and in the database. Works while"
                        + " 'callfuse serve' runs and while it does not. What stays is a line with the ids of the calls and who"
                        + " erased them. What was told to others (webhooks, Kafka, Asterisk's records, copies) is not reached.%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing is kept of them any more, or nothing was",
            "1:it failed, or is not done yet; standard error says what",
            "2:wrong usage",
            "3:nothing was erased: --yes was not said"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  callfuse erase --caller '+49 30 1234' -c callfuse.yaml          # which calls?",
            "  callfuse erase --caller '+49 30 1234' --yes -c callfuse.yaml",
            "  callfuse erase --call 1763719200.17 --yes -c callfuse.yaml"
        })
final class EraseCommand implements Callable<Integer> {
    private static final int NOTHING_ERASED = 3;
    private static final int CALLS_A_LINE = 1000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_EVERY_NS = 100_000_000;

    @Mixin
    private SettingsOptions settings;

    @ArgGroup(multiplicity = "1")
    private Whom whom;

    /** Whose calls. */
    private static final class Whom {
        @Option(
                names = "--caller",
                paramLabel = "NUMBER",
                description = "All calls of this number, as Asterisk presented it or the dialplan marked it.")
        private String caller;

        @Option(
                names = "--call",
                paramLabel = "CALL",
                description = "One call, by its id or the uniqueid of its channel in Asterisk.")
        private String call;
    }

    @Option(names = "--yes", description = "Erases; without it the calls are only listed.")
    private boolean yes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, IOException {
        EngineConfig config = settings.config().config();
        Optional<DatabaseAddress> database = database(config.archive());
        List<String> calls = new ArrayList<>(find(config, database));
        calls.forEach(this::print);
        if (calls.isEmpty()) {
            print("no calls are kept");
            return ExitCode.OK;
        }
        if (!yes) {
            print(calls.size() + " calls; nothing was erased: say --yes");
            return NOTHING_ERASED;
        }
        for (int from = 0; from < calls.size(); from += CALLS_A_LINE) {
            erase(config.archive(), database, calls.subList(from, Math.min(calls.size(), from + CALLS_A_LINE)));
        }
        print(calls.size() + " calls erased");
        return ExitCode.OK;
    }

    private Set<String> find(EngineConfig config, Optional<DatabaseAddress> database)
            throws CommandFailure, IOException {
        Set<String> calls = new TreeSet<>();
        Optional<String> pseudonym = whom.caller == null ? Optional.empty() : Optional.of(pseudonym(config));
        if (database.isPresent()) {
            Optional<CallStore> opened = CallStore.open(database.get());
            if (opened.isPresent()) {
                try (CallStore store = opened.get()) {
                    calls.addAll(pseudonym.isPresent() ? store.calledBy(pseudonym.get()) : store.named(whom.call));
                }
            }
        }
        if (pseudonym.isPresent()) {
            calls.addAll(CallErasure.callsOf(pseudonym.get(), config.archive().directory()));
        } else if (CallErasure.knows(whom.call, config.archive().directory())) {
            calls.add(whom.call);
        }
        if (whom.call != null && calls.size() > 1) {
            throw new CommandFailure("'" + whom.call + "' was the channel of several calls, name one of them: "
                    + String.join(", ", calls));
        }
        return calls;
    }

    private String pseudonym(EngineConfig config) throws CommandFailure {
        try {
            return PrivacyWay.pseudonyms(config, System::getenv)
                    .of(whom.caller)
                    .orElseThrow(() -> new CommandFailure("--caller: '" + whom.caller + "' is no number"));
        } catch (ConfigException noKey) {
            throw new CommandFailure("nobody is known without the key: " + noKey.getMessage(), noKey);
        }
    }

    private static Optional<DatabaseAddress> database(EngineConfig.Archive archive) throws CommandFailure {
        try {
            return StoreWay.database(archive, System::getenv);
        } catch (ConfigException noPassword) {
            throw new CommandFailure(
                    "no password for " + archive.database().username() + ": " + noPassword.getMessage(), noPassword);
        }
    }

    private void erase(EngineConfig.Archive archive, Optional<DatabaseAddress> database, List<String> calls)
            throws CommandFailure, IOException {
        String by = System.getProperty("user.name", "");
        ArchiveLine line = CallErasure.line(calls, by, Clock.systemUTC().instant());
        LineDelivery.Outcome outcome = LineDelivery.deliver(archive.directory(), line, PATIENCE);
        if (outcome instanceof LineDelivery.Outcome.Left) {
            throw new CommandFailure("left in " + archive.directory()
                    + " for the engine that holds it, or for the next: ask again, until nothing is kept");
        }
        if (database.isPresent()) {
            awaitRemoval(database.get(), outcome, line.id());
        }
    }

    /** Waits until whoever fills the database has removed the rows, this process where no engine does. */
    private static void awaitRemoval(DatabaseAddress database, LineDelivery.Outcome outcome, String lineId)
            throws CommandFailure, StoreException {
        Optional<StoreLoader> loader = outcome instanceof LineDelivery.Outcome.Kept kept
                ? Optional.of(new StoreLoader(database, kept.committed()))
                : Optional.empty();
        loader.ifPresent(StoreLoader::start);
        try {
            long untilNs = System.nanoTime() + PATIENCE.toNanos();
            while (!isDone(database, lineId)) {
                if (System.nanoTime() - untilNs > 0) {
                    throw new CommandFailure("erased from the files; the database " + database.place()
                            + " follows when it takes what waits, and forgets them then");
                }
                LockSupport.parkNanos(LOOK_EVERY_NS);
            }
        } finally {
            loader.ifPresent(StoreLoader::close);
        }
    }

    private static boolean isDone(DatabaseAddress database, String lineId) throws StoreException {
        Optional<CallStore> opened = CallStore.open(database);
        if (opened.isEmpty()) {
            return false;
        }
        try (CallStore store = opened.get()) {
            return store.hasErased(lineId);
        }
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
