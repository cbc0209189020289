package io.callfuse.engine.archive.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;

/** A PostgreSQL server of the tests' own; where it cannot be started, the tests that want it are skipped and say so. */
final class RealPostgres implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final EmbeddedPostgres server;
    private int databases;

    private RealPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    static RealPostgres start() {
        try {
            return new RealPostgres(EmbeddedPostgres.builder()
                    .setPGStartupWait(PATIENCE)
                    .setServerConfig("fsync", "off")
                    .start());
        } catch (IOException | IllegalStateException refused) {
            return Assumptions.abort("PostgreSQL cannot be started here: " + refused);
        }
    }

    int port() {
        return server.getPort();
    }

    /** Makes an empty database and returns its name. */
    String database() throws SQLException {
        String name = "store" + ++databases;
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return name;
    }

    static DatabaseAddress at(int port, String database) {
        return new DatabaseAddress.PostgresServer(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", "postgres");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
