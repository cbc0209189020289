package io.callfuse.engine.archive.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** An open database: one connection to SQLite, a small pool to PostgreSQL. One thread. */
final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final String UNPACK_TO = "org.sqlite.tmpdir";
    private static final int BUSY_MS = 1000;
    private static final int CONNECT_S = 5;
    private static final int SOCKET_S = 30;
    private static final int CONNECTIONS = 2;

    private final DatabaseAddress address;
    private final Jdbi jdbi;
    private final AutoCloseable connections;

    private Database(DatabaseAddress address, Jdbi jdbi, AutoCloseable connections) {
        this.address = address;
        this.jdbi = jdbi;
        this.connections = connections;
    }

    /** What a database is asked to do; what it throws is told in the words of {@link StoreException}. */
    @FunctionalInterface
    interface Work<T> {
        T with(Jdbi jdbi) throws SQLException;
    }

    /** Opens a database to write to, makes it where it is a file that is missing, and brings its tables up to date. */
    static Database toWrite(DatabaseAddress address) throws StoreException {
        try {
            if (address instanceof DatabaseAddress.SqliteFile file) {
                create(address, file.path());
                SQLiteDataSource source = sqlite(file.path(), false);
                Migrations.run(address, source);
                return over(address, source.getConnection());
            }
            HikariDataSource pool = pool((DatabaseAddress.PostgresServer) address);
            try {
                Migrations.run(address, pool);
            } catch (StoreException | FlywayException refused) {
                pool.close();
                throw refused;
            }
            return new Database(address, Jdbi.create(pool), pool);
        } catch (SQLException | FlywayException | HikariPool.PoolInitializationException failed) {
            throw DatabaseFaults.at(address, failed);
        }
    }

    /** Opens a database to read from; empty where it has no tables yet. */
    static Optional<Database> toRead(DatabaseAddress address) throws StoreException {
        if (address instanceof DatabaseAddress.SqliteFile file && !Files.exists(file.path())) {
            return Optional.empty();
        }
        return asItIs(address).ifMigrated();
    }

    /** Opens a database that exists, whatever is in it. */
    static Database asItIs(DatabaseAddress address) throws StoreException {
        try {
            if (address instanceof DatabaseAddress.SqliteFile file) {
                return over(address, sqlite(file.path(), true).getConnection());
            }
            HikariDataSource pool = pool((DatabaseAddress.PostgresServer) address);
            return new Database(address, Jdbi.create(pool), pool);
        } catch (SQLException | HikariPool.PoolInitializationException failed) {
            throw DatabaseFaults.at(address, failed);
        }
    }

    /** Does something, and says in one line where the database would not. */
    <T> T ask(Work<T> work) throws StoreException {
        try {
            return work.with(jdbi);
        } catch (JdbiException | SQLException failed) {
            throw DatabaseFaults.at(address, failed);
        }
    }

    /** Leaves no byte in a file of what was deleted. A server keeps its files by itself. */
    void scrub() throws StoreException {
        if (!(address instanceof DatabaseAddress.SqliteFile)) {
            return;
        }
        boolean busy = ask(jdbi -> jdbi.withHandle(handle -> {
            handle.execute("vacuum");
            return handle.createQuery("pragma wal_checkpoint(truncate)")
                            .mapTo(Integer.class)
                            .first()
                    != 0;
        }));
        if (busy) {
            throw new StoreException("store " + address.place()
                    + ": calls are to be erased from it, and somebody who reads it keeps a copy");
        }
    }

    @Override
    public void close() {
        try {
            connections.close();
        } catch (Exception failed) {
            // What is not committed is read again from the files.
            LOG.debug("store {}: did not close: {}", address.place(), failed.getMessage());
        }
    }

    /** Returns this database where it has our tables, and closes it otherwise. */
    private Optional<Database> ifMigrated() throws StoreException {
        boolean kept = false;
        try {
            Optional<String> version = ask(Database::version);
            if (version.isPresent() && !version.get().equals(Migrations.LATEST)) {
                throw Migrations.otherVersion(address, version.get());
            }
            kept = version.isPresent();
            return version.map(latest -> this);
        } finally {
            if (!kept) {
                close();
            }
        }
    }

    private static Optional<String> version(Jdbi jdbi) throws SQLException {
        return jdbi.withHandle(handle -> {
            try (ResultSet tables = handle.getConnection()
                    .getMetaData()
                    .getTables(null, handle.getConnection().getSchema(), Migrations.HISTORY, null)) {
                if (!tables.next()) {
                    return Optional.empty();
                }
            }
            return handle.createQuery("select version from " + Migrations.HISTORY
                            + " where version is not null order by installed_rank desc limit 1")
                    .mapTo(String.class)
                    .findOne();
        });
    }

    private static Database over(DatabaseAddress address, Connection connection) {
        return new Database(address, Jdbi.create(connection), connection);
    }

    private static SQLiteDataSource sqlite(Path file, boolean toRead) {
        unpackWhereItCanBeWritten(file);
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MS);
        if (toRead) {
            // Not opened to read only: a reader, too, needs the index of the write-ahead log. Asked for nothing but
            // rows.
            config.resetOpenMode(SQLiteOpenMode.CREATE);
        } else {
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
            // A crash of the machine may take back the last commits, whole; they are read again from the files.
            config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        }
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    /** SQLite's library is unpacked before it is loaded; in a system that is read-only, beside the database. */
    private static void unpackWhereItCanBeWritten(Path file) {
        if (System.getProperty(UNPACK_TO) == null && !Files.isWritable(Path.of(System.getProperty("java.io.tmpdir")))) {
            System.setProperty(UNPACK_TO, file.toAbsolutePath().getParent().toString());
        }
    }

    /** Makes the file, so that it belongs to its owner alone from its first byte. */
    private static void create(DatabaseAddress address, Path file) throws StoreException {
        try {
            if (Files.notExists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
        } catch (IOException refused) {
            throw new StoreException(
                    "store " + address.place() + ": the file cannot be made: " + refused.getMessage(), false, refused);
        }
    }

    private static HikariDataSource pool(DatabaseAddress.PostgresServer server) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server.url());
        source.setUser(server.username());
        source.setPassword(server.password());
        source.setApplicationName("callfuse");
        source.setConnectTimeout(CONNECT_S);
        source.setLoginTimeout(CONNECT_S);
        source.setSocketTimeout(SOCKET_S);
        source.setTcpKeepAlive(true);
        source.setCurrentSchema(Migrations.SCHEMA);
        HikariConfig config = new HikariConfig();
        config.setPoolName("store");
        config.setDataSource(source);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(CONNECT_S));
        return new HikariDataSource(config);
    }
}
