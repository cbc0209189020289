package io.callfuse.engine.archive.store;

import java.math.BigDecimal;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings the tables of a database to the form that this version of Callfuse knows. Stateless. */
final class Migrations {
    /** The schema in PostgreSQL; SQLite has none. */
    static final String SCHEMA = "callfuse";

    /** The newest form of the tables that this version of Callfuse knows. */
    static final String LATEST = "9";

    /** Where the database itself keeps which form its tables have. */
    static final String HISTORY = "flyway_schema_history";

    private static final String LOCATION = "classpath:io/callfuse/engine/archive/store/migration";

    private Migrations() {}

    /**
     * Makes or changes the tables where they are missing or older; leaves those alone that are up to date.
     *
     * @throws StoreException if they are newer than this version of Callfuse
     * @throws FlywayException if the database does not do it
     */
    static void run(DatabaseAddress address, DataSource source) throws StoreException {
        Flyway flyway = configure(address, source).load();
        MigrationInfo current = flyway.info().current();
        if (current != null && current.getState().isFailed()) {
            throw new StoreException(
                    "store " + address.place() + ": an attempt to change its tables failed half way; restore a copy,"
                            + " or empty it, and it is filled anew from the archive's files");
        }
        if (current != null && !current.getState().isResolved()) {
            throw otherVersion(address, current.getVersion().toString());
        }
        flyway.migrate();
    }

    static StoreException otherVersion(DatabaseAddress address, String version) {
        boolean newer = new BigDecimal(version).compareTo(new BigDecimal(LATEST)) > 0;
        return new StoreException("store " + address.place() + ": its tables are those of "
                + (newer
                        ? "a newer Callfuse (version " + version + "): start that one, or name another database"
                        : "an older Callfuse: start callfuse serve with it once"));
    }

    /** As {@link #run} uses it. */
    static FluentConfiguration configure(DatabaseAddress address, DataSource source) {
        FluentConfiguration flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .locations(LOCATION)
                .cleanDisabled(true);
        if (address instanceof DatabaseAddress.PostgresServer) {
            return flyway.placeholders(Map.of("bytes", "bytea"))
                    .schemas(SCHEMA)
                    .defaultSchema(SCHEMA)
                    .createSchemas(true);
        }
        return flyway.placeholders(Map.of("bytes", "blob"));
    }
}
