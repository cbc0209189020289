package io.callfuse.engine.archive.store;

import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The database as it is filled: lines, and in the same transaction how far they were read. One thread. */
final class LineStore implements AutoCloseable {
    private final Database database;

    /** Opens a database and brings its tables up to date. */
    static LineStore open(DatabaseAddress address) throws StoreException {
        return new LineStore(Database.toWrite(address));
    }

    private LineStore(Database database) {
        this.database = database;
    }

    /** How far the file with this first line was read; empty where it was not. */
    Optional<SpoolPosition> position(String head) throws StoreException {
        return database.ask(jdbi -> jdbi.withHandle(handle -> handle.createQuery(
                        "select head, file, bytes, last_id, last_bytes from spool_positions where head = :head")
                .bind("head", LineFields.fit(head))
                .map(ConstructorMapper.of(SpoolPosition.class))
                .findOne()));
    }

    /**
     * Keeps lines, all or none of them.
     *
     * @return how many of them say nothing of a call
     */
    int apply(SpoolReader.Batch batch) throws StoreException {
        if (batch.lines().stream().anyMatch(LineStore::erases)) {
            // Read again until nothing is left of the calls, also where the process is killed in between.
            int skipped = database.ask(jdbi -> jdbi.inTransaction(handle -> write(handle, batch)));
            database.scrub();
            database.ask(jdbi -> jdbi.inTransaction(handle -> {
                batch.lines().stream()
                        .filter(LineStore::erases)
                        .forEach(line -> ErasedCalls.done(handle, line.json().orElseThrow()));
                keep(handle, batch.after());
                return batch;
            }));
            return skipped;
        }
        return database.ask(jdbi -> jdbi.inTransaction(handle -> {
            int skipped = write(handle, batch);
            keep(handle, batch.after());
            return skipped;
        }));
    }

    private static boolean erases(SpoolLine line) {
        return line.json()
                .filter(json -> json.path("type").asString("").equals(LineRows.ERASE))
                .isPresent();
    }

    private static int write(Handle handle, SpoolReader.Batch batch) throws SQLException {
        int skipped = 0;
        for (SpoolLine line : batch.lines()) {
            if (line.json().isEmpty() || !LineRows.write(handle, line.json().get())) {
                skipped++;
            }
        }
        return skipped;
    }

    /** Keeps only that lines were read. */
    void pass(SpoolReader.Batch batch) throws StoreException {
        database.ask(jdbi -> {
            jdbi.useTransaction(handle -> keep(handle, batch.after()));
            return batch;
        });
    }

    private static void keep(Handle handle, SpoolPosition position) {
        handle.createUpdate("insert into spool_positions (head, file, bytes, last_id, last_bytes)"
                        + " values (:head, :file, :bytes, :lastId, :lastBytes) on conflict (head) do update set"
                        + " file = excluded.file, bytes = excluded.bytes, last_id = excluded.last_id,"
                        + " last_bytes = excluded.last_bytes")
                .bind("head", LineFields.fit(position.head()))
                .bind("file", position.file())
                .bind("bytes", position.bytes())
                .bind("lastId", LineFields.fit(position.lastId()))
                .bind("lastBytes", position.lastBytes())
                .execute();
    }

    @Override
    public void close() {
        database.close();
    }
}
