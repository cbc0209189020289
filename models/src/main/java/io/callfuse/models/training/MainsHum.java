package io.callfuse.models.training;

/**
 * Hum of the mains and its harmonics, picked up by the line. Immutable.
 *
 * @param mainsHz 50 or 60, or 0 where there is none
 * @param belowSpeechDb how far it lies below the speech
 * @param seed of the strength and phase of each harmonic
 */
record MainsHum(int mainsHz, double belowSpeechDb, long seed) {
    /** No hum. */
    static final MainsHum NONE = new MainsHum(0, 45, 0);

    private static final double SHARE = 0.15;
    private static final int SAMPLE_RATE_HZ = 8000;
    private static final int HARMONICS = 10;
    /** Holds whole periods of 50 and of 60 Hz. */
    private static final int PERIOD_SAMPLES = 800;

    /** Draws hum 20 to 45 dB below the speech on 15 % of lines, as often of 50 as of 60 Hz. */
    static MainsHum draw(SeededDraws draws) {
        boolean hums = draws.chance(SHARE);
        int mainsHz = draws.chance(0.5) ? 50 : 60;
        return new MainsHum(hums ? mainsHz : 0, draws.between(20, 45), draws.bits());
    }

    /** Adds it to speech of this root mean square. */
    void addTo(double[] samples, double speechRms) {
        if (mainsHz == 0) {
            return;
        }
        double[] period = period();
        double factor = speechRms * Amplitude.factor(-belowSpeechDb) / Math.sqrt(Amplitude.power(period));
        for (int i = 0; i < samples.length; i++) {
            samples[i] += factor * period[i % PERIOD_SAMPLES];
        }
    }

    private double[] period() {
        SeededDraws draws = new SeededDraws(seed, 0);
        double[] period = new double[PERIOD_SAMPLES];
        for (int harmonic = 1; harmonic <= HARMONICS; harmonic++) {
            double amplitude = draws.between(0.2, 1) / harmonic;
            double phase = draws.between(0, 2 * Math.PI);
            for (int i = 0; i < PERIOD_SAMPLES; i++) {
                period[i] += amplitude
                        * StrictMath.sin(
                                phase + 2 * Math.PI * (harmonic * mainsHz * i % SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ);
            }
        }
        return period;
    }
}
