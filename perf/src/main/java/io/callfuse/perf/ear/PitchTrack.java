package io.callfuse.perf.ear;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What one tracker said of a recording, every 10 ms. Immutable.
 *
 * @param f0Hz frequency; 0 where it said unvoiced
 * @param voicing how sure it was of a pitch, larger is surer; 1 throughout where it does not say
 */
record PitchTrack(double[] f0Hz, double[] voicing) {
    static final int STEPS_PER_SECOND = 100;
    private static final double MIN_HZ = 50;
    private static final double MAX_HZ = 520;
    private static final int LARGEST_SHIFT = 25;
    private static final double GROSS = 0.2;

    /** Reads lines of time (s) and frequency; a frequency that no voice has is unvoiced. */
    static PitchTrack read(Path file, int steps) throws IOException {
        double[] f0Hz = new double[steps];
        double[] voicing = new double[steps];
        for (String line : Files.readAllLines(file)) {
            String[] cells = line.trim().split("\\s+");
            int step = (int) Math.round(Double.parseDouble(cells[0]) * STEPS_PER_SECOND);
            double hz = Double.parseDouble(cells[1]);
            if (step < steps && hz >= MIN_HZ && hz <= MAX_HZ) {
                f0Hz[step] = hz;
                voicing[step] = 1;
            }
        }
        return new PitchTrack(f0Hz, voicing);
    }

    /** The same so many steps earlier. */
    PitchTrack earlier(int shift) {
        double[] hz = new double[f0Hz.length];
        double[] sure = new double[f0Hz.length];
        for (int i = 0; i < hz.length; i++) {
            int from = i + shift;
            if (from >= 0 && from < hz.length) {
                hz[i] = f0Hz[from];
                sure[i] = voicing[from];
            }
        }
        return new PitchTrack(hz, sure);
    }

    /** The shift by which this agrees best with the reference: what a tracker's frames and look-ahead put it behind. */
    int shiftTo(PitchTrack reference) {
        int best = 0;
        long most = -1;
        for (int shift = -LARGEST_SHIFT; shift <= LARGEST_SHIFT; shift++) {
            PitchTrack shifted = earlier(shift);
            long agreeing = 0;
            for (int i = 0; i < f0Hz.length; i++) {
                // Finer than gross, since pitch glides slowly.
                agreeing += shifted.agrees(reference, i, GROSS / 8) ? 1 : 0;
            }
            if (agreeing > most) {
                most = agreeing;
                best = shift;
            }
        }
        return best;
    }

    /** This where another says the same within 10 %, unvoiced elsewhere. */
    PitchTrack whereAgreed(PitchTrack other) {
        double[] agreed = new double[f0Hz.length];
        for (int i = 0; i < agreed.length; i++) {
            agreed[i] = agrees(other, i, GROSS / 2) ? f0Hz[i] : 0;
        }
        return new PitchTrack(agreed, voicing);
    }

    /** Judged against a reference: share of its voiced steps found voiced, and share of those off by over 20 %. */
    Judgement against(PitchTrack reference) {
        return against(reference, 0);
    }

    /** The same, only steps counting as voiced in which this is sure enough for a recall. */
    Judgement atRecall(PitchTrack reference, double recall) {
        double[] sure = new double[f0Hz.length];
        int count = 0;
        for (int i = 0; i < sure.length; i++) {
            if (reference.f0Hz[i] > 0) {
                sure[count++] = f0Hz[i] > 0 ? voicing[i] : 0;
            }
        }
        return against(reference, Measures.percentile(Arrays.copyOf(sure, count), 100 * (1 - recall)));
    }

    private Judgement against(PitchTrack reference, double leastVoicing) {
        int voiced = 0;
        int found = 0;
        int gross = 0;
        for (int i = 0; i < f0Hz.length; i++) {
            if (reference.f0Hz[i] > 0) {
                voiced++;
                if (f0Hz[i] > 0 && voicing[i] >= leastVoicing) {
                    found++;
                    gross += Math.abs(f0Hz[i] / reference.f0Hz[i] - 1) > GROSS ? 1 : 0;
                }
            }
        }
        return new Judgement(100.0 * gross / found, 100.0 * found / voiced);
    }

    private boolean agrees(PitchTrack other, int i, double tolerance) {
        return f0Hz[i] > 0 && other.f0Hz[i] > 0 && Math.abs(f0Hz[i] / other.f0Hz[i] - 1) <= tolerance;
    }

    /** Shares in %. */
    record Judgement(double grossErrorPercent, double recallPercent) {}
}
