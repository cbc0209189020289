package io.callfuse.models.digits;

/**
 * Where a sound is loud: between the first and the last 10 ms that come near its loudest.
 *
 * @param from first sample
 * @param end sample after the last
 */
record LoudPart(int from, int end) {
    private static final int BLOCK_SAMPLES = 80;

    /** Finds what lies less than this below the loudest 10 ms; the whole of a sound shorter than that. */
    static LoudPart of(short[] samples, double belowDb) {
        int blocks = samples.length / BLOCK_SAMPLES;
        if (blocks == 0) {
            return new LoudPart(0, samples.length);
        }
        double[] power = new double[blocks];
        double loudest = 0;
        for (int block = 0; block < blocks; block++) {
            power[block] = power(samples, block * BLOCK_SAMPLES, (block + 1) * BLOCK_SAMPLES);
            loudest = Math.max(loudest, power[block]);
        }
        double floor = loudest * StrictMath.pow(10, -belowDb / 10);
        int first = 0;
        while (power[first] < floor) {
            first++;
        }
        int last = blocks - 1;
        while (power[last] < floor) {
            last--;
        }
        return new LoudPart(first * BLOCK_SAMPLES, (last + 1) * BLOCK_SAMPLES);
    }

    /** Mean square of a stretch. */
    static double power(short[] samples, int from, int end) {
        double sum = 0;
        for (int i = from; i < end; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return end > from ? sum / (end - from) : 0;
    }

    LoudPart later(int samples) {
        return new LoudPart(from + samples, end + samples);
    }
}
