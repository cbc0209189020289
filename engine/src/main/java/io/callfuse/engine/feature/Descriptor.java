package io.callfuse.engine.feature;

/** The low-level descriptors: one value of each for every frame of speech, {@code NaN} where a frame has none. */
enum Descriptor {
    /** Level in the telephone band, dB. */
    LEVEL("loudness", "levelDb"),
    /** Sum of the fourth roots of the band powers, in dB: nearer to what is heard than the level is. */
    LOUDNESS("loudness", "spectralLoudnessDb"),
    /** Change of level from frame to frame, dB. */
    LEVEL_CHANGE("loudness", "levelChangeDb"),
    /** Pitch in semitones over 55 Hz; voiced frames only. */
    PITCH("pitch", "semitones"),
    /** Change of pitch from frame to frame, semitones; voiced frames only. */
    PITCH_CHANGE("pitch", "semitoneChange"),
    /** Periodic over aperiodic power, dB; voiced frames only. */
    HARMONICITY("voice quality", "harmonicityDb"),
    /** Alpha ratio, dB; voiced frames only. */
    ALPHA_RATIO("voice quality", "alphaRatioDb"),
    /** Hammarberg index, dB; voiced frames only. */
    HAMMARBERG("voice quality", "hammarbergIndexDb"),
    /** Centre of gravity of the spectrum, kHz. */
    CENTROID("spectrum", "centroidKhz"),
    /** Change of the spectrum's shape from frame to frame. */
    FLUX("spectrum", "flux"),
    /** The same above 1 kHz. */
    FLUX_HIGH("spectrum", "fluxOver1Khz"),
    /** Share of neighbouring samples that differ in sign. */
    ZERO_CROSSINGS("spectrum", "zeroCrossingRate"),
    /** Mean level of the bands below the level of their mean, dB: 0 for white noise, lower the more the bands differ. */
    FLATNESS("spectrum", "flatnessDb"),
    /** Mean change of the bands' levels from frame to frame, dB. */
    BAND_CHANGE("spectrum", "bandChangeDb"),
    /** Cepstral coefficients of the band levels, dB. */
    MFCC_1("spectrum", "mfcc1"),
    MFCC_2("spectrum", "mfcc2"),
    MFCC_3("spectrum", "mfcc3"),
    MFCC_4("spectrum", "mfcc4"),
    MFCC_5("spectrum", "mfcc5"),
    MFCC_6("spectrum", "mfcc6"),
    MFCC_7("spectrum", "mfcc7"),
    MFCC_8("spectrum", "mfcc8"),
    MFCC_9("spectrum", "mfcc9"),
    MFCC_10("spectrum", "mfcc10"),
    MFCC_11("spectrum", "mfcc11"),
    MFCC_12("spectrum", "mfcc12");

    /** How many cepstral coefficients there are. */
    static final int MFCC_COUNT = 12;

    private final String group;
    private final String label;

    Descriptor(String group, String label) {
        this.group = group;
        this.label = label;
    }

    /** The heading under which a report adds up what this and its kin contributed. */
    String group() {
        return group;
    }

    /** Name with unit. */
    String label() {
        return label;
    }

    /** Whether its absolute value depends on the gain of the line, so that only its spread and its changes mean something. */
    boolean dependsOnGain() {
        return this == LEVEL || this == LOUDNESS;
    }
}
