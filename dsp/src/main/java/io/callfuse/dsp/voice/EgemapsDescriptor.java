package io.callfuse.dsp.voice;

/**
 * The 25 low-level descriptors of the extended Geneva minimalistic acoustic parameter set, eGeMAPS (Eyben et al. 2016), then the
 * families of its 88 functionals, and what is left of each on a telephone line at 8 kHz.
 */
public enum EgemapsDescriptor {
    /** Pitch. */
    F0_SEMITONE(
            "F0semitoneFrom27.5Hz", Availability.AVAILABLE, "from the harmonics where the line takes the fundamental"),
    /** Jitter. */
    JITTER_LOCAL(
            "jitterLocal", Availability.AVAILABLE, "periods matched by waveform, to a fraction of a sample of 125 us"),
    /** Centre of the first formant. */
    F1_FREQUENCY("F1frequency", Availability.RESTRICTED, "below about 400 Hz drawn upwards by a band from 300 Hz"),
    /** Centre of the second formant. */
    F2_FREQUENCY("F2frequency", Availability.AVAILABLE, "order 8 up to 4 kHz"),
    /** Centre of the third formant. */
    F3_FREQUENCY("F3frequency", Availability.RESTRICTED, "missing where it lies at the band's end, over 3.4 kHz"),
    /** Width of the first formant. */
    F1_BANDWIDTH("F1bandwidth", Availability.RESTRICTED, "narrower on a band from 300 Hz"),
    /** Shimmer. */
    SHIMMER_LOCAL_DB(
            "shimmerLocaldB", Availability.AVAILABLE, "level around each period's mark, not its single highest sample"),
    /** Loudness. */
    LOUDNESS("loudness", Availability.RESTRICTED, "of the line's band; the set's reaches 8 kHz"),
    /** Harmonics-to-noise ratio. */
    HNR_DB("HNRdBACF", Availability.AVAILABLE, "over 50 ms"),
    /** Alpha ratio. */
    ALPHA_RATIO("alphaRatio", Availability.RESTRICTED, "1 kHz to the band's end over the band's start to 1 kHz"),
    /** Hammarberg index. */
    HAMMARBERG_INDEX("hammarbergIndex", Availability.RESTRICTED, "upper peak sought up to the band's end, not 5 kHz"),
    /** Slope of the lowest band. */
    SLOPE_0_500(
            "slope0-500",
            Availability.RESTRICTED,
            "from the band's start to 500 Hz: the line's edge more than the voice"),
    /** Slope of the middle band. */
    SLOPE_500_1500("slope500-1500", Availability.AVAILABLE, "wholly in the band"),
    /** Level at the first formant. */
    F1_AMPLITUDE(
            "F1amplitudeLogRelF0", Availability.RESTRICTED, "relative to the band's strongest harmonic, not the first"),
    /** Level at the second formant. */
    F2_AMPLITUDE(
            "F2amplitudeLogRelF0", Availability.RESTRICTED, "relative to the band's strongest harmonic, not the first"),
    /** Level at the third formant. */
    F3_AMPLITUDE(
            "F3amplitudeLogRelF0", Availability.RESTRICTED, "relative to the band's strongest harmonic, not the first"),
    /** First harmonic over the second. */
    H1_H2("logRelF0-H1-H2", Availability.RESTRICTED, "only of voices whose first harmonic lies in the band"),
    /** First harmonic over the third formant. */
    H1_A3("logRelF0-H1-A3", Availability.RESTRICTED, "only of voices whose first harmonic lies in the band"),
    /** Cepstrum. */
    MFCC_1_TO_4("mfcc1-4", Availability.RESTRICTED, "four descriptors; of mel bands that end with the line's band"),
    /** Change of the spectrum. */
    SPECTRAL_FLUX("spectralFlux", Availability.RESTRICTED, "of the line's band"),
    /** Width of the second formant. */
    F2_BANDWIDTH("F2bandwidth", Availability.AVAILABLE, "order 8 up to 4 kHz"),
    /** Width of the third formant. */
    F3_BANDWIDTH("F3bandwidth", Availability.RESTRICTED, "missing where F3 is"),

    /** 36 functionals. */
    MEAN_AND_VARIATION("mean, stddevNorm", Availability.AVAILABLE, "of each descriptor that has a value"),
    /** 16 functionals. */
    PITCH_AND_LOUDNESS_SHAPE(
            "percentiles 20/50/80, pctlrange0-2, rising and falling slopes",
            Availability.AVAILABLE,
            "of pitch and loudness"),
    /** 15 functionals. */
    VOICED_AND_UNVOICED(
            "voiced-only and unvoiced-only means", Availability.AVAILABLE, "by the pitch tracker's voicing"),
    /** 6 functionals. */
    TEMPORAL(
            "loudnessPeaksPerSec, voiced and unvoiced lengths",
            Availability.AVAILABLE,
            "over the segment heard so far"),
    /** 1 functional. */
    EQUIVALENT_SOUND_LEVEL("equivalentSoundLevel_dBp", Availability.RESTRICTED, "dBFS: a line's gain is not known"),

    /** Bands of the set's loudness, flux and cepstrum. */
    BANDS_OVER_4_KHZ("mel bands over 4 kHz", Availability.LEFT_OUT, "8 kHz audio ends at 4 kHz, a line at 3.4 kHz"),
    /** What the alpha ratio and the Hammarberg index look at. */
    SPECTRUM_4_TO_5_KHZ(
            "spectrum from 3.4 to 5 kHz", Availability.LEFT_OUT, "8 kHz audio ends at 4 kHz, a line at 3.4 kHz"),
    /** What the levels of the harmonics are relative to. */
    FUNDAMENTAL_BELOW_BAND("first harmonic below 300 Hz", Availability.LEFT_OUT, "filtered out by the line"),
    /** Sound pressure. */
    SOUND_PRESSURE(
            "sound pressure level", Availability.LEFT_OUT, "no line tells how far the mouth was from the microphone");

    private final String egemapsName;
    private final Availability availability;
    private final String note;

    EgemapsDescriptor(String egemapsName, Availability availability, String note) {
        this.egemapsName = egemapsName;
        this.availability = availability;
        this.note = note;
    }

    /** What the set, or its extractor, calls it. */
    public String egemapsName() {
        return egemapsName;
    }

    /** How much of it is left. */
    public Availability availability() {
        return availability;
    }

    /** Why, or how it is restricted. */
    public String note() {
        return note;
    }
}
