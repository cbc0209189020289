package io.callfuse.engine.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.call.CallId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class VerdictTest {
    @Test
    void shouldBecomeTheVariablesOfTheDialplan() {
        CallId id = CallId.random();
        Verdict verdict =
                new Verdict(Optional.of(id), 81.26, "anger", 0.8149, "soothing", "fuse", "switched", "billing");

        assertThat(verdict.variables())
                .containsExactly(
                        Map.entry("CALLFUSE_CONFIDENCE", "0.81"),
                        Map.entry("CALLFUSE_EMOTION", "anger"),
                        Map.entry("CALLFUSE_ID", id.toString()),
                        Map.entry("CALLFUSE_REASON", "fuse"),
                        Map.entry("CALLFUSE_ROUTE", "soothing"),
                        Map.entry("CALLFUSE_SCORE", "81.3"),
                        Map.entry("CALLFUSE_STATE", "switched"),
                        Map.entry("CALLFUSE_TOPIC", "billing"));
    }

    @Test
    void shouldLeaveTheDialplansOwnIdAloneWhenCallIsUnknown() {
        assertThat(Verdict.unknownCall().variables())
                .doesNotContainKey("CALLFUSE_ID")
                .containsEntry("CALLFUSE_ROUTE", "none")
                .containsEntry("CALLFUSE_STATE", "unknown-call");
    }
}
