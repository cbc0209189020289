package io.callfuse.engine.cli.plot;

import java.util.Arrays;

/**
 * The outline of a recording of any length in constant memory: the lowest and the highest sample of each column. When the
 * columns are full, neighbours are joined and each column stands for twice the time. One thread.
 */
public final class Waveform {
    private static final double FULL_SCALE = 32768;
    private static final int COLUMNS = 4096;

    private final short[] lowest = new short[COLUMNS];
    private final short[] highest = new short[COLUMNS];
    private final int sampleRateHz;
    private long samples;
    private int samplesPerColumn = 32;

    /** Begins an empty outline of samples at this rate. */
    public Waveform(int sampleRateHz) {
        if (sampleRateHz <= 0) {
            throw new IllegalArgumentException("sampleRateHz is " + sampleRateHz + ", must be positive");
        }
        this.sampleRateHz = sampleRateHz;
    }

    /** Takes the next samples, linear, -32768..32767. */
    public void accept(short[] pcm, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            accept(pcm[i]);
        }
    }

    private void accept(short sample) {
        if (samples == (long) samplesPerColumn * COLUMNS) {
            joinNeighbours();
        }
        int column = (int) (samples / samplesPerColumn);
        if (samples % samplesPerColumn == 0) {
            lowest[column] = sample;
            highest[column] = sample;
        } else {
            lowest[column] = (short) Math.min(lowest[column], sample);
            highest[column] = (short) Math.max(highest[column], sample);
        }
        samples++;
    }

    private void joinNeighbours() {
        for (int i = 0; i < COLUMNS / 2; i++) {
            lowest[i] = (short) Math.min(lowest[2 * i], lowest[2 * i + 1]);
            highest[i] = (short) Math.max(highest[2 * i], highest[2 * i + 1]);
        }
        samplesPerColumn *= 2;
    }

    /** Length of what was taken, seconds. */
    public double seconds() {
        return (double) samples / sampleRateHz;
    }

    /** Columns in use, 0 when nothing was taken. */
    int columns() {
        return (int) ((samples + samplesPerColumn - 1) / samplesPerColumn);
    }

    /** Two points for each column: its time, seconds. */
    double[] pointTimesSeconds() {
        double[] at = new double[2 * columns()];
        for (int i = 0; i < at.length; i++) {
            at[i] = (double) (i / 2) * samplesPerColumn / sampleRateHz;
        }
        return at;
    }

    /** Two points for each column: its lowest and its highest sample, -1..1. */
    double[] pointValues() {
        double[] value = new double[2 * columns()];
        Arrays.setAll(value, i -> (i % 2 == 0 ? lowest[i / 2] : highest[i / 2]) / FULL_SCALE);
        return value;
    }
}
