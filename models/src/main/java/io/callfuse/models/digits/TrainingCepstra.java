package io.callfuse.models.digits;

import java.util.Random;

/**
 * Cepstra to learn from: of vocal tracts of other lengths than the speakers have, of voices and microphones of other colours, and
 * with bands and spells blotted out (Park et al., SpecAugment, 2019). For one thread.
 */
final class TrainingCepstra {
    private static final double LOWEST_WARP = 0.86;
    private static final double HIGHEST_WARP = 1.16;
    private static final int WARPS = 13;
    /** Chosen against none by a training speaker left out. */
    private static final double STRONGEST_COLOUR_DB = 5;

    /** Where colours are drawn; between them they go straight. */
    private static final int COLOUR_CORNERS = 7;

    private static final double NATURAL_LOG_OF_DB = StrictMath.log(10) / 10;
    private static final int MOST_BLOTS = 2;
    private static final int WIDEST_BLOT = 5;
    private static final int LONGEST_BLOT = 7;

    private final KaldiCepstrum[] warped = new KaldiCepstrum[WARPS];
    private final Random random;

    TrainingCepstra(Random random) {
        for (int i = 0; i < WARPS; i++) {
            warped[i] = new KaldiCepstrum(LOWEST_WARP + (HIGHEST_WARP - LOWEST_WARP) * i / (WARPS - 1));
        }
        this.random = random;
    }

    /** Draws a vocal tract, a colour and, if wanted, blots. */
    float[] of(short[] samples, boolean blotted) {
        KaldiCepstrum cepstrum = warped[random.nextInt(WARPS)];
        float[] levels = cepstrum.levels(samples);
        colour(levels);
        int blots = blotted ? random.nextInt(MOST_BLOTS + 1) : 0;
        for (int i = 0; i < blots; i++) {
            blotBands(levels);
            blotSpell(levels);
        }
        return cepstrum.cepstra(levels);
    }

    /** Makes bands louder or softer throughout, neighbours alike. */
    private void colour(float[] levels) {
        double[] corners = new double[COLOUR_CORNERS];
        for (int i = 0; i < COLOUR_CORNERS; i++) {
            corners[i] = STRONGEST_COLOUR_DB * NATURAL_LOG_OF_DB * (2 * random.nextDouble() - 1);
        }
        int bands = KaldiCepstrum.COEFFICIENTS;
        for (int band = 0; band < bands; band++) {
            double place = (double) band * (COLOUR_CORNERS - 1) / bands;
            int corner = (int) place;
            double gain = corners[corner] + (place - corner) * (corners[corner + 1] - corners[corner]);
            for (int at = band; at < levels.length; at += bands) {
                levels[at] += (float) gain;
            }
        }
    }

    /** Gives some bands the mean of all that lies in them. */
    private void blotBands(float[] levels) {
        int bands = KaldiCepstrum.COEFFICIENTS;
        int width = 1 + random.nextInt(WIDEST_BLOT);
        int first = random.nextInt(bands - width + 1);
        double sum = 0;
        for (int at = first; at < levels.length; at += bands) {
            for (int i = 0; i < width; i++) {
                sum += levels[at + i];
            }
        }
        float mean = (float) (sum / ((double) levels.length / bands * width));
        for (int at = first; at < levels.length; at += bands) {
            for (int i = 0; i < width; i++) {
                levels[at + i] = mean;
            }
        }
    }

    /** Gives some vectors the mean of all. */
    private void blotSpell(float[] levels) {
        int bands = KaldiCepstrum.COEFFICIENTS;
        int count = levels.length / bands;
        int length = Math.min(count, 1 + random.nextInt(LONGEST_BLOT));
        int first = random.nextInt(count - length + 1);
        for (int band = 0; band < bands; band++) {
            double sum = 0;
            for (int t = 0; t < count; t++) {
                sum += levels[t * bands + band];
            }
            for (int t = first; t < first + length; t++) {
                levels[t * bands + band] = (float) (sum / count);
            }
        }
    }
}
