package io.callfuse.engine.simulation;

import java.time.Duration;
import java.util.Random;

/**
 * What happens on one simulated call, drawn by a seed: the same number of the same seed is the same plan.
 *
 * @param number which call it is, from 0
 * @param upset whether the caller is, from his first word
 * @param byDialplan whether the dialplan starts the tap by itself and tells so, or asks for it by AGI
 * @param end when the caller leaves
 * @param tap what goes wrong with his first tap
 * @param atFrame at which frame of audio (20 ms) that happens, or he leaves
 * @param twice whether the dialplan says everything twice
 * @param targetRefused whether Asterisk refuses to move him to the target; the fallback it takes
 */
record CallPlan(
        int number,
        boolean upset,
        boolean byDialplan,
        End end,
        TapFault tap,
        int atFrame,
        boolean twice,
        boolean targetRefused) {

    /** When a caller leaves. */
    enum End {
        AT_ONCE,
        WHILE_HEARD,
        BEFORE_HE_IS_MOVED,
        WHILE_HE_IS_MOVED,
        AFTER_ALL,
        /** The dialplan has the engine listen no more, and the caller stays on. */
        UNWATCHED
    }

    /** What goes wrong with a tap. */
    enum TapFault {
        NONE,
        /** The engine cannot be reached by Asterisk. */
        REFUSED,
        LATE_UUID,
        NO_UUID,
        /** The UUID comes again on the same connection. */
        UUID_AGAIN,
        /** Another connection brings the same UUID. */
        TWICE,
        DROPPED,
        RESET,
        HALF_FRAME
    }

    private static final int FRAMES = 200;

    static CallPlan of(long seed, int number) {
        Random chance = new Random(seed * 1_000_003 + number);
        // The first numbers of seeds that lie side by side resemble one another.
        chance.nextLong();
        End[] ends = End.values();
        TapFault[] faults = TapFault.values();
        boolean upset = chance.nextInt(3) > 0;
        return new CallPlan(
                number,
                upset,
                chance.nextInt(4) == 0,
                chance.nextBoolean() ? End.AFTER_ALL : ends[chance.nextInt(ends.length)],
                chance.nextInt(5) > 0 ? TapFault.NONE : faults[chance.nextInt(faults.length)],
                1 + chance.nextInt(FRAMES),
                chance.nextInt(10) == 0,
                chance.nextInt(10) == 0);
    }

    /** How long the caller stays where he was moved to: long enough, often, to be moved once more by mistake. */
    Duration staysOn() {
        return Duration.ofMillis(10L * atFrame);
    }

    /** Whether the caller is heard again only when the engine has missed him. */
    boolean losesItsTap() {
        return tap != TapFault.NONE && tap != TapFault.LATE_UUID && tap != TapFault.TWICE;
    }
}
