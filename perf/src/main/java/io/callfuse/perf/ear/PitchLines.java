package io.callfuse.perf.ear;

import java.util.List;
import java.util.Random;

/**
 * TUNING: the lines that the pitch tracker learns from, drawn by the number of a recording: as it is, G.711 alone at any level,
 * the tuning line, one of the fitting lines, a steep band of random edges, and with noise, hum (of the mains, or of a room at 80 to 200 Hz) or clipping on a
 * steep and on the full band. The steep band that judges is another: these are Butterworth's, of order 8 or 12.
 */
final class PitchLines {
    /** How many lines a recording is sent through. */
    static final int COUNT = 7;

    private static final int VOICES = 4;
    private static final double LEAST_DBFS = -45;
    private static final double LEVEL_SPAN_DB = 35;
    private static final double LEAST_SNR_DB = 8;
    private static final double SNR_SPAN_DB = 17;
    private static final double CROWD_SNR_DB = 3;

    private final List<short[]> recordings;

    /** @param recordings those to send, of which babble is made, too */
    PitchLines(List<short[]> recordings) {
        this.recordings = recordings;
    }

    /** Returns what comes out of this line at its other end. */
    short[] send(int recording, int line) {
        Random random = new Random(31L * recording + line);
        short[] samples = recordings.get(recording);
        Law law = random.nextBoolean() ? Law.MU_LAW : Law.A_LAW;
        double levelDbfs = LEAST_DBFS + LEVEL_SPAN_DB * random.nextDouble();
        return switch (line) {
            case 0 -> samples;
            case 1 -> coded(at(samples, levelDbfs), law);
            case 2 -> TelephoneChannel.tuning().send(samples);
            case 3 -> TelephoneChannel.throughFittingLine(samples, recording);
            case 4 -> coded(steep(at(samples, levelDbfs), random), law);
            case 5 -> {
                double[] sent = steep(at(samples, levelDbfs), random);
                fault(recording, random).apply(sent, levelDbfs);
                yield coded(sent, law);
            }
            case 6 -> {
                double[] sent = at(samples, levelDbfs);
                fault(recording + 3, random).apply(sent, levelDbfs);
                yield coded(sent, law);
            }
            default -> throw new IllegalArgumentException("line is " + line + ", not 0 to 6");
        };
    }

    private static double[] at(short[] samples, double levelDbfs) {
        double gain = Levels.factor(levelDbfs - Levels.speechDbfs(samples));
        double[] wide = new double[samples.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = samples[i] * gain;
        }
        return wide;
    }

    private static double[] steep(double[] samples, Random random) {
        Band band = new ButterworthBand(220 + 110 * random.nextDouble(), 3200 + 500 * random.nextDouble());
        double[] once = band.filter(band.filter(samples));
        return random.nextBoolean() ? band.filter(once) : once;
    }

    private LineFault fault(int recording, Random random) {
        double snrDb = LEAST_SNR_DB + SNR_SPAN_DB * random.nextDouble();
        return switch (recording % 7) {
            case 0 -> LineFaults.hum(random.nextBoolean() ? 50 : 60, -30 + 15 * random.nextDouble());
            case 1 -> LineFaults.pink(snrDb, recording);
            case 2 -> LineFaults.white(snrDb, recording);
            case 3 -> LineFaults.car(snrDb, recording);
            case 4 -> LineFaults.babble(snrDb + CROWD_SNR_DB, voices(random), recording);
            case 5 -> LineFaults.hum(80 + 120 * random.nextDouble(), -55 + 30 * random.nextDouble());
            default -> LineFaults.clipping(0.02 + 0.1 * random.nextDouble());
        };
    }

    private List<short[]> voices(Random random) {
        return random.ints(VOICES, 0, recordings.size())
                .mapToObj(recordings::get)
                .toList();
    }

    private static short[] coded(double[] samples, Law law) {
        short[] coded = new short[samples.length];
        for (int i = 0; i < coded.length; i++) {
            long rounded = Math.round(samples[i]);
            coded[i] = law.coded((short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, rounded)));
        }
        return coded;
    }
}
