package io.callfuse.engine.feature;

import io.callfuse.dsp.functional.DescriptorScale;

/**
 * The low-level descriptors: one value of each for every frame of speech, {@code NaN} where a frame has none. Named as in eGeMAPS
 * (Eyben et al. 2016) where that has them; what a telephone line leaves of each is told by
 * {@link io.callfuse.dsp.voice.EgemapsDescriptor}. Each has the range in which its statistics are kept.
 */
enum Descriptor {
    /** Level in the telephone band, dB. */
    LEVEL(Group.LOUDNESS, "levelDb", -90, 0),
    /** {@code loudness} in dB, so that a gain adds to it. */
    LOUDNESS(Group.LOUDNESS, "loudnessDb", -60, 30),
    /** Pitch in semitones over 27.5 Hz; voiced frames only. */
    PITCH(Group.PITCH, "F0semitoneFrom27.5Hz", 0, 52),
    /** How sure it is that the frame is voiced, 0 to 1. */
    VOICING(Group.PITCH, "voicingFinal", 0, 1),
    /** Periodic over aperiodic power, dB; voiced frames only. */
    HNR(Group.QUALITY, "HNRdBACF", -40, 40),
    /** Change of length from period to period; voiced frames only. */
    JITTER(Group.QUALITY, "jitterLocal", 0, 0.3),
    /** Change of level from period to period, dB; voiced frames only. */
    SHIMMER(Group.QUALITY, "shimmerLocaldB", 0, 4.1),
    /** First harmonic over the second, dB; only of voices whose first harmonic lies in the band. */
    H1_H2(Group.QUALITY, "logRelF0-H1-H2", -60, 60),
    /** Alpha ratio, dB; voiced frames only. */
    ALPHA_RATIO(Group.QUALITY, "alphaRatioV", -60, 60),
    /** Hammarberg index, dB; voiced frames only. */
    HAMMARBERG(Group.QUALITY, "hammarbergIndexV", -60, 80),
    /** Slope of the spectrum from 500 to 1500 Hz, dB/kHz; voiced frames only. */
    SLOPE_500_1500(Group.QUALITY, "slopeV500-1500", -80, 80),
    /** Slope of the spectrum over the band, dB/kHz; voiced frames only. */
    SLOPE(Group.QUALITY, "slopeV", -40, 40),
    /** Centre of the first formant, kHz; voiced frames only. */
    F1_FREQUENCY(Group.QUALITY, "F1frequencyKhz", 0, 4),
    /** Width of the first formant, kHz; voiced frames only. */
    F1_BANDWIDTH(Group.QUALITY, "F1bandwidthKhz", 0, 0.8),
    /** Centre of the second formant, kHz; voiced frames only. */
    F2_FREQUENCY(Group.QUALITY, "F2frequencyKhz", 0, 4),
    /** Level at the second formant over the strongest harmonic, dB; voiced frames only. */
    F2_AMPLITUDE(Group.QUALITY, "F2amplitude", -80, 10),
    /** Centre of gravity of the spectrum, kHz. */
    CENTROID(Group.SPECTRUM, "centroidKhz", 0, 4),
    /** Frequency under which 85 % of the power lies, kHz. */
    ROLL_OFF(Group.SPECTRUM, "rollOffKhz", 0, 4),
    /** Change of the spectrum's shape from frame to frame. */
    FLUX(Group.SPECTRUM, "spectralFlux", 0, 1.5),
    /** The same above 1 kHz. */
    FLUX_HIGH(Group.SPECTRUM, "spectralFluxOver1Khz", 0, 1.5),
    /** Share of neighbouring samples that differ in sign. */
    ZERO_CROSSINGS(Group.SPECTRUM, "zeroCrossingRate", 0, 1),
    /** Mean level of the bands below the level of their mean, dB: 0 for white noise, lower the more the bands differ. */
    FLATNESS(Group.SPECTRUM, "flatnessDb", -60, 0),
    /** Mean change of the bands' levels from frame to frame, dB. */
    BAND_CHANGE(Group.SPECTRUM, "bandChangeDb", 0, 60),
    /** Cepstral coefficients of the band levels, dB. */
    MFCC_1(Group.SPECTRUM, "mfcc1", -40, 40),
    MFCC_2(Group.SPECTRUM, "mfcc2", -40, 40),
    MFCC_3(Group.SPECTRUM, "mfcc3", -40, 40),
    MFCC_4(Group.SPECTRUM, "mfcc4", -40, 40),
    MFCC_5(Group.SPECTRUM, "mfcc5", -20, 20),
    MFCC_6(Group.SPECTRUM, "mfcc6", -20, 20),
    MFCC_7(Group.SPECTRUM, "mfcc7", -20, 20),
    MFCC_8(Group.SPECTRUM, "mfcc8", -20, 20),
    MFCC_9(Group.SPECTRUM, "mfcc9", -20, 20),
    MFCC_10(Group.SPECTRUM, "mfcc10", -20, 20),
    MFCC_11(Group.SPECTRUM, "mfcc11", -20, 20),
    MFCC_12(Group.SPECTRUM, "mfcc12", -20, 20);

    /** Those that only a voiced frame has, but for pitch and what is measured by periods. */
    static final Descriptor[] VOICED_ONLY = {
        H1_H2, ALPHA_RATIO, HAMMARBERG, SLOPE_500_1500, SLOPE, F1_FREQUENCY, F1_BANDWIDTH, F2_FREQUENCY, F2_AMPLITUDE
    };

    /** How many cepstral coefficients there are. */
    static final int MFCC_COUNT = 12;

    /** The headings under which a report adds up what descriptors and their kin contributed. */
    enum Group {
        LOUDNESS("loudness"),
        PITCH("pitch"),
        QUALITY("voice quality"),
        SPECTRUM("spectrum");

        private final String label;

        Group(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    private final Group group;
    private final String label;
    private final DescriptorScale scale;

    Descriptor(Group group, String label, double lowest, double highest) {
        this.group = group;
        this.label = label;
        this.scale = new DescriptorScale(lowest, highest);
    }

    /** The heading under which a report adds up what this and its kin contributed. */
    String group() {
        return group.label();
    }

    /** Name with unit. */
    String label() {
        return label;
    }

    /** The range in which its statistics are kept. */
    DescriptorScale scale() {
        return scale;
    }

    /** Whether its absolute value depends on the gain of the line, so that only its spread and its changes mean something. */
    boolean dependsOnGain() {
        return this == LEVEL || this == LOUDNESS;
    }

    /** The scales of all descriptors in their order. */
    static DescriptorScale[] scales() {
        Descriptor[] all = values();
        DescriptorScale[] scales = new DescriptorScale[all.length];
        for (int d = 0; d < scales.length; d++) {
            scales[d] = all[d].scale;
        }
        return scales;
    }
}
