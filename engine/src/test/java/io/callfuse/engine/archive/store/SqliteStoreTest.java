package io.callfuse.engine.archive.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sqlite.SQLiteDataSource;

@Timeout(120)
class SqliteStoreTest extends StoreContract {
    private Path file() {
        return temporary.resolve("callfuse.db");
    }

    @Override
    DatabaseAddress address() {
        return new DatabaseAddress.SqliteFile(file());
    }

    @Override
    AutoCloseable cutOff() throws Exception {
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
        try (Statement locking = other.createStatement()) {
            locking.execute("begin immediate");
        }
        return other;
    }

    @Override
    String refusingPoison() {
        return "create trigger no_poison before insert on words when new.word = 'poison'"
                + " begin select raise(abort, 'poison'); end";
    }

    @Override
    void olderTables() {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file());
        Migrations.configure(address(), source).target("1").load().migrate();
    }

    @Test
    void shouldBeReadableByItsOwnerAlone() throws Exception {
        loadAll(new Spool(temporary).write(Spool.MONDAY, new SeededCalls(1).next()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldSayWhatIsWrongWithAFileThatIsNoDatabase() throws Exception {
        Files.writeString(file(), "this is no database, and longer than the head of one: ".repeat(20));
        assertThatThrownBy(() -> LineStore.open(address()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("damaged or no database");
    }

    @Test
    void shouldSayThatItsFolderIsMissing() {
        DatabaseAddress nowhere = new DatabaseAddress.SqliteFile(temporary.resolve("no/such/folder.db"));
        assertThatThrownBy(() -> LineStore.open(nowhere))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot be made");
    }

    @Test
    void shouldFillADatabaseAnewThatWasTakenAway() throws Exception {
        Spool spool = new Spool(temporary).write(Spool.MONDAY, Spool.calls(new SeededCalls(2), 3));
        loadAll(spool);
        Files.delete(file());
        loadAll(spool);
        assertThat(count("calls")).isEqualTo(3);
    }
}
