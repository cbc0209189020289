package io.callfuse.engine.cli;

import io.callfuse.engine.StoreWay;
import io.callfuse.engine.archive.store.CallStore;
import io.callfuse.engine.archive.store.DatabaseAddress;
import io.callfuse.engine.archive.store.StoreException;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.EngineConfig;
import java.util.Optional;

/** Opens the database of the archive that a configuration names. Stateless. */
final class OpenedStore {
    private OpenedStore() {}

    /**
     * Opens it to read.
     *
     * @throws CommandFailure if there is none; one line that says why
     */
    static CallStore open(EngineConfig.Archive archive) throws CommandFailure, StoreException {
        DatabaseAddress address = address(archive);
        return CallStore.open(address)
                .orElseThrow(() -> new CommandFailure(
                        "no calls are kept in " + address.place() + " yet: callfuse serve makes and fills it"));
    }

    /**
     * Says which it is.
     *
     * @throws CommandFailure if there is none; one line that says why
     */
    static DatabaseAddress address(EngineConfig.Archive archive) throws CommandFailure {
        try {
            Optional<DatabaseAddress> database = StoreWay.database(archive, System::getenv);
            return database.orElseThrow(() -> new CommandFailure(
                    "archive.database is none: calls are in the files of " + archive.directory() + " only"));
        } catch (ConfigException noPassword) {
            throw new CommandFailure(
                    "no password for " + archive.database().username() + ": " + noPassword.getMessage(), noPassword);
        }
    }
}
