package io.callfuse.engine.ingress.audiosocket;

import io.callfuse.dsp.signal.G711;
import io.callfuse.engine.call.MediaTime;

/**
 * Tells mu-law from signed linear samples under kind 0x10. Asterisk's {@code chan_audiosocket} on a ulaw call sends mu-law there,
 * 160 bytes for 20 ms; the same length can be 10 ms of linear samples. The rule, for one connection:
 *
 * <ul>
 *   <li>only payloads of exactly 160 bytes are ever mu-law; if another length comes first, the connection is linear for good;
 *   <li>a 160-byte payload is read both ways. The wrong reading looks like loud noise: if one reading is of moderate level and
 *       the other at least twice as much, that settles it for good;
 *   <li>until then, a payload that is loud in both readings is what is smoother (whose steps are smaller beside its values),
 *       and one that is silent in both is mu-law.
 * </ul>
 *
 * <p>One for each connection, on its event loop; allocates nothing.
 */
final class MuLawDetector {
    private static final int CLEARLY_MORE = 2;
    /** Level: mean of |x| and |x - previous x| together, in steps of a 16-bit sample. */
    private static final int LOUD = 1000;

    private static final int MODERATE = 4000;

    private final Reading muLaw = new Reading();
    private final Reading linear = new Reading();
    private Verdict verdict = Verdict.OPEN;

    private enum Verdict {
        OPEN,
        LINEAR,
        MU_LAW
    }

    /** Returns whether the next payload of kind 0x10 is mu-law. */
    boolean isMuLaw(byte[] payload, int lengthBytes) {
        if (lengthBytes != MediaTime.FRAME_SAMPLES) {
            verdict = verdict == Verdict.OPEN && lengthBytes > 0 ? Verdict.LINEAR : verdict;
            return false;
        }
        return verdict == Verdict.OPEN ? judge(payload, lengthBytes) : verdict == Verdict.MU_LAW;
    }

    private boolean judge(byte[] payload, int lengthBytes) {
        muLaw.clear();
        linear.clear();
        for (int i = 0; i < lengthBytes; i += 2) {
            muLaw.add(G711.decodeMuLaw(payload[i]));
            muLaw.add(G711.decodeMuLaw(payload[i + 1]));
            linear.add(payload[i] & 0xff | payload[i + 1] << 8);
        }
        if (muLaw.isClearlyMeantBeside(linear)) {
            verdict = Verdict.MU_LAW;
        } else if (linear.isClearlyMeantBeside(muLaw)) {
            verdict = Verdict.LINEAR;
        } else {
            return muLaw.isSmootherThan(linear) || linear.level() < LOUD && muLaw.level() < LOUD;
        }
        return verdict == Verdict.MU_LAW;
    }

    /** Sums over one payload, read one way. */
    private static final class Reading {
        private long samples;
        private long values;
        private long steps;
        private int previous;

        void clear() {
            samples = 0;
            values = 0;
            steps = 0;
            previous = 0;
        }

        void add(int sample) {
            samples++;
            values += Math.abs(sample);
            steps += Math.abs(sample - previous);
            previous = sample;
        }

        long level() {
            return (values + steps) / samples;
        }

        boolean isClearlyMeantBeside(Reading other) {
            return level() <= MODERATE && other.level() >= LOUD && CLEARLY_MORE * level() <= other.level();
        }

        /** Compares steps / values of the two, without a division. */
        boolean isSmootherThan(Reading other) {
            return steps * other.values <= other.steps * values;
        }
    }
}
