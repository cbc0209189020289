package io.callfuse.engine.simulation;

import static org.awaitility.Awaitility.await;

import io.callfuse.engine.call.CallId;
import io.callfuse.engine.simulation.CallPlan.End;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionTimeoutException;

/** One caller from his first moment to his last, as the plan has it. */
final class SimulatedCaller {
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    /** Nobody waits longer than this for something that may never happen. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    /** The engine listens again five seconds after a stream has ended. */
    private static final Duration PATIENCE_FOR_A_SECOND_TAP = Duration.ofSeconds(16);

    private static final Duration PATIENCE_FOR_THE_ENGINE = Duration.ofMinutes(2);

    private final SimulatedAsterisk asterisk;
    private final SimulatedChannel channel;
    private final CallPlan plan;

    SimulatedCaller(SimulatedAsterisk asterisk, CallPlan plan) {
        this.asterisk = asterisk;
        this.plan = plan;
        channel = asterisk.arrive(plan);
    }

    /** Lives through the call and returns what became of it. */
    SimulatedChannel live() throws IOException {
        if (plan.byDialplan()) {
            asterisk.tapByDialplan(channel);
        } else {
            watch();
        }
        linger();
        if (plan.end() == End.UNWATCHED) {
            unwatch();
        }
        asterisk.hangUp(channel);
        return channel;
    }

    private void watch() throws IOException {
        Map<String, String> answer = SimulatedAgi.ask(asterisk.agi(), "watch", channel, Map.of());
        channel.state = answer.getOrDefault("CALLFUSE_STATE", "no answer");
        channel.id = Optional.ofNullable(answer.get("CALLFUSE_ID")).map(CallId::parse);
        if (plan.twice()) {
            SimulatedAgi.ask(asterisk.agi(), "watch", channel, answer);
        }
    }

    private void linger() {
        boolean toBeMoved = plan.upset()
                && (plan.end() == End.AFTER_ALL
                        || plan.end() == End.BEFORE_HE_IS_MOVED
                        || plan.end() == End.WHILE_HE_IS_MOVED);
        if (plan.end() == End.WHILE_HEARD || plan.end() == End.UNWATCHED) {
            untilGoneOr(() -> channel.framesSent.get() >= plan.atFrame());
        } else if (toBeMoved) {
            untilGoneOr(() -> plan.end() == End.AFTER_ALL && channel.wasMoved(plan.staysOn()));
        } else if (plan.end() != End.AT_ONCE) {
            untilGoneOr(() -> channel.framesSent.get() >= SimulatedTap.FRAMES);
        }
    }

    private void untilGoneOr(BooleanSupplier enough) {
        try {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(LOOK_EVERY)
                    .atMost(plan.losesItsTap() ? PATIENCE_FOR_A_SECOND_TAP : PATIENCE)
                    .until(() -> !channel.isLive() || enough.getAsBoolean());
        } catch (ConditionTimeoutException impatient) {
            channel.impatient = true;
        }
    }

    /** The engine listens no more, though the caller is still there: it has to let every tap go. */
    private void unwatch() throws IOException {
        Map<String, String> known =
                channel.id.map(id -> Map.of("CALLFUSE_ID", id.toString())).orElse(Map.of());
        Map<String, String> answer = SimulatedAgi.ask(asterisk.agi(), "unwatch", channel, known);
        channel.unwatched = answer.getOrDefault("CALLFUSE_STATE", "no answer");
        if (channel.unwatched.equals("unwatched")) {
            await().pollInterval(LOOK_EVERY).atMost(PATIENCE_FOR_THE_ENGINE).until(() -> channel.taps.get() == 0);
        }
    }
}
