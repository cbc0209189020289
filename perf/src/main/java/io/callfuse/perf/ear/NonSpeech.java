package io.callfuse.perf.ear;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A generated sound that is no speech, without level or line.
 *
 * @param kind its line in the table
 * @param samples at 8 kHz
 */
record NonSpeech(String kind, double[] samples) {
    private static final int SECONDS = 24;
    private static final int LENGTH = SECONDS * 8000;
    private static final double[] ROW_HZ = {697, 770, 852, 941};
    private static final double[] COLUMN_HZ = {1209, 1336, 1477, 1633};

    /** All the sounds of a part but music. */
    static List<NonSpeech> of(Part part) {
        List<NonSpeech> sounds = new ArrayList<>();
        for (Exchange tone : Exchange.TONES) {
            if (tone.part() == part) {
                sounds.add(new NonSpeech(tone.kind(), ToneCadence.samples(tone.cadence(), LENGTH)));
            }
        }
        boolean tuning = part == Part.TUNING;
        long seed = tuning ? 1 : 7001;
        int[] keyMs = tuning ? new int[] {50, 70, 100} : new int[] {40, 65, 85, 250};
        for (int ms : keyMs) {
            sounds.add(new NonSpeech("DTMF", keys(seed + ms, ms, tuning ? 1 : 0.6)));
        }
        sounds.add(new NonSpeech("fax CNG", ToneCadence.samples("1100/500,0/3000", LENGTH)));
        sounds.add(new NonSpeech("fax CED", ToneCadence.samples("2100/3300,0/1000", LENGTH)));
        sounds.add(new NonSpeech("fax ANSam", FaxSounds.answer(LENGTH)));
        sounds.add(new NonSpeech("fax V.21 preamble", FaxSounds.preamble(seed, LENGTH)));
        sounds.add(new NonSpeech("fax V.29 page", FaxSounds.page(seed, LENGTH)));
        for (boolean bursts : new boolean[] {false, true}) {
            String suffix = bursts ? ", in bursts" : "";
            sounds.add(noise("white noise" + suffix, LineFaults.white(0, seed), bursts));
            sounds.add(noise("pink noise" + suffix, LineFaults.pink(0, seed), bursts));
            sounds.add(noise("car noise" + suffix, LineFaults.car(0, seed), bursts));
        }
        sounds.add(noise("hum", LineFaults.hum(tuning ? 50 : 60, 0), false));
        sounds.add(new NonSpeech("silence", new double[LENGTH]));
        return sounds;
    }

    private static NonSpeech noise(String kind, LineFault fault, boolean bursts) {
        double[] samples = new double[LENGTH];
        fault.apply(samples, -20);
        for (int i = 0; bursts && i < LENGTH; i++) {
            // Half a second of noise, a second of nothing: rustling, wind, a door.
            samples[i] *= i % 12_000 < 4000 ? 1 : 0;
        }
        return new NonSpeech(kind, samples);
    }

    /** Keys at random, this long each and as long apart; twist is the strength of the lower tone over the higher. */
    private static double[] keys(long seed, int ms, double twist) {
        Random random = new Random(seed);
        double[] samples = new double[LENGTH];
        int burst = ms * 8;
        for (int at = 0; at + burst <= LENGTH; at += 2 * burst) {
            double rowHz = ROW_HZ[random.nextInt(4)];
            double columnHz = COLUMN_HZ[random.nextInt(4)];
            for (int i = 0; i < burst; i++) {
                double seconds = i / 8000.0;
                samples[at + i] = twist * StrictMath.sin(2 * Math.PI * rowHz * seconds)
                        + StrictMath.sin(2 * Math.PI * columnHz * seconds);
            }
        }
        return samples;
    }
}
