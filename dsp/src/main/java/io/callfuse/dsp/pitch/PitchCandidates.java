package io.callfuse.dsp.pitch;

/**
 * The fundamentals that a frame may have: the highest peaks of its harmonic evidence, and for each what tells the true one
 * from its octaves and fifths: the evidence there and at 1/3, 1/2, 2/3, 3/2, 2 and 3 times it, the levels of its harmonics and
 * of those it would not have, the correlation at its period below and above 1.8 kHz. For one thread.
 */
final class PitchCandidates {
    /** Most candidates a frame. */
    static final int MAX = 8;
    /** Descriptors of a candidate. */
    static final int DESCRIPTORS = 20;
    /** Which of them is the harmonic evidence. */
    static final int EVIDENCE = 1;
    /** Which is the correlation at its period below 1.8 kHz. */
    static final int CORRELATION = 16;
    /** Which is that of the envelope above. */
    static final int ENVELOPE_CORRELATION = 17;

    private static final int OCTAVE = HarmonicSpectrum.PER_OCTAVE;
    private static final int TWELFTH = 57;
    private static final int FIFTH = 21;
    /** The period in time and that by the spectrum are averaged, where they do not lie farther apart. */
    private static final float MOST_REFINED = 0.05f;

    /**
     * Peaks of less evidence than this share of the highest one's are none: that leaves half of them. Chosen on the recordings for
     * tuning, where it makes 2 gross errors more in 10 000 frames on the telephone, and none at 0.35.
     */
    private static final float LEAST_SHARE = 0.4f;

    /** 160 Hz, in octaves over the lowest fundamental. */
    private static final float MIDDLE_OCTAVES = 1.678f;

    private final int[] peaks = new int[MAX];
    private final int[] places = new int[HarmonicSpectrum.COUNT];
    private final float[] f0Hz = new float[MAX];
    private final float[] octaves = new float[MAX];
    private final float[] descriptors = new float[MAX * DESCRIPTORS];
    private int count;

    /** Takes what was heard of one frame. */
    void pick(HarmonicSpectrum spectrum, PeriodCorrelation formants, PeriodCorrelation envelope) {
        float[] evidence = spectrum.evidence();
        gather(evidence);
        for (int c = 0; c < count; c++) {
            refine(c, evidence);
            describe(c, spectrum);
            correlate(c, formants, envelope);
        }
    }

    private void gather(float[] evidence) {
        int tops = tops(evidence);
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < tops; i++) {
            highest = Math.max(highest, evidence[places[i]]);
        }
        int high = keep(evidence, tops, Math.min(highest, LEAST_SHARE * highest));
        count = 0;
        for (int i = 0; i < high; i++) {
            insert(places[i], evidence);
        }
    }

    /** Finds the places that fall to the next one after one that does not, by the sign of the difference, without a branch. */
    private int tops(float[] evidence) {
        int tops = 0;
        int fellBefore = 1;
        for (int k = 0; k < HarmonicSpectrum.COUNT - 1; k++) {
            int falls = Float.floatToRawIntBits(evidence[k + 1] - evidence[k]) >>> Integer.SIZE - 1;
            places[tops] = k;
            tops += falls & ~fellBefore;
            fellBefore = falls;
        }
        return tops;
    }

    /** Keeps those of the first {@code tops} places that have {@code least} or more, without a branch. */
    private int keep(float[] evidence, int tops, float least) {
        int kept = 0;
        for (int i = 0; i < tops; i++) {
            int k = places[i];
            places[kept] = k;
            kept += 1 - (Float.floatToRawIntBits(evidence[k] - least) >>> Integer.SIZE - 1);
        }
        return kept;
    }

    private void insert(int k, float[] evidence) {
        if (count == MAX && evidence[k] <= evidence[peaks[MAX - 1]]) {
            return;
        }
        int place = count < MAX ? count++ : MAX - 1;
        while (place > 0 && evidence[peaks[place - 1]] < evidence[k]) {
            peaks[place] = peaks[place - 1];
            place--;
        }
        peaks[place] = k;
    }

    /** Puts a candidate on the top of the parabola through its peak and the neighbours. */
    private void refine(int c, float[] evidence) {
        int k = peaks[c];
        float bend = evidence[k - 1] - 2 * evidence[k] + evidence[k + 1];
        float aside = bend < 0 ? 0.5f * (evidence[k - 1] - evidence[k + 1]) / bend : 0;
        float below = HarmonicSpectrum.fundamentalHz(k - 1);
        float above = HarmonicSpectrum.fundamentalHz(k + 1);
        f0Hz[c] = HarmonicSpectrum.fundamentalHz(k) + aside * 0.5f * (above - below);
        octaves[c] = (k + aside) / OCTAVE;
    }

    private void describe(int c, HarmonicSpectrum spectrum) {
        int k = peaks[c];
        int at = c * DESCRIPTORS;
        descriptors[at++] = spectrum.evidence()[peaks[0]];
        descriptors[at++] = spectrum.evidenceNear(k);
        descriptors[at++] = spectrum.evidenceNear(k - OCTAVE);
        descriptors[at++] = spectrum.evidenceNear(k + OCTAVE);
        descriptors[at++] = spectrum.evidenceNear(k - TWELFTH);
        descriptors[at++] = spectrum.evidenceNear(k + TWELFTH);
        descriptors[at++] = spectrum.evidenceNear(k + FIFTH);
        descriptors[at++] = spectrum.evidenceNear(k - FIFTH);
        descriptors[at++] = (float) k / OCTAVE - MIDDLE_OCTAVES;
        descriptors[at++] = spectrum.levelNear(0.5f * f0Hz[c]);
        descriptors[at++] = spectrum.levelNear(f0Hz[c]);
        descriptors[at++] = spectrum.levelNear(1.5f * f0Hz[c]);
        descriptors[at++] = spectrum.levelNear(2 * f0Hz[c]);
        descriptors[at++] = spectrum.levelNear(3 * f0Hz[c]);
        descriptors[at++] = spectrum.levelNear(4 * f0Hz[c]);
        descriptors[at] = spectrum.lowShare();
    }

    private void correlate(int c, PeriodCorrelation formants, PeriodCorrelation envelope) {
        float lag = VoiceBands.FORMANTS_KHZ * 1000 / f0Hz[c];
        float envelopeLag = VoiceBands.ENVELOPE_KHZ * 1000 / f0Hz[c];
        int at = c * DESCRIPTORS + CORRELATION;
        formants.seek(lag);
        descriptors[at++] = formants.peakHeight();
        float finerHz = VoiceBands.FORMANTS_KHZ * 1000 / formants.peakLag();
        if (Math.abs(finerHz - f0Hz[c]) < MOST_REFINED * f0Hz[c]) {
            f0Hz[c] = 0.5f * (f0Hz[c] + finerHz);
        }
        envelope.seek(envelopeLag);
        descriptors[at++] = envelope.peakHeight();
        descriptors[at++] = formants.halfPeakHeight();
        descriptors[at] = envelope.halfPeakHeight();
    }

    /** How many there are; the first has the most evidence. */
    int count() {
        return count;
    }

    /** Fundamental frequency of a candidate, Hz. */
    float f0Hz(int c) {
        return f0Hz[c];
    }

    /** The same, octaves over the lowest fundamental. */
    float octaves(int c) {
        return octaves[c];
    }

    /** The largest that any candidate has of a descriptor; 0 where there is none. */
    float largest(int descriptor) {
        float largest = count == 0 ? 0 : -1;
        for (int c = 0; c < count; c++) {
            largest = Math.max(largest, descriptors[c * DESCRIPTORS + descriptor]);
        }
        return largest;
    }

    /** {@link #DESCRIPTORS} numbers of each candidate, one candidate after the other. */
    float[] descriptors() {
        return descriptors;
    }
}
