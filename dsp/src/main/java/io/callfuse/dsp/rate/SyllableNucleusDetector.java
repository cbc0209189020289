package io.callfuse.dsp.rate;

/**
 * Finds syllable nuclei: peaks of the {@linkplain SyllabicEnvelope envelope of the vowels' band} that rise and fall by enough
 * (de Jong and Wempe 2009), are not far below the loudest speech, and are periodic, so that bursts, friction and breath do not
 * count. Fed every 20 ms with a power spectrum; a nucleus is known once the dip after it is heard, or {@link #MAX_LAG_FRAMES}
 * after it at the latest. Where syllables follow each other fast some of them leave no peak, so each nucleus stands for a
 * number of syllables that falls with its distance from the one before. Needs no other detector. For one thread; allocates
 * nothing after construction.
 */
public final class SyllableNucleusDetector {
    /** A nucleus is told at most so many frames after it. */
    public static final int MAX_LAG_FRAMES = 15;

    private static final double HOP_SECONDS = 0.02;
    private static final double DECAY_DB_PER_SECOND = 1;
    /** Envelope's swing; chosen on the tuning speakers of EmoDB and CASIA for correlation and equal bias. */
    private static final double MIN_SWING = 0.05;
    /** Chosen as the swing was. */
    private static final double MIN_PERIODICITY = 0.5;

    private final SyllabicEnvelope envelope;
    private final Periodicity periodicity = new Periodicity();
    private double newestPeriodicity;
    private double previousPeriodicity;
    private double valley;
    private double peak;
    private double peakPeriodicity;
    private boolean peakSounding;
    private boolean wasSounding;
    private boolean rising;
    private boolean told;
    private int sincePeakFrames;
    private int sinceNucleusFrames;
    private int spacingFrames;

    /** @param binHz distance of the bins of the spectra that will be given: of 256 samples at 8 kHz, 31.25 Hz */
    public SyllableNucleusDetector(double binHz) {
        if (binHz != 8000.0 / Periodicity.size()) {
            throw new IllegalArgumentException("bins are " + binHz + " Hz apart, not " + 8000.0 / Periodicity.size());
        }
        this.envelope = new SyllabicEnvelope(binHz, HOP_SECONDS, DECAY_DB_PER_SECOND);
        reset();
    }

    /**
     * Takes the power spectrum of the next 20 ms; one that is no number is taken for a gap.
     *
     * @return whether a nucleus has just become known, {@link #ageFrames} ago
     */
    public boolean accept(float[] power) {
        double value = envelope.next(power);
        if (Double.isNaN(value)) {
            restart();
            return false;
        }
        double now = envelope.sounding() ? periodicity.of(power) : 0;
        double around = Math.max(Math.max(previousPeriodicity, newestPeriodicity), now);
        boolean nucleus = follow(value, around);
        previousPeriodicity = newestPeriodicity;
        newestPeriodicity = now;
        wasSounding = envelope.sounding();
        return nucleus;
    }

    /** How many frames before the newest one the nucleus lies that has just become known. */
    public int ageFrames() {
        return sincePeakFrames + 1;
    }

    /** Syllables that the nucleus stands for that has just become known, by its distance from the one before. */
    public double syllables() {
        return NucleusWeight.syllables(spacingFrames);
    }

    /** Distance from the nucleus before, 12 frames at most: from there on it makes no difference. */
    public int spacingFrames() {
        return Math.min(spacingFrames, NucleusWeight.MAX_SPACING_FRAMES);
    }

    /** Stands for time in which nothing came; the level of the speech is remembered. */
    public void gap() {
        envelope.restart();
        restart();
    }

    /** Forgets everything. */
    public void reset() {
        envelope.reset();
        restart();
    }

    private void restart() {
        newestPeriodicity = 0;
        previousPeriodicity = 0;
        wasSounding = false;
        rising = false;
        told = false;
        valley = 0;
        sincePeakFrames = 0;
        sinceNucleusFrames = NucleusWeight.MAX_SPACING_FRAMES;
    }

    private boolean follow(double value, double around) {
        sinceNucleusFrames = Math.min(sinceNucleusFrames + 1, 1 << 20);
        if (!rising) {
            valley = Math.min(valley, value);
            if (value >= valley + MIN_SWING) {
                rising = true;
                told = false;
                climb(value, around);
            }
            return false;
        }
        if (value > peak) {
            climb(value, around);
            return false;
        }
        sincePeakFrames++;
        if (value <= peak - MIN_SWING) {
            rising = false;
            valley = value;
            return tell();
        }
        return sincePeakFrames + 1 >= MAX_LAG_FRAMES && tell();
    }

    private void climb(double value, double around) {
        peak = value;
        peakPeriodicity = around;
        peakSounding = wasSounding;
        sincePeakFrames = 0;
    }

    private boolean tell() {
        if (told) {
            return false;
        }
        told = true;
        if (!peakSounding || peakPeriodicity <= MIN_PERIODICITY) {
            return false;
        }
        spacingFrames = Math.max(0, sinceNucleusFrames - sincePeakFrames);
        sinceNucleusFrames = sincePeakFrames;
        return true;
    }
}
