package io.callfuse.models.training;

import java.util.List;

/**
 * What is heard behind the caller. Immutable.
 *
 * @param kind what makes it
 * @param snrDb how far it lies below the speech
 * @param place 0..1, where between its extremes the colour of a kind lies
 * @param onLine whether it comes in behind the handset, whose colour and band it then does not have
 */
record BackgroundNoise(Kind kind, double snrDb, double place, boolean onLine) {
    private static final double TWO_PI_OVER_RATE = 2 * Math.PI / 8000;
    private static final double BABBLE_SHARE = 0.25;
    private static final double CAR_SHARE = 0.20;
    private static final double WHITE_SHARE = 0.25;
    private static final double ON_LINE_SHARE = 0.5;
    /** Amplitude of the wind in a car relative to its rumble. */
    private static final double WIND = 0.03;

    /** What makes noise. */
    enum Kind {
        /** As strong at every frequency. */
        WHITE,
        /** Through one pole: from a hiss (7 dB more in the highs) to a roar (32 dB more in the lows). */
        COLOURED,
        /** What two poles at 60 to 250 Hz leave of white noise, and a little wind. */
        CAR,
        /** Other people's talk; coloured noise on a line that was given none. */
        BABBLE
    }

    /** Draws one 8 to 42 dB below the speech; all but babble may come in on the line. */
    static BackgroundNoise draw(SeededDraws draws) {
        double drawn = draws.share();
        Kind kind;
        if (drawn < BABBLE_SHARE) {
            kind = Kind.BABBLE;
        } else if (drawn < BABBLE_SHARE + CAR_SHARE) {
            kind = Kind.CAR;
        } else {
            kind = drawn < BABBLE_SHARE + CAR_SHARE + WHITE_SHARE ? Kind.WHITE : Kind.COLOURED;
        }
        double snrDb = draws.between(8, 42);
        double place = draws.share();
        boolean onLine = draws.chance(ON_LINE_SHARE);
        return new BackgroundNoise(kind, snrDb, place, onLine && kind != Kind.BABBLE);
    }

    /** Draws white, coloured or a car's noise in equal parts, 10 to 35 dB below the speech. */
    static BackgroundNoise drawOrdinary(SeededDraws draws) {
        Kind kind = List.of(Kind.WHITE, Kind.COLOURED, Kind.CAR).get(draws.below(3));
        return new BackgroundNoise(kind, draws.between(10, 35), draws.share(), draws.chance(ON_LINE_SHARE));
    }

    /**
     * Adds it to the speech that comes out of the handset.
     *
     * @param speechRms root mean square of that speech, its pauses left out
     * @param babble other people's talk, or nothing
     */
    void addTo(double[] samples, double speechRms, Handset handset, short[] babble, SeededDraws draws) {
        double[] noise =
                switch (kind) {
                    case WHITE -> coloured(samples.length, 0, draws);
                    case COLOURED -> coloured(samples.length, pole(), draws);
                    case CAR -> car(samples.length, draws);
                    case BABBLE ->
                        babble.length == 0
                                ? coloured(samples.length, pole(), draws)
                                : repeated(samples.length, babble, draws.below(babble.length));
                };
        if (!onLine) {
            handset.colour(noise);
        }
        Amplitude.add(samples, noise, speechRms * Amplitude.factor(-snrDb));
    }

    private double pole() {
        return -0.4 + 1.35 * place;
    }

    private static double[] coloured(int length, double pole, SeededDraws draws) {
        double[] noise = new double[length];
        double last = 0;
        for (int i = 0; i < length; i++) {
            last = pole * last + draws.bell();
            noise[i] = last;
        }
        return noise;
    }

    private double[] car(int length, SeededDraws draws) {
        double[] noise = new double[length];
        double share = TWO_PI_OVER_RATE * (60 + 190 * place);
        // White noise through two such poles has about a quarter of the share as its variance.
        double wind = WIND * Math.sqrt(share) / 2;
        double once = 0;
        double twice = 0;
        for (int i = 0; i < length; i++) {
            double white = draws.bell();
            once += share * (white - once);
            twice += share * (once - twice);
            noise[i] = twice + wind * white;
        }
        return noise;
    }

    private static double[] repeated(int length, short[] babble, int from) {
        double[] noise = new double[length];
        int at = from;
        for (int i = 0; i < length; i++) {
            noise[i] = babble[at];
            at = at + 1 == babble.length ? 0 : at + 1;
        }
        return noise;
    }
}
