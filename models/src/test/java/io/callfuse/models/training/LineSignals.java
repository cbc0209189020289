package io.callfuse.models.training;

/** Signals whose level is known, and levels of signals, dB re full scale of 16 bits; all at 8 kHz. */
final class LineSignals {
    private LineSignals() {}

    /** A sine of this level. */
    static short[] tone(double hz, double levelDbfs, int length) {
        double amplitude = 32768 * Math.sqrt(2) * StrictMath.pow(10, levelDbfs / 20);
        short[] samples = new short[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (short) Math.round(amplitude * StrictMath.sin(2 * Math.PI * hz * i / 8000));
        }
        return samples;
    }

    /** White noise of this level. */
    static short[] noise(double levelDbfs, int length, long seed) {
        SeededDraws draws = new SeededDraws(seed, 0);
        short[] samples = new short[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (short) Math.round(32768 * StrictMath.pow(10, levelDbfs / 20) * draws.bell());
        }
        return samples;
    }

    /** A buzz of harmonics that comes and goes and bends, somewhat like a voice. */
    static short[] voice(int length) {
        short[] samples = new short[length];
        double phase = 0;
        for (int i = 0; i < length; i++) {
            phase += 2 * Math.PI * (140 + 30 * StrictMath.sin(i / 3000.0)) / 8000;
            double sum = 0;
            for (int harmonic = 1; harmonic <= 20; harmonic++) {
                sum += StrictMath.sin(harmonic * phase) / harmonic;
            }
            samples[i] = (short) (3000 * Math.max(0, StrictMath.sin(i / 1100.0)) * sum);
        }
        return samples;
    }

    static double levelDbfs(short[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += samples[i] / 32768.0 * (samples[i] / 32768.0);
        }
        return 10 * StrictMath.log10(sum / (to - from) + 1e-20);
    }

    static double levelDbfs(short[] samples) {
        return levelDbfs(samples, 0, samples.length);
    }

    /** Level of what there is of one frequency, by a Fourier sum. */
    static double levelAtDbfs(double hz, double[] samples) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < samples.length; i++) {
            real += samples[i] / 32768 * StrictMath.cos(2 * Math.PI * hz * i / 8000);
            imaginary += samples[i] / 32768 * StrictMath.sin(2 * Math.PI * hz * i / 8000);
        }
        double amplitude = 2 * Math.sqrt(real * real + imaginary * imaginary) / samples.length;
        return 10 * StrictMath.log10(amplitude * amplitude / 2 + 1e-20);
    }

    static double[] wide(short[] samples) {
        double[] wide = new double[samples.length];
        for (int i = 0; i < samples.length; i++) {
            wide[i] = samples[i];
        }
        return wide;
    }

    /** How far the difference of two signals lies below the first, dB. */
    static double snrDb(short[] sent, short[] received, int from) {
        double signal = 0;
        double error = 1e-9;
        for (int i = from; i < sent.length; i++) {
            signal += (double) sent[i] * sent[i];
            error += (double) (sent[i] - received[i]) * (sent[i] - received[i]);
        }
        return 10 * StrictMath.log10(signal / error);
    }
}
