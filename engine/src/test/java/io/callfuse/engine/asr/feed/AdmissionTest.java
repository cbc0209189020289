package io.callfuse.engine.asr.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.asr.protocol.FeedWriter;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AdmissionTest {
    private static final long MS = 1_000_000;
    private static final long SHED_ABOVE_NS = 800 * MS;

    private final Sink sink = new Sink();
    private final Admission admission = new Admission(20, SHED_ABOVE_NS);
    private final List<FedLeg> legs = new ArrayList<>();
    private long nowNs = 10_000_000 * MS;

    @Test
    void shouldRecogniseEveryLegWhileThereAreRecognisers() throws IOException {
        open(20);
        assertThat(legs).allMatch(FedLeg::isAdmitted);
        run(5000, 10 * MS);
        assertThat(legs).allMatch(FedLeg::isAdmitted);
        assertThat(admission.isLate()).isFalse();
    }

    @Test
    void shouldFirstGiveUpPartialWordsAndThenTheLeastSuspiciousLegs() throws IOException {
        open(20);
        run(5000, SHED_ABOVE_NS / 2);
        assertThat(admission.isLate()).isTrue();
        assertThat(legs).as("late, but not too late").allMatch(FedLeg::isAdmitted);
        run(1000, SHED_ABOVE_NS + 1);
        assertThat(legs.subList(0, 15)).as("the most suspicious").allMatch(FedLeg::isAdmitted);
        assertThat(legs.subList(15, 20)).noneMatch(FedLeg::isAdmitted);
        run(60_000, SHED_ABOVE_NS + 1);
        assertThat(admission.allowed()).as("never none").isEqualTo(1);
        assertThat(legs.get(0).isAdmitted()).isTrue();
    }

    @Test
    void shouldRecogniseNoMoreLegsThanItIsAllowedToBeItNone() throws IOException {
        open(20);
        admission.restrict(8);
        run(500, 10 * MS);
        assertThat(admission.admitted()).isEqualTo(8);
        assertThat(legs.subList(0, 8)).as("the most suspicious").allMatch(FedLeg::isAdmitted);
        admission.restrict(0);
        run(60_000, 10 * MS);
        assertThat(legs).noneMatch(FedLeg::isAdmitted);
        admission.tryAdmit(legs.get(0), legs, sink, nowNs);
        assertThat(legs).noneMatch(FedLeg::isAdmitted);
        admission.restrict(Integer.MAX_VALUE);
        run(60_000, 10 * MS);
        assertThat(admission.allowed()).isEqualTo(20);
    }

    @Test
    void shouldLetACatchingUpProcessBe() throws IOException {
        open(20);
        admission.restart(nowNs);
        run(1500, 3 * SHED_ABOVE_NS);
        assertThat(legs).allMatch(FedLeg::isAdmitted);
    }

    @Test
    void shouldGiveAllOfThemTheirWordsBackWhenItKeepsUp() throws IOException {
        open(20);
        run(20_000, SHED_ABOVE_NS + 1);
        assertThat(admission.allowed()).isLessThan(5);
        run(10_000, 0);
        assertThat(admission.allowed()).isEqualTo(20);
        assertThat(admission.isLate()).isFalse();
    }

    /** The most suspicious come first, as the feeder keeps them. */
    private void open(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            LegRecognition leg = new LegRecognition(i, 0);
            leg.suspect(90 - i, 120_000);
            legs.add(new FedLeg(leg));
        }
        for (FedLeg leg : legs) {
            say(leg);
            admission.tryAdmit(leg, legs, sink, nowNs);
        }
    }

    private void run(long forMs, long delayNs) throws IOException {
        for (long ms = 0; ms < forMs; ms += 50) {
            nowNs += 50 * MS;
            for (FedLeg leg : legs) {
                say(leg);
                leg.send(sink, 10, nowNs);
            }
            admission.review(legs, sink, delayNs, nowNs);
        }
    }

    private static void say(FedLeg leg) {
        MediaFrame frame = leg.leg().queue().claim();
        frame.setAudio(0, new short[MediaTime.FRAME_SAMPLES], 0, 0);
        leg.leg().queue().offer(frame);
    }

    private static final class Sink implements FedLeg.Process {
        private final FeedWriter nowhere = new FeedWriter(OutputStream.nullOutputStream());

        @Override
        public FeedWriter feed() {
            return nowhere;
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public void sent() {
            // Nobody counts here.
        }
    }
}
