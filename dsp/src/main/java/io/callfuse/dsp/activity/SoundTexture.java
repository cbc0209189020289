package io.callfuse.dsp.activity;

import io.callfuse.dsp.kernel.FastLog;

/**
 * What the last 0.4 to 1.5 s sounded like, as far as it tells speech from music: how long spectral peaks stand
 * ({@link PeakTracks}), how the level moves (at syllables' 4 Hz, Houtgast and Steeneken 1985; its dips, Saunders 1996) and how
 * the spectrum changes from frame to frame (flux, Scheirer and Slaney 1997). Differences and ratios only, so that the line's
 * gain does not matter. Allocates when made; for one thread.
 */
public final class SoundTexture {
    /** How many features there are. */
    public static final int FEATURES = 35;

    private static final int MEANS = 9;
    /** Where those values begin that say how likely a pitch is, and how it moves. */
    private static final int LIKELY = 13;

    private static final int LIKELY_MEANS = 5;
    private static final int LIKELY_FEATURES = 25;
    /** From here on a frame is voiced for what counts whole frames. */
    private static final double VOICED_FROM = 0.5;

    private static final double SLOW_FRAMES = 60;
    private static final double QUICK_FRAMES = 15;
    private static final int[] BAND_EDGE_BINS = {8, 11, 14, 18, 23, 29, 37, 48, 62, 82, 109};
    private static final int BANDS = BAND_EDGE_BINS.length - 1;
    private static final double TINY_POWER = 1e-8;
    private static final double DB_PER_OCTAVE_OF_POWER = 10 * StrictMath.log10(2);
    private static final double MIN_LEVEL_DBFS = -75;
    private static final double MIN_HEARD_DBFS = -62;
    private static final double HEARD_BELOW_LOUDEST_DB = 18;
    private static final double LOUDEST_DECAY_DB = 0.06;
    private static final double DIP_DB = 20;
    private static final double DEEPEST_DB = 35;
    private static final double QUICK_LEVEL_SHARE = 0.33;
    private static final double SLOW_LEVEL_SHARE = 0.08;
    private static final double MAX_STEP_DB = 20;
    private static final double MAX_SYLLABIC = 400;
    private static final double MAX_RIPPLE = 100;

    private final PeakTracks peaks = new PeakTracks();
    private final PitchSteps steps = new PitchSteps();
    private final PitchSteps likelySteps = new PitchSteps();
    private final double[] bandDb = new double[BANDS];
    private final double[] heard20ms = new double[LIKELY + LIKELY_MEANS];
    private final double[] everySlow = new double[3];
    private final double[] everyQuick = new double[2];
    private final FadingMean slow = new FadingMean(heard20ms.length, SLOW_FRAMES);
    private final FadingMean quick = new FadingMean(heard20ms.length, QUICK_FRAMES);
    private final FadingMean alwaysSlow = new FadingMean(everySlow.length, SLOW_FRAMES);
    private final FadingMean alwaysQuick = new FadingMean(everyQuick.length, QUICK_FRAMES);
    private double loudestDbfs = MIN_LEVEL_DBFS;
    private double quickLevelDbfs = MIN_LEVEL_DBFS;
    private double slowLevelDbfs = MIN_LEVEL_DBFS;
    private double previousDbfs = MIN_LEVEL_DBFS;
    private boolean heard;

    /**
     * Takes the next 20 ms.
     *
     * @param levelDbfs level in the telephone band
     * @param power one-sided power spectrum, 129 bins of 31.25 Hz, mean square
     * @param f0Hz pitch, Hz; 0 when it has none
     * @param voicingProbability how likely it has this pitch, 0..1
     */
    public void accept(double levelDbfs, float[] power, double f0Hz, double voicingProbability) {
        double level = Math.max(levelDbfs, MIN_LEVEL_DBFS);
        loudestDbfs = Math.max(level, loudestDbfs - LOUDEST_DECAY_DB);
        heard = level > MIN_HEARD_DBFS && level > loudestDbfs - HEARD_BELOW_LOUDEST_DB;
        measureLevel(level);
        steps.next(voicingProbability >= VOICED_FROM ? f0Hz : 0);
        likelySteps.next(f0Hz);
        double bandPower = measureBands(power);
        if (heard) {
            peaks.next(power, bandPower);
            heard20ms[4] = Math.min(Math.abs(level - previousDbfs), MAX_STEP_DB);
            measurePeaks();
            measureLikelyPitch(voicingProbability);
            slow.add(heard20ms);
            quick.add(heard20ms);
        } else {
            skip();
        }
        previousDbfs = level;
    }

    /** Stands for 20 ms that say nothing of the source: nothing came, or a tone did. */
    public void skip() {
        heard = false;
        peaks.reset();
        slow.fade();
        quick.fade();
    }

    /** Whether the last frame was loud enough to say something of its source. */
    public boolean heard() {
        return heard;
    }

    /** How much of the last 0.3 s was loud enough, 0 to 1: as much are the features worth. */
    public double filled() {
        return quick.filled();
    }

    /** Writes the {@link #FEATURES} features as they stand now; finite, without a unit, about -1..1 to 0..20. */
    public void write(double[] features) {
        for (int i = 0; i < MEANS; i++) {
            features[i] = quick.of(i);
            features[MEANS + i] = slow.of(i);
        }
        features[18] = spread(slow.of(0), slow.of(9));
        features[19] = spread(slow.of(3), slow.of(10));
        features[20] = spread(slow.of(11), slow.of(12));
        features[21] = alwaysSlow.of(0);
        features[22] = spread(alwaysSlow.of(1), alwaysSlow.of(2));
        features[23] = Math.sqrt(alwaysQuick.of(0));
        features[24] = Math.sqrt(alwaysQuick.of(1));
        for (int i = 0; i < LIKELY_MEANS; i++) {
            features[LIKELY_FEATURES + i] = quick.of(LIKELY + i);
            features[LIKELY_FEATURES + LIKELY_MEANS + i] = slow.of(LIKELY + i);
        }
    }

    private void measureLevel(double level) {
        quickLevelDbfs += QUICK_LEVEL_SHARE * (level - quickLevelDbfs);
        slowLevelDbfs += SLOW_LEVEL_SHARE * (level - slowLevelDbfs);
        double below = Math.max(level - loudestDbfs, -DEEPEST_DB);
        everySlow[0] = below < -DIP_DB ? 1 : 0;
        everySlow[1] = below;
        everySlow[2] = below * below;
        double syllabic = quickLevelDbfs - slowLevelDbfs;
        double ripple = level - quickLevelDbfs;
        everyQuick[0] = Math.min(syllabic * syllabic, MAX_SYLLABIC);
        everyQuick[1] = Math.min(ripple * ripple, MAX_RIPPLE);
        alwaysSlow.add(everySlow);
        alwaysQuick.add(everyQuick);
    }

    private double measureBands(float[] power) {
        double total = 0;
        double change = 0;
        for (int b = 0; b < BANDS; b++) {
            double sum = 0;
            for (int k = BAND_EDGE_BINS[b]; k < BAND_EDGE_BINS[b + 1]; k++) {
                sum += power[k];
            }
            total += sum;
            double mean = sum / (BAND_EDGE_BINS[b + 1] - BAND_EDGE_BINS[b]);
            double db = DB_PER_OCTAVE_OF_POWER * FastLog.log2(mean + TINY_POWER);
            change += Math.abs(db - bandDb[b]);
            bandDb[b] = db;
        }
        heard20ms[3] = change / BANDS;
        return total;
    }

    private void measurePeaks() {
        double high = peaks.highStanding();
        double colour = (bandDb[8] + bandDb[9] - bandDb[4] - bandDb[5]) / 2;
        heard20ms[0] = high;
        heard20ms[1] = peaks.lowStanding();
        heard20ms[2] = peaks.concentration();
        heard20ms[5] = peaks.count();
        heard20ms[6] = steps.held() ? 1 : 0;
        heard20ms[7] = steps.glides() ? 1 : 0;
        heard20ms[8] = steps.leaps() ? 1 : 0;
        heard20ms[9] = high * high;
        heard20ms[10] = heard20ms[3] * heard20ms[3];
        heard20ms[11] = colour;
        heard20ms[12] = colour * colour;
    }

    /** In noise few frames are surely voiced; what is likely counts by how likely it is. */
    private void measureLikelyPitch(double probability) {
        heard20ms[LIKELY] = probability;
        heard20ms[LIKELY + 1] = likelySteps.held() ? probability : 0;
        heard20ms[LIKELY + 2] = likelySteps.glides() ? probability : 0;
        heard20ms[LIKELY + 3] = likelySteps.leaps() ? probability : 0;
        heard20ms[LIKELY + 4] = Math.sqrt(probability);
    }

    private static double spread(double mean, double meanOfSquares) {
        return Math.sqrt(Math.max(0, meanOfSquares - mean * mean));
    }
}
