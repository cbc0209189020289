package io.callfuse.dsp.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exact answers: small whole numbers, of which no order of summation loses a bit. */
@Timeout(10)
class KernelsTest {
    private final Kernels kernels = Kernels.best();

    @Test
    void shouldCorrelateAtEachShift() {
        float[] a = {9, 1, 2, 3};
        float[] b = {9, 9, 1, 10, 100, 1000, 10000};
        float[] into = {7, 7, 7, 7};
        kernels.correlate(a, 1, b, 2, 3, 3, into);
        assertThat(into).containsExactly(321, 3210, 32100, 7);
    }

    @Test
    void shouldCorrelateManyShifts() {
        int shifts = 145;
        float[] a = ramp(90);
        float[] b = ramp(240);
        float[] into = new float[shifts];
        kernels.correlate(a, 3, b, 5, 80, shifts, into);
        for (int k = 0; k < shifts; k++) {
            float sum = 0;
            for (int i = 0; i < 80; i++) {
                sum += a[3 + i] * b[5 + k + i];
            }
            assertThat(into[k]).isEqualTo(sum);
        }
    }

    @Test
    void shouldAddTheProductsOfAnyLength() {
        for (int length = 0; length < 40; length++) {
            float sum = 0;
            float[] a = ramp(50);
            float[] b = ramp(60);
            for (int i = 0; i < length; i++) {
                sum += a[2 + i] * b[7 + i];
            }
            assertThat(kernels.dot(a, 2, b, 7, length)).isEqualTo(sum);
        }
    }

    @Test
    void shouldAddInItsOwnOrder() {
        float[] ones = {1, 1, 1, 1, 1, 1, 1, 1};
        float[] values = {0x1p24f, 1, 0, 0, -0x1p24f, 1, 0, 0};
        assertThat(kernels.dot(values, 0, ones, 0, 8)).isEqualTo(2f);
        assertThat(kernels.dot(new float[] {0x1p24f, -0x1p24f, 0, 1, 1, 0, 0, 0}, 0, ones, 0, 8))
                .isEqualTo(1f);
    }

    @Test
    void shouldMultiplyAndLeaveTheRest() {
        float[] into = {7, 7, 7, 7};
        kernels.multiply(new float[] {1, 2, 3, 4}, new float[] {5, 6, 7, 8}, into, 3);
        assertThat(into).containsExactly(5, 12, 21, 7);
    }

    @Test
    void shouldMultiplyAMatrixByAVector() {
        float[] into = new float[3];
        float[][] columns = {{9, 9, 9}, {1, 2, 3}, {4, 5, 6}};
        kernels.transform(columns, new float[] {9, 10, 100}, 1, 3, into);
        assertThat(into).containsExactly(410, 520, 630);
    }

    @Test
    void shouldMultiplyALongMatrixByAVector() {
        float[][] columns = new float[23][];
        float[] into = new float[77];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = ramp(80 + c);
        }
        float[] weights = ramp(23);
        kernels.transform(columns, weights, 0, 23, into);
        for (int r = 0; r < into.length; r++) {
            float sum = 0;
            for (int c = 0; c < 23; c++) {
                sum += columns[c][r] * weights[c];
            }
            assertThat(into[r]).isEqualTo(sum);
        }
    }

    @Test
    void shouldMultiplyAMatrixOfFewRowsByAVector() {
        float[] weights = ramp(23);
        for (int rows : new int[] {8, 13, 31}) {
            float[][] columns = new float[23][];
            for (int c = 0; c < columns.length; c++) {
                columns[c] = ramp(rows + c);
            }
            float[] into = new float[rows];
            kernels.transform(columns, weights, 2, 23, into);
            for (int r = 0; r < rows; r++) {
                float sum = 0;
                for (int c = 2; c < 23; c++) {
                    sum += columns[c][r] * weights[c];
                }
                assertThat(into[r]).isEqualTo(sum);
            }
        }
    }

    @Test
    void shouldGiveTheSameBitsWhenAMatrixIsMultipliedInParts() {
        float[] weights = ramp(23);
        for (int rows : new int[] {3, 8, 13, 40, 77}) {
            float[][] columns = new float[23][];
            for (int c = 0; c < columns.length; c++) {
                columns[c] = ramp(rows + c);
            }
            float[] atOnce = new float[rows];
            kernels.transform(columns, weights, 2, 23, atOnce);
            float[] inParts = new float[rows];
            kernels.accumulate(columns, weights, 2, 5, inParts);
            kernels.accumulate(columns, weights, 5, 5, inParts);
            kernels.accumulate(columns, weights, 5, 23, inParts);
            assertThat(inParts).containsExactly(atOnce);
        }
    }

    @Test
    void shouldMultiplyAMatrixInOneArrayByAVector() {
        int rows = 24;
        float[] matrix = ramp(rows * 5);
        float[] x = ramp(7);
        float[] into = new float[26];
        kernels.multiplyMatrix(matrix, rows, x, 2, 5, into, 1);
        for (int r = 0; r < rows; r++) {
            float sum = 0;
            for (int c = 0; c < 5; c++) {
                sum += matrix[c * rows + r] * x[2 + c];
            }
            assertThat(into[1 + r]).isEqualTo(sum);
        }
        assertThat(into[0]).isZero();
        assertThat(into[25]).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 36, 40, 76, 160})
    void shouldFilter(int length) {
        float[] taps = {1, -2, 3, 5, 7, 2, 1, 0};
        float[][] x = new float[4][];
        for (int row = 0; row < 4; row++) {
            x[row] = ramp(length + 8);
        }
        float[] into = new float[length + 8];
        kernels.filter(taps, x, into, length);
        for (int i = 0; i < length; i++) {
            float sum = 0;
            for (int t = 0; t < taps.length; t++) {
                sum += taps[t] * x[0][i + t];
            }
            assertThat(into[i]).isEqualTo(sum);
        }
    }

    @Test
    void shouldSquareTheMagnitude() {
        float[] into = {7, 7, 7};
        kernels.squaredMagnitude(new float[] {3, -5}, new float[] {4, 12}, into, 2);
        assertThat(into).containsExactly(25, 169, 7);
    }

    private static float[] ramp(int length) {
        float[] ramp = new float[length];
        for (int i = 0; i < length; i++) {
            ramp[i] = i % 17 - 8;
        }
        return ramp;
    }
}
