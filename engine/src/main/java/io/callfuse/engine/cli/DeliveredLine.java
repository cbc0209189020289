package io.callfuse.engine.cli;

import io.callfuse.engine.archive.ArchiveLine;
import io.callfuse.engine.archive.LineDelivery;
import io.callfuse.engine.archive.store.CallStore;
import io.callfuse.engine.archive.store.StoreException;
import io.callfuse.engine.archive.store.StoreLoader;
import io.callfuse.engine.config.EngineConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Brings a line about a call into the archive, while an engine writes it or not. Stateless. */
final class DeliveredLine {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private DeliveredLine() {}

    /**
     * Finds a call.
     *
     * @param name its id, or the uniqueid of its channel in Asterisk
     * @return its id
     * @throws CommandFailure if there is none, or several; one line that says which
     */
    static String callNamed(String name, EngineConfig.Archive archive) throws CommandFailure, StoreException {
        try (CallStore store = OpenedStore.open(archive)) {
            List<String> found = store.named(name);
            if (found.contains(name)) {
                return name;
            }
            if (found.isEmpty()) {
                throw new CommandFailure("no call '" + name + "' is kept: see callfuse calls");
            }
            if (found.size() > 1) {
                throw new CommandFailure("'" + name + "' was the channel of several calls, name one of them: "
                        + String.join(", ", found));
            }
            return found.get(0);
        }
    }

    /**
     * Brings a line.
     *
     * @return what there is to say of where it is, to be put behind other words; empty where it is kept
     * @throws CommandFailure if it cannot be kept; one line that says why
     */
    static String deliver(ArchiveLine line, EngineConfig.Archive archive) throws CommandFailure, IOException {
        LineDelivery.Outcome outcome = LineDelivery.deliver(archive.directory(), line, PATIENCE);
        if (outcome instanceof LineDelivery.Outcome.Kept kept) {
            load(archive, kept);
        }
        return outcome instanceof LineDelivery.Outcome.Left
                ? " (left in " + archive.directory() + " for an engine, which takes it when it runs)"
                : "";
    }

    /** No engine does it now; what takes longer is done by the next. */
    private static void load(EngineConfig.Archive archive, LineDelivery.Outcome.Kept kept) throws CommandFailure {
        try (StoreLoader loader = new StoreLoader(OpenedStore.address(archive), kept.committed())) {
            loader.start();
        }
    }
}
