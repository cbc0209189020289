package io.callfuse.perf.ear;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The pitch of a clean recording, every 10 ms: that of Praat's autocorrelation (Boersma 1993), where its cross-correlation agrees
 * within 20 %, from 50 to 500 Hz. Immutable.
 */
final class PitchReference {
    private static final double STEP_SECONDS = 0.01;
    private static final double AGREEMENT = 0.2;
    private static final double HIGHEST_HZ = 500;

    private final double startSeconds;
    private final double[] f0Hz;
    private final double[] foundHz;
    private final boolean[] unvoiced;
    private final boolean[] silent;
    private final boolean[] thirdAgrees;

    private PitchReference(double startSeconds, int frames) {
        this.startSeconds = startSeconds;
        f0Hz = new double[frames];
        foundHz = new double[frames];
        unvoiced = new boolean[frames];
        silent = new boolean[frames];
        thirdAgrees = new boolean[frames];
    }

    /** Reads lines of time and pitch by autocorrelation, cross-correlation and subharmonic summation. */
    static PitchReference parse(List<String> lines) throws IOException {
        double start = lines.isEmpty() ? 0 : Double.parseDouble(cells(lines.get(0))[0]);
        PitchReference reference = new PitchReference(start, lines.size());
        for (int i = 0; i < lines.size(); i++) {
            String[] cells = cells(lines.get(i));
            double ac = number(cells[1]);
            double cc = number(cells[2]);
            reference.foundHz[i] = ac;
            reference.unvoiced[i] = ac == 0;
            reference.silent[i] = ac == 0 && cc == 0;
            if (agree(ac, cc) && ac <= HIGHEST_HZ) {
                reference.f0Hz[i] = ac;
                reference.thirdAgrees[i] = agree(ac, number(cells[3]));
            }
        }
        return reference;
    }

    private static String[] cells(String line) throws IOException {
        String[] cells = line.split(" ");
        if (cells.length != 4) {
            throw new IOException("not a line of a pitch reference: " + line);
        }
        return cells;
    }

    private static double number(String cell) {
        return cell.startsWith("--") ? 0 : Double.parseDouble(cell);
    }

    private static boolean agree(double oneHz, double otherHz) {
        return oneHz > 0 && otherHz > 0 && Math.abs(otherHz / oneHz - 1) < AGREEMENT;
    }

    /**
     * Returns the pitch at a time, Hz, in proportion between the frames before and after; 0 where either has no reference, or where
     * the two lie a leap apart: between them there is no pitch that anybody has found.
     */
    double f0Hz(double seconds) {
        double place = place(seconds);
        int before = (int) place;
        double share = place - before;
        boolean both = known(before) && agree(f0Hz[before], f0Hz[before + 1]);
        return both ? (1 - share) * f0Hz[before] + share * f0Hz[before + 1] : 0;
    }

    /** Whether the autocorrelation found no pitch just before and after a time. */
    boolean unvoiced(double seconds) {
        int before = (int) place(seconds);
        return known(before) && unvoiced[before] && unvoiced[before + 1];
    }

    /** Whether neither autocorrelation nor cross-correlation found a pitch just before and after a time. */
    boolean silent(double seconds) {
        int before = (int) place(seconds);
        return known(before) && silent[before] && silent[before + 1];
    }

    /** Returns which share of the periods that the autocorrelation found is shorter than those of a pitch, 0..1. */
    double shareOfPeriodsOver(double hz) {
        double over = Arrays.stream(foundHz).filter(f -> f > hz).sum();
        double all = Arrays.stream(foundHz).sum();
        return all == 0 ? 0 : over / all;
    }

    /** Returns the median over the periods that the autocorrelation found, Hz; 0 where it found none. */
    double medianHz() {
        return Measures.medianOfPeriodsHz(foundHz);
    }

    /** Whether subharmonic summation (Hermes 1988) agrees, too. */
    boolean thirdAgrees(double seconds) {
        int before = (int) place(seconds);
        return known(before) && thirdAgrees[before] && thirdAgrees[before + 1];
    }

    private double place(double seconds) {
        return Math.max(-1, (seconds - startSeconds) / STEP_SECONDS);
    }

    private boolean known(int before) {
        return before >= 0 && before + 1 < f0Hz.length;
    }
}
