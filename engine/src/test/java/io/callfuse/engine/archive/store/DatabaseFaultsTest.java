package io.callfuse.engine.archive.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

@Timeout(30)
class DatabaseFaultsTest {
    private static final DatabaseAddress FILE = new DatabaseAddress.SqliteFile(Path.of("/archive/callfuse.db"));
    private static final DatabaseAddress SERVER = new DatabaseAddress.PostgresServer(
            "jdbc:postgresql://db.example.net:5432/calls?sslmode=require", "callfuse", "s3cret");

    @ParameterizedTest
    @CsvSource({
        "SQLITE_BUSY_SNAPSHOT, holds it locked",
        "SQLITE_READONLY_DBMOVED, it is read-only",
        "SQLITE_FULL, the disk is full",
        "SQLITE_CANTOPEN, cannot be opened",
        "SQLITE_NOTADB, damaged or no database",
    })
    void shouldSayWhatIsWrongWithSqliteAndTryAgain(SQLiteErrorCode code, String told) {
        StoreException fault = DatabaseFaults.at(FILE, new SQLiteException("[" + code + "]", code));
        assertThat(fault).hasMessageContaining("/archive/callfuse.db").hasMessageContaining(told);
        assertThat(fault.isAboutTheData()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_PASSWORD, user or password is refused",
        "CONNECTION_FAILURE, cannot be reached",
        "INVALID_AUTHORIZATION_SPECIFICATION, user or password is refused",
    })
    void shouldSayWhatIsWrongWithPostgresAndNeverThePassword(PSQLState state, String told) {
        Exception around =
                new IllegalStateException("pool", new PSQLException("FATAL: so it is\n  Position: 3", state));
        StoreException fault = DatabaseFaults.at(SERVER, around);
        assertThat(fault)
                .hasMessageStartingWith("store postgresql://db.example.net:5432/calls: ")
                .hasMessageContaining(told)
                .hasMessageNotContainingAny("s3cret", "\n", "sslmode");
        assertThat(fault.isAboutTheData()).isFalse();
        assertThat(SERVER.toString()).doesNotContain("s3cret");
    }

    @Test
    void shouldQuoteNoDataThatTheDatabaseRefused() {
        StoreException fault = DatabaseFaults.at(
                SERVER,
                new PSQLException("ERROR: no\n  Detail: Failing row contains (refund)", PSQLState.CHECK_VIOLATION));
        assertThat(fault.isAboutTheData()).isTrue();
        assertThat(fault).hasMessageContaining("23514").hasMessageNotContaining("refund");
        StoreException sqlite =
                DatabaseFaults.at(FILE, new SQLiteException("refund", SQLiteErrorCode.SQLITE_CONSTRAINT_CHECK));
        assertThat(sqlite.isAboutTheData()).isTrue();
        assertThat(sqlite).hasMessageContaining("SQLITE_CONSTRAINT_CHECK").hasMessageNotContaining("refund");
    }
}
