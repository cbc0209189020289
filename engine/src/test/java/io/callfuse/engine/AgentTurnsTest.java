package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.agent.AgentLeg;
import io.callfuse.engine.archive.InputJournal;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.policy.PolicyEvent;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.policy.RuleHeld;
import io.callfuse.engine.queue.QueueSink;
import io.callfuse.models.EmotionModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rules hear of an agent who speaks by inputs, one a second at most. */
@Timeout(60)
class AgentTurnsTest {
    private static final CallChannel ANN = new CallChannel("PJSIP/ann-1", "1.5", "1.1", "");
    private static final int SECONDS = 8;

    @TempDir
    Path folder;

    private final Random random = new Random(5);
    private final List<PolicyEvent> events = new ArrayList<>();

    /** Both speak at once from the third second on. */
    private CallPipeline talk(PolicySettings policy) {
        CallPipeline pipeline = new CallPipeline(EmotionModel.embedded(), policy, events::add);
        AgentSide agents = new AgentSide(CallId.random(), pipeline);
        AgentLeg leg = new AgentLeg(ANN, Optional.empty());
        agents.add(leg);
        QueueSink sink = new QueueSink(leg.queue(), new NoEnd(), 0);
        for (int index = 0; index < SECONDS * MediaTime.FRAMES_PER_SECOND; index++) {
            boolean loud = index >= 2 * MediaTime.FRAMES_PER_SECOND;
            MediaFrame media = new MediaFrame();
            media.setAudio(index, new short[MediaTime.FRAME_SAMPLES], 0, 0);
            pipeline.hear(media);
            agents.caller(index, loud);
            sink.audio(noise(loud ? 2000 : 8), 0, 0);
            agents.drain(16);
        }
        return pipeline;
    }

    private short[] noise(double deviation) {
        short[] frame = new short[MediaTime.FRAME_SAMPLES];
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (short) Math.round(deviation * random.nextGaussian());
        }
        return frame;
    }

    private static List<InputJournal.Input> told(CallPipeline pipeline) {
        return pipeline.journal().inputs().stream()
                .filter(input -> input.kind().equals("talk"))
                .toList();
    }

    @Test
    void shouldHoldARuleOnOvertalkByInputsOfWhichThereIsOneASecondAtMost() throws Exception {
        PolicySettings policy = ConfigLoader.load(Files.writeString(
                        folder.resolve("rules.yaml"),
                        "policy: {rules: [{name: over, when: 'interruptions >= 1 && overtalkShare > 0.5'}]}"))
                .policySettings();
        CallPipeline pipeline = talk(policy);
        assertThat(events)
                .filteredOn(RuleHeld.class::isInstance)
                .singleElement()
                .satisfies(held -> assertThat(held.atMs()).isBetween(3000L, 6000L));
        assertThat(told(pipeline)).hasSizeBetween(4, SECONDS);
    }

    @Test
    void shouldTellNothingWhereNoRuleAsks() {
        assertThat(told(talk(ConfigLoader.defaults().policySettings()))).isEmpty();
    }

    /** A leg that nobody ends. */
    private static final class NoEnd implements QueueSink.Listener {
        @Override
        public void digit(char digit) {
            throw new AssertionError(digit);
        }

        @Override
        public void end(EndOfMedia reason) {
            throw new AssertionError(reason);
        }
    }
}
