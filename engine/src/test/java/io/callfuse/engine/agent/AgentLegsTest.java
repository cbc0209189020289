package io.callfuse.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.queue.QueueSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Legs of agents, stepped by hand. */
@Timeout(20)
class AgentLegsTest {
    private static final CallChannel ANN = new CallChannel("PJSIP/ann-1", "1.5", "1.1", "");
    private static final CallChannel BOB = new CallChannel("PJSIP/bob-2", "1.9", "1.1", "");

    private final List<String> noted = new ArrayList<>();
    private final AgentLegs legs = new AgentLegs(new AgentLegs.Listener() {
        @Override
        public void admitWords() {
            noted.add("words admitted");
        }

        @Override
        public void words(Revision revision) {
            noted.add(revision.toString());
        }

        @Override
        public void noted(String kind, Map<String, String> details) {
            noted.add(kind + " " + details.get("channel") + " " + details.getOrDefault("why", ""));
        }
    });
    private final Random random = new Random(3);

    private AgentLeg leg(CallChannel agent) {
        AgentLeg leg = new AgentLeg(agent, Optional.empty());
        legs.add(leg);
        return leg;
    }

    private static QueueSink sink(AgentLeg leg, long firstIndex) {
        return new QueueSink(
                leg.queue(),
                new QueueSink.Listener() {
                    @Override
                    public void digit(char digit) {
                        throw new AssertionError(digit);
                    }

                    @Override
                    public void end(EndOfMedia reason) {
                        throw new AssertionError(reason);
                    }
                },
                firstIndex);
    }

    private short[] frame(double deviation) {
        short[] frame = new short[MediaTime.FRAME_SAMPLES];
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (short) Math.round(deviation * random.nextGaussian());
        }
        return frame;
    }

    private void say(QueueSink sink, int frames, double deviation) {
        for (int i = 0; i < frames; i++) {
            sink.audio(frame(deviation), 0, 0);
            legs.drain(16, 0);
        }
    }

    @Test
    void shouldReportEachAgentOnTheCallersTime() {
        AgentLeg ann = leg(ANN);
        QueueSink first = sink(ann, 500);
        say(first, 50, 8);
        say(first, 100, 2000);
        first.gap(0);
        ann.end("left");
        legs.drain(16, 13_020);
        AgentLeg bob = leg(BOB);
        say(sink(bob, 900), 10, 8);
        bob.end("stream-ended");
        legs.finish(20_000);
        AgentsHeard heard = legs.heard().orElseThrow();
        assertThat(heard.legs())
                .containsExactly(
                        new AgentsHeard.Leg(
                                "PJSIP/ann-1", "1.5", 10_000, 13_020, AgentsHeard.Skew.NONE, 150, 1, 0, "left"),
                        new AgentsHeard.Leg(
                                "PJSIP/bob-2", "1.9", 18_000, 18_200, AgentsHeard.Skew.NONE, 10, 0, 0, "stream-ended"));
        assertThat(heard.talk().speechMs()).isBetween(1960L, 2000L);
        assertThat(noted)
                .containsExactly(
                        "agent-joined PJSIP/ann-1 ",
                        "agent-left PJSIP/ann-1 left",
                        "agent-joined PJSIP/bob-2 ",
                        "agent-left PJSIP/bob-2 stream-ended");
    }

    @Test
    void shouldDropItsOldestFramesAndCountThem() {
        AgentLeg ann = leg(ANN);
        QueueSink sink = sink(ann, 0);
        say(sink, 1, 8);
        for (int i = 0; i < 100; i++) {
            sink.audio(frame(8), 0, 0);
        }
        ann.end("left");
        legs.finish(0);
        AgentsHeard.Leg report = legs.heard().orElseThrow().legs().get(0);
        assertThat(report.droppedFrames()).isEqualTo(101 - 1 - 32);
        assertThat(report.audioFrames()).isEqualTo(33);
        assertThat(report.untilMs()).isEqualTo(101 * 20);
    }

    @Test
    void shouldReportNoLegOfWhomNothingCame() {
        leg(ANN).end("tap-failed");
        legs.drain(16, 0);
        assertThat(legs.heard().orElseThrow().legs()).isEmpty();
        assertThat(noted).last().isEqualTo("agent-left PJSIP/ann-1 tap-failed");
    }

    @Test
    void shouldHaveNothingToSayWhereNoAgentCame() {
        legs.caller(5, true);
        assertThat(legs.drain(16, 0)).isZero();
        legs.finish(0);
        assertThat(legs.heard()).isEmpty();
    }

    @Test
    void shouldMeasureTheSkewInTheFirstAndInTheLastSecond() {
        SkewMeter meter = new SkewMeter();
        assertThat(meter.skew()).isEqualTo(AgentsHeard.Skew.NONE);
        for (int i = 0; i < 50; i++) {
            meter.accept(i % 10 == 0 ? 4 : 1);
        }
        for (int i = 0; i < 500; i++) {
            meter.accept(-2);
        }
        assertThat(meter.skew()).isEqualTo(new AgentsHeard.Skew(20, 60, -40));
    }
}
