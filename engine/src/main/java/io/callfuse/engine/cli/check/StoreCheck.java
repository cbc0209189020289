package io.callfuse.engine.cli.check;

import io.callfuse.engine.StoreWay;
import io.callfuse.engine.archive.store.CallStore;
import io.callfuse.engine.archive.store.DatabaseAddress;
import io.callfuse.engine.archive.store.StoreException;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.EngineConfig;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Whether the database of calls can be had, without making it. */
final class StoreCheck {
    private static final String SUBJECT = "store";
    private static final String REMEDY = "until then calls are kept in the archive's files only; see archive.database";

    private StoreCheck() {}

    static Finding look(EngineConfig.Archive archive, UnaryOperator<String> environment) {
        try {
            Optional<DatabaseAddress> database = StoreWay.database(archive, environment);
            return database.isEmpty()
                    ? Finding.ok(SUBJECT, "switched off (archive.database): calls are kept in the archive's files only")
                    : look(database.get());
        } catch (ConfigException noPassword) {
            return new Finding(
                    SUBJECT,
                    false,
                    "no password for " + archive.database().username() + ": " + noPassword.getMessage());
        }
    }

    private static Finding look(DatabaseAddress database) {
        try (CallStore store = CallStore.open(database).orElse(null)) {
            return store == null
                    ? Finding.ok(SUBJECT, database.place() + ": tables will be made")
                    : Finding.ok(SUBJECT, database.place() + " has " + store.calls() + " calls");
        } catch (StoreException refused) {
            return Finding.failed(SUBJECT, refused.getMessage(), REMEDY);
        }
    }
}
