package io.callfuse.dsp.activity;

/** The sixteen keys by their two tones (ITU-T Q.23). Without state. */
final class DtmfKeys {
    private static final double[] ROW_HZ = {697, 770, 852, 941};
    private static final double[] COLUMN_HZ = {1209, 1336, 1477, 1633};
    /** Q.24 asks for 1.8 %; a spectral peak's place is a little less exact. */
    private static final double TOLERANCE = 0.022;

    private DtmfKeys() {}

    /** Returns the key with these two tones, 0..15 by rows, or -1 when there is none. */
    static int of(double lowHz, double highHz) {
        int row = nearest(ROW_HZ, lowHz);
        int column = nearest(COLUMN_HZ, highHz);
        return row < 0 || column < 0 ? -1 : row * COLUMN_HZ.length + column;
    }

    private static int nearest(double[] tonesHz, double hz) {
        for (int i = 0; i < tonesHz.length; i++) {
            if (Math.abs(hz - tonesHz[i]) <= TOLERANCE * tonesHz[i]) {
                return i;
            }
        }
        return -1;
    }
}
