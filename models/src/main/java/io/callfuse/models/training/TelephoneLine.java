package io.callfuse.models.training;

/**
 * Makes studio speech into telephone speech: gain, overload, the band and the colour of a handset, noise or other people's talk,
 * hum of the mains, one codec or several, and lost packets. What a line is like, and what it does, follows from its seed alone:
 * the same bits on every JDK. Immutable.
 */
public final class TelephoneLine {
    private static final double NOMINAL_DBFS = -26;
    /** A band that leaves less of the speech than this was not meant for it: noise is not lowered any further. */
    private static final double LEAST_KEPT_SHARE = StrictMath.pow(10, -1.2);

    private final long seed;
    private final LineCharacter character;
    private final short[] babble;

    /**
     * Draws a line: gain -12 to 12 dB; a band from 50 to 400 Hz to 2800 to 3900 Hz with a tilt and a resonance; white, coloured
     * or a car's noise 8 to 42 dB below the speech; hum and overload on 15 % each; mu-law or A-law, one after the other, or
     * G.726 between them; 0 to 2 % of packets lost on every second line.
     */
    public TelephoneLine(long seed) {
        this(seed, new short[0]);
    }

    /**
     * Draws a line that most calls go through: gain -12 to 12 dB, a band from 60-320 Hz to 3200-3700 Hz, white, coloured or a car's
     * noise 10 to 35 dB below the speech, one law, and 0 to 2 % of packets lost on every second line.
     */
    public static TelephoneLine ordinary(long seed) {
        return new TelephoneLine(seed, LineCharacter.drawOrdinary(seed), new short[0]);
    }

    private TelephoneLine(long seed, short[] babble) {
        this(seed, LineCharacter.draw(seed), babble);
    }

    TelephoneLine(long seed, LineCharacter character, short[] babble) {
        this.seed = seed;
        this.character = character;
        this.babble = babble;
    }

    /**
     * Returns this line, but where its seed says that other people are heard in the background (a quarter of all seeds), it is
     * these; without them it has coloured noise there.
     *
     * @param voices at 8 kHz, mixed by {@link BabbleMix}; repeated from a place that the seed says; not copied. Nobody by whose
     *     voice something is judged may be among them
     * @throws IllegalArgumentException if there are no samples
     */
    public TelephoneLine withBabble(short[] voices) {
        if (voices.length == 0) {
            throw new IllegalArgumentException("babble without a sample");
        }
        return new TelephoneLine(seed, character, voices);
    }

    /**
     * Sends a whole call through the line; sending it again gives the same.
     *
     * @param samples speech at 8 kHz, pauses included
     * @param speechLevelDbfs level of the speech in it, by which gain and noise are set
     * @return as many samples, none shifted by more than a handset's filters do
     * @throws IllegalArgumentException if the level is no number
     */
    public short[] send(short[] samples, double speechLevelDbfs) {
        if (!Double.isFinite(speechLevelDbfs)) {
            throw new IllegalArgumentException("speech level " + speechLevelDbfs + " dBFS is no number");
        }
        double levelDbfs = NOMINAL_DBFS + character.gainDb();
        double rms = Amplitude.FULL_SCALE * Amplitude.factor(levelDbfs);
        double[] line = amplified(samples, Amplitude.factor(levelDbfs - speechLevelDbfs));
        double spoken = Amplitude.power(line);
        character.overload().clip(line, rms);
        character.handset().colour(line);
        double kept = spoken > 0 ? Math.max(LEAST_KEPT_SHARE, Amplitude.power(line) / spoken) : 1;
        double keptRms = rms * Math.sqrt(kept);
        character.noise().addTo(line, keptRms, character.handset(), babble, new SeededDraws(seed, 8));
        character.hum().addTo(line, keptRms);
        short[] sent = rounded(line);
        character.codecs().code(sent);
        character.losses().lose(sent, new SeededDraws(seed, 9));
        return sent;
    }

    private static double[] amplified(short[] samples, double factor) {
        double[] amplified = new double[samples.length];
        for (int i = 0; i < samples.length; i++) {
            amplified[i] = samples[i] * factor;
        }
        return amplified;
    }

    private static short[] rounded(double[] line) {
        short[] rounded = new short[line.length];
        for (int i = 0; i < line.length; i++) {
            rounded[i] = Amplitude.rounded(line[i]);
        }
        return rounded;
    }
}
