package io.callfuse.engine.archive.store;

import java.nio.file.Path;
import java.util.Objects;

/** Which database keeps the calls, and as whom to enter it. */
public sealed interface DatabaseAddress {

    /** Where it is, for the operator; never with a password. */
    String place();

    /**
     * A file that the engine itself keeps.
     *
     * @param path made, for its owner alone, where it is missing
     */
    record SqliteFile(Path path) implements DatabaseAddress {
        /** Rejects null. */
        public SqliteFile {
            Objects.requireNonNull(path, "path is null");
        }

        @Override
        public String place() {
            return path.toString();
        }
    }

    /**
     * A PostgreSQL server; the tables are in a schema {@code callfuse} of their own, which several engines may share.
     *
     * @param url {@code jdbc:postgresql://HOST:PORT/NAME}, with options of the driver behind it or none
     */
    record PostgresServer(String url, String username, String password) implements DatabaseAddress {
        /** Rejects null. */
        public PostgresServer {
            Objects.requireNonNull(url, "url is null");
            Objects.requireNonNull(username, "username is null");
            Objects.requireNonNull(password, "password is null");
        }

        @Override
        public String place() {
            return url.replaceFirst("\\?.*", "").replaceFirst("^jdbc:", "");
        }

        @Override
        public String toString() {
            return username + "@" + place();
        }
    }
}
