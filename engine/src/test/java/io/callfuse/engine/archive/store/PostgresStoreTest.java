package io.callfuse.engine.archive.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

@Timeout(240)
class PostgresStoreTest extends StoreContract {
    private static RealPostgres postgres;

    private TcpRelay relay;
    private String database;

    @BeforeAll
    static void startServer() {
        postgres = RealPostgres.start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }

    @BeforeEach
    void openRelay() throws Exception {
        relay = new TcpRelay(postgres.port());
        database = postgres.database();
    }

    @AfterEach
    void closeRelay() throws IOException {
        relay.close();
    }

    @Override
    DatabaseAddress address() {
        return RealPostgres.at(relay.port(), database);
    }

    @Override
    AutoCloseable cutOff() throws Exception {
        return relay.cut();
    }

    @Override
    String refusingPoison() {
        return "alter table words add constraint no_poison check (word <> 'poison')";
    }

    @Override
    void olderTables() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(((DatabaseAddress.PostgresServer) address()).url());
        source.setUser("postgres");
        Migrations.configure(address(), source).target("1").load().migrate();
    }

    @Test
    void shouldSayThatThereIsNoSuchDatabase() {
        assertThatThrownBy(() -> LineStore.open(RealPostgres.at(relay.port(), "missing")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("there is no such database")
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldSayThatNobodyAnswers() throws Exception {
        int port = relay.port();
        relay.close();
        assertThatThrownBy(() -> CallStore.open(RealPostgres.at(port, database)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void shouldLetTwoEnginesShareADatabase() throws Exception {
        Spool one = new Spool(Files.createDirectory(temporary.resolve("one")));
        Spool other = new Spool(Files.createDirectory(temporary.resolve("other")));
        SeededCalls calls = new SeededCalls(20);
        one.write(Spool.MONDAY, Spool.calls(calls, 3));
        other.write(Spool.MONDAY, Spool.calls(calls, 4));
        try (SpoolLoader first = loader(one);
                SpoolLoader second = loader(other)) {
            drain(first);
            drain(second);
            one.write(Spool.MONDAY, calls.next());
            drain(first);
            assertThat(first.stored()).isEqualTo(4 * SeededCalls.LINES);
            assertThat(second.stored()).isEqualTo(4 * SeededCalls.LINES);
        }
        assertThat(count("calls")).isEqualTo(8);
    }
}
