package io.callfuse.engine.asr.feed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the legs have to say to the process that serves, the most suspicious first. Stepped by one thread, which the process
 * may block: nobody waits for it, the legs' queues drop and count.
 */
final class Feeder {
    private static final Logger LOG = LoggerFactory.getLogger(Feeder.class);
    private static final int FRAMES_A_TURN = 64;
    private static final long PING_EVERY_NS = 250_000_000;
    private static final long SORT_EVERY_NS = 250_000_000;

    private final Supplier<ServingProcess> serving;
    private final DelayMeter delay;
    private final Consumer<LegRecognition> gone;
    private final Admission admission;
    private final List<FedLeg> legs = new ArrayList<>();
    private ServingProcess fed;
    private boolean broken;
    private boolean hurried;
    private long pings;
    private long pingedNs;
    private long sortedNs;

    /** @param gone told when a leg that was closed has been taken leave of */
    Feeder(
            Supplier<ServingProcess> serving,
            DelayMeter delay,
            RecognitionSettings settings,
            Consumer<LegRecognition> gone) {
        this.serving = serving;
        this.delay = delay;
        this.gone = gone;
        admission = new Admission(
                settings.maxRecognisers(), settings.limits().shedAbove().toNanos());
    }

    /** Takes a new leg. */
    void open(LegRecognition leg) {
        legs.add(new FedLeg(leg));
    }

    /** Sends what there is, and returns how much that was. */
    int step(long nowNs) {
        ServingProcess now = serving.get();
        if (now != fed) {
            // The supervisor shows another process only when the last answers of the one before were read.
            legs.forEach(FedLeg::forget);
            admission.restart(nowNs);
            fed = now;
            broken = false;
            hurried = false;
        }
        try {
            return now == null || broken ? 0 : send(nowNs);
        } catch (IOException pipe) {
            // It has ended, or will be ended for its silence: the supervisor knows better why.
            broken = true;
            LOG.debug("recognition cannot be written to: {}", pipe.getMessage());
            return 0;
        } finally {
            dismissClosed();
        }
    }

    private int send(long nowNs) throws IOException {
        sort(nowNs);
        admission.review(legs, fed, delay.recentNs(fed.isBusy(), nowNs), nowNs);
        if (admission.isLate() != hurried) {
            hurried = !hurried;
            fed.feed().hurry(hurried);
        }
        int moved = 0;
        for (FedLeg leg : legs) {
            if (leg.isWaiting()) {
                if (!leg.isAdmitted()) {
                    admission.tryAdmit(leg, legs, fed, nowNs);
                }
                if (!fed.isBusy()) {
                    delay.begin(nowNs);
                }
                moved += leg.send(fed, FRAMES_A_TURN, nowNs);
            }
            if (leg.leg().isClosed() && leg.isAdmitted() && !leg.isWaiting()) {
                leg.evict(fed);
            }
        }
        boolean ping = nowNs - pingedNs > PING_EVERY_NS;
        if (ping) {
            pingedNs = nowNs;
            fed.feed().ping(pings++);
        }
        if (moved > 0 || ping) {
            fed.feed().flush();
        }
        return moved;
    }

    private void sort(long nowNs) {
        if (nowNs - sortedNs > SORT_EVERY_NS) {
            sortedNs = nowNs;
            // Ranks move while they are compared, on other threads: each is read once.
            List<FedLeg> ranked = legs.stream()
                    .map(leg -> new Ranked(leg, leg.rank(nowNs)))
                    .sorted(Comparator.comparingDouble(Ranked::rank).reversed())
                    .map(Ranked::leg)
                    .toList();
            legs.clear();
            legs.addAll(ranked);
        }
    }

    private record Ranked(FedLeg leg, double rank) {}

    private void dismissClosed() {
        for (int i = legs.size() - 1; i >= 0; i--) {
            FedLeg leg = legs.get(i);
            if (leg.leg().isClosed() && !leg.isAdmitted()) {
                leg.discard();
                legs.remove(i);
                gone.accept(leg.leg());
            }
        }
    }

    /** Any thread: from now on no more legs than this are recognised. */
    void restrict(int legsAtMost) {
        admission.restrict(legsAtMost);
    }

    /** Any thread: how many legs were recognised of late. */
    int admitted() {
        return admission.admitted();
    }

    /** How many legs may be recognised at present. */
    int allowed() {
        return admission.allowed();
    }
}
