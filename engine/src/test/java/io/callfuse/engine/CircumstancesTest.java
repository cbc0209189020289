package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.archive.InputJournal;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.policy.PolicyEvent;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.policy.RuleHeld;
import io.callfuse.models.EmotionModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What rules may ask beside sound and words comes by inputs alone. */
@Timeout(60)
class CircumstancesTest {
    private static final String RULES =
            """
            policy:
              rules:
                - {name: billing, when: 'queue == "billing" && did.startsWith("0800") && caller == "gold"'}
                - {name: waits, when: queueSeconds >= 3}
                - {name: late, when: hour >= 14.25 && hour < 15}
                - {name: overtalk, when: overtalkShare > 0.3 && interruptions >= 2 && interruptionSeconds >= 1.2}
                - {name: slow, when: replySeconds > 4 && agentSpeechSeconds > 3}
                - {name: nobody, when: '!known(replySeconds) && !known(hour) && queue == ""'}
            """;

    @TempDir
    Path folder;

    private final List<PolicyEvent> events = new ArrayList<>();

    private CallPipeline pipeline(List<PolicyEvent> into) throws Exception {
        PolicySettings policy = ConfigLoader.load(Files.writeString(folder.resolve("rules.yaml"), RULES))
                .policySettings();
        return new CallPipeline(EmotionModel.embedded(), policy, into::add);
    }

    private static void seconds(CallPipeline call, int seconds) {
        for (int frame = 0; frame < 50 * seconds; frame++) {
            MediaFrame silence = new MediaFrame();
            silence.setAudio(call.nowMs() / 20, new short[160], 0, 0);
            call.hear(silence);
        }
    }

    private List<String> held() {
        return events.stream()
                .filter(RuleHeld.class::isInstance)
                .map(event -> event.atMs() + " " + ((RuleHeld) event).rule())
                .toList();
    }

    @Test
    void shouldKnowNothingThatNobodyTold() throws Exception {
        seconds(pipeline(events), 3);
        assertThat(held()).containsExactly("1000 nobody");
    }

    @Test
    void shouldKnowTheQueueTheNumbersTheHourAndWhoSpoke() throws Exception {
        CallPipeline call = pipeline(events);
        tell(call);
        assertThat(held()).containsExactly("1000 late", "3000 billing", "4000 overtalk", "4000 slow", "5000 waits");
    }

    @Test
    void shouldKnowTheSameInAReplay() throws Exception {
        CallPipeline call = pipeline(events);
        tell(call);
        List<PolicyEvent> replayed = new ArrayList<>();
        CallPipeline replay = pipeline(replayed);
        int next = 0;
        List<InputJournal.Input> inputs = call.journal().inputs();
        for (long atMs = 0; atMs < call.nowMs(); atMs += 20) {
            while (next < inputs.size() && inputs.get(next).atMs() <= atMs) {
                replay.noted(inputs.get(next).kind(), inputs.get(next).details());
                next++;
            }
            MediaFrame silence = new MediaFrame();
            silence.setAudio(atMs / 20, new short[160], 0, 0);
            replay.hear(silence);
        }
        assertThat(replayed).isEqualTo(events).isNotEmpty();
    }

    @Test
    void shouldLetRulesAskForTheCallersNumberAndKeepOnlyHisPseudonym() throws Exception {
        CallPipeline call = pipeline(events);
        Map<String, String> told = Map.of("caller", "gold", "queue", "billing", "did", "0800");
        call.noted("mark", told, Map.of("caller", "7a81", "queue", "billing", "did", "0800"));
        seconds(call, 1);
        assertThat(held()).contains("1000 billing");
        assertThat(call.journal().inputs()).singleElement().satisfies(input -> assertThat(input.details())
                .containsEntry("caller", "7a81")
                .containsEntry("queue", "billing"));
    }

    private static void tell(CallPipeline call) {
        call.noted("clock", Map.of("local", "14:30"));
        seconds(call, 2);
        call.noted("mark", Map.of("dnid", "08001234", "queue", "billing"));
        call.noted("mark", Map.of("caller", "gold"));
        seconds(call, 1);
        call.noted(
                "talk", Map.of("agentSpeechMs", "3500", "talkOvers", "2", "talkOverMs", "1300", "lastPauseMs", "4500"));
        seconds(call, 2);
        call.noted("agent-joined", Map.of());
        seconds(call, 2);
    }
}
