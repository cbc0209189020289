package io.callfuse.dsp.robustness;

import io.callfuse.dsp.framing.Framer;
import io.callfuse.dsp.functional.Contour;
import io.callfuse.dsp.pitch.FundamentalRestorer;
import io.callfuse.dsp.pitch.PitchEstimate;
import io.callfuse.dsp.pitch.PitchTracker;
import io.callfuse.dsp.pitch.YinPitchTracker;
import io.callfuse.dsp.signal.Biquad;
import io.callfuse.dsp.signal.Decibels;
import io.callfuse.dsp.signal.LossConcealer;
import io.callfuse.dsp.signal.Pcm16;
import io.callfuse.dsp.signal.PolyphaseFilter;
import io.callfuse.dsp.signal.Resampler;
import java.util.List;

/**
 * Every public unit of dsp that hears frame by frame, and how a block is handed to it. A new class goes on the list with a few
 * lines of its own.
 */
final class Units {
    private static final int RATE_HZ = 8000;
    private static final int SPECTRUM_SIZE = 256;

    private Units() {}

    static List<Unit> all() {
        return List.of(
                Unit.of("Biquad.highPass", () -> filter(Biquad.highPass(300, RATE_HZ)))
                        .approaching(1e-9),
                Unit.of("Biquad.lowPass", () -> filter(Biquad.lowPass(900, RATE_HZ)))
                        .approaching(1e-9),
                Unit.of("Decibels", () -> (block, said) -> said.number(Decibels.levelDbfs(block, 0, block.length))),
                Unit.of("Pcm16", Units::rounding),
                Unit.of("Resampler", Units::resampling),
                Unit.of("LossConcealer", Units::concealing),
                Unit.of("Framer", Units::framing),
                Unit.of("FundamentalRestorer", Units::restoring).approaching(1e-6),
                Unit.of("YinPitchTracker", () -> tracking(new YinPitchTracker(RATE_HZ, 400, 0.35), 160)),
                Unit.of("Contour", Units::contour));
    }

    /** Any pitch tracker, with frames every {@code hop} samples. */
    static Hearing tracking(PitchTracker tracker, int hop) {
        Framer framer = new Framer(tracker.frameSize(), hop, Hearing.BLOCK);
        float[] frame = new float[tracker.frameSize()];
        PitchEstimate estimate = new PitchEstimate();
        return (block, said) -> {
            framer.accept(block, block.length);
            while (framer.next(frame)) {
                tracker.track(frame, estimate);
                said.number(estimate.f0Hz());
                said.number(estimate.voicingProbability());
            }
        };
    }

    private static Hearing filter(Biquad filter) {
        return (block, said) -> {
            for (float sample : block) {
                said.number(filter.next(sample));
            }
        };
    }

    private static Hearing rounding() {
        return (block, said) -> {
            for (float sample : block) {
                said.number(Pcm16.round(32768 * sample));
            }
        };
    }

    private static Hearing resampling() {
        Resampler resampler = new Resampler(PolyphaseFilter.design(16000));
        short[] out = new short[Hearing.BLOCK];
        return (block, said) -> {
            int count = resampler.resample(shorts(block), 0, block.length, out);
            for (int i = 0; i < count; i++) {
                said.number(out[i]);
            }
        };
    }

    /** Every fifth packet is lost. */
    private static Hearing concealing() {
        LossConcealer concealer = new LossConcealer();
        int[] packets = new int[1];
        return (block, said) -> {
            short[] packet = shorts(block);
            if (++packets[0] % 5 == 0) {
                concealer.conceal(packet);
            } else {
                concealer.accept(packet);
            }
            for (short sample : packet) {
                said.number(sample);
            }
        };
    }

    private static Hearing framing() {
        Framer framer = new Framer(SPECTRUM_SIZE, Hearing.BLOCK, Hearing.BLOCK);
        float[] frame = new float[SPECTRUM_SIZE];
        return (block, said) -> {
            framer.accept(block, block.length);
            while (framer.next(frame)) {
                for (float sample : frame) {
                    said.number(sample);
                }
            }
        };
    }

    private static Hearing restoring() {
        FundamentalRestorer restorer = new FundamentalRestorer(RATE_HZ);
        float[] restored = new float[Hearing.BLOCK];
        return (block, said) -> {
            restorer.restore(shorts(block), block.length, restored);
            for (float sample : restored) {
                said.number(sample);
            }
        };
    }

    private static Hearing contour() {
        Contour contour = new Contour(50, new float[50]);
        return (block, said) -> {
            contour.accept(block[0]);
            contour.summarize();
            said.numberOrNothing(contour.mean());
            said.numberOrNothing(contour.stddev());
            said.numberOrNothing(contour.percentile(20));
            said.number(contour.count());
        };
    }

    private static short[] shorts(float[] block) {
        short[] samples = new short[block.length];
        for (int i = 0; i < block.length; i++) {
            samples[i] = Pcm16.round(32768 * block[i]);
        }
        return samples;
    }
}
