package io.callfuse.engine;

import io.callfuse.engine.archive.store.DatabaseAddress;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.EngineConfig;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What the configuration says of the database of calls, in the store's own terms. Stateless. */
public final class StoreWay {
    private static final String FILE = "callfuse.db";

    private StoreWay() {}

    /**
     * Returns which database is filled and asked; empty where none is.
     *
     * @param environment looks up an environment variable, null where there is none
     * @throws ConfigException if there is no password for it; the message says where it was looked for
     */
    public static Optional<DatabaseAddress> database(EngineConfig.Archive archive, UnaryOperator<String> environment)
            throws ConfigException {
        EngineConfig.Database database = archive.database();
        return switch (database.place()) {
            case EngineConfig.Database.NONE -> Optional.empty();
            case EngineConfig.Database.SQLITE ->
                Optional.of(new DatabaseAddress.SqliteFile(archive.directory().resolve(FILE)));
            default ->
                Optional.of(new DatabaseAddress.PostgresServer(
                        database.place(),
                        database.username(),
                        database.password().read(environment)));
        };
    }
}
