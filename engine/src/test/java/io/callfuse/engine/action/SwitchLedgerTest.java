package io.callfuse.engine.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SwitchLedgerTest {
    private final SwitchLedger ledger = new SwitchLedger(3);

    @Test
    void shouldReturnFirstEntryToEveryFurtherOne() {
        CompletableFuture<SwitchOutcome> first = new CompletableFuture<>();

        assertThat(ledger.enter("a", first)).isNull();
        assertThat(ledger.enter("a", new CompletableFuture<>())).isSameAs(first);
        assertThat(ledger.enter("b", new CompletableFuture<>())).isNull();
    }

    @Test
    void shouldForgetOldestThatIsDone() {
        for (String id : new String[] {"a", "b", "c", "d"}) {
            ledger.enter(id, CompletableFuture.completedFuture(new SwitchOutcome.LeftInPlace("test")));
        }

        assertThat(ledger.enter("d", new CompletableFuture<>())).isNotNull();
        assertThat(ledger.enter("a", new CompletableFuture<>())).isNull();
    }

    @Test
    void shouldNeverForgetAnOrderThatIsNotDone() {
        ledger.enter("pending", new CompletableFuture<>());
        for (int i = 0; i < 100; i++) {
            ledger.enter("o" + i, CompletableFuture.completedFuture(new SwitchOutcome.LeftInPlace("test")));
        }

        assertThat(ledger.enter("pending", new CompletableFuture<>())).isNotNull();
    }
}
