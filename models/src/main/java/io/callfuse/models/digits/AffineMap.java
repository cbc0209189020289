package io.callfuse.models.digits;

/**
 * An affine map that is done learning. Not copied.
 *
 * @param rows a row of weights for each output
 * @param bias of each output
 */
record AffineMap(float[][] rows, float[] bias) {
    /** Checks that there is a bias for each row. */
    AffineMap {
        if (rows.length == 0 || rows.length != bias.length) {
            throw new IllegalArgumentException(rows.length + " rows with " + bias.length + " biases");
        }
    }

    /** How many numbers it takes. */
    int inputs() {
        return rows[0].length;
    }
}
