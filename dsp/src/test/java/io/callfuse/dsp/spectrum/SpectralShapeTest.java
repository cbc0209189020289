package io.callfuse.dsp.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class SpectralShapeTest {
    private static final double BIN_HZ = 31.25;
    private static final int BINS = 129;

    private final SpectralShape shape = new SpectralShape(BIN_HZ, 300, 3400);

    @ParameterizedTest
    @ValueSource(doubles = {-20, -6, 0, 12})
    void shouldFindTheSlopeOfAStraightSpectrum(double dbPerKhz) {
        shape.measure(spectrum(hz -> 1e-4 * decibels(dbPerKhz * hz / 1000)));
        assertThat(shape.slopeTo500DbPerKhz()).isCloseTo(dbPerKhz, within(0.05));
        assertThat(shape.slope500To1500DbPerKhz()).isCloseTo(dbPerKhz, within(0.05));
        assertThat(shape.slopeDbPerKhz()).isCloseTo(dbPerKhz, within(0.05));
    }

    @Test
    void shouldTellSlopesApartByBand() {
        shape.measure(
                spectrum(hz -> hz < 500 ? 1e-4 * decibels((hz - 500) * 0.03) : 1e-4 * decibels((500 - hz) * 0.01)));
        assertThat(shape.slopeTo500DbPerKhz()).isCloseTo(30, within(0.1));
        assertThat(shape.slope500To1500DbPerKhz()).isCloseTo(-10, within(0.1));
    }

    @Test
    void shouldCompareThePowersAboveAndBelow1000Hz() {
        shape.measure(lines(500, 0.01, 2500, 0.001));
        assertThat(shape.alphaRatioDb()).isCloseTo(-10, within(0.01));
        shape.measure(lines(968.75, 0.001, 1000, 0.01));
        assertThat(shape.alphaRatioDb()).isCloseTo(10, within(0.01));
    }

    @Test
    void shouldCompareThePeaksAboveAndBelow2000Hz() {
        shape.measure(lines(1968.75, 0.1, 2000, 0.001));
        assertThat(shape.hammarbergIndexDb()).isCloseTo(20, within(0.01));
    }

    @Test
    void shouldFindTheMiddleOfThePower() {
        shape.measure(lines(500, 0.01, 1500, 0.03));
        assertThat(shape.centroidHz()).isCloseTo(1250, within(0.1));
        shape.measure(spectrum(hz -> 1e-4));
        assertThat(shape.centroidHz()).isCloseTo(1843.75, within(1.0));
    }

    @Test
    void shouldFindWhereThePowerEnds() {
        shape.measure(lines(500, 0.84, 2500, 0.16));
        assertThat(shape.rollOffHz()).isEqualTo(2500);
        shape.measure(lines(500, 0.86, 2500, 0.14));
        assertThat(shape.rollOffHz()).isEqualTo(500);
    }

    @Test
    void shouldNotLookBeyondTheBand() {
        float[] power = lines(500, 0.01, 2500, 0.001);
        shape.measure(power);
        double alphaDb = shape.alphaRatioDb();
        double bandPower = shape.bandPower();
        power[3] = 5;
        power[120] = 5;
        shape.measure(power);
        assertThat(shape.alphaRatioDb()).isEqualTo(alphaDb);
        assertThat(shape.bandPower()).isEqualTo(bandPower).isCloseTo(0.011, within(1e-6));
    }

    @Test
    void shouldNotCareForGain() {
        double[] loud = measured(spectrum(hz -> 0.01 / (1 + hz * hz / 1e6)));
        double[] soft = measured(spectrum(hz -> 0.01 / (1 + hz * hz / 1e6) * 1e-4));
        for (int i = 0; i < loud.length; i++) {
            assertThat(soft[i]).isCloseTo(loud[i], within(0.01));
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0, Float.NaN, Float.POSITIVE_INFINITY})
    void shouldHaveNoValueWhereThereIsNoSpectrum(float everywhere) {
        shape.measure(lines(500, 0.01, 2500, 0.001));
        float[] nothing = new float[BINS];
        Arrays.fill(nothing, everywhere);
        assertThat(measured(nothing)).containsOnly(Double.NaN);
        assertThat(shape.bandPower()).isZero();
        assertThat(measured(lines(500, 0.01, 2500, 0.001))).doesNotContain(Double.NaN);
    }

    @Test
    void shouldKeepHolesFromRulingASlope() {
        double[] slopes = measured(lines(500, 0.01, 1500, 0.01));
        for (double value : slopes) {
            assertThat(value).isFinite();
        }
        assertThat(shape.slope500To1500DbPerKhz()).isBetween(-5.0, 5.0);
    }

    @Test
    void shouldRefuseABandWithoutTheLowestSlope() {
        assertThatThrownBy(() -> new SpectralShape(BIN_HZ, 450, 3400)).hasMessageContaining("a band from 450.0");
    }

    private double[] measured(float[] power) {
        shape.measure(power);
        return new double[] {
            shape.alphaRatioDb(),
            shape.hammarbergIndexDb(),
            shape.slopeTo500DbPerKhz(),
            shape.slope500To1500DbPerKhz(),
            shape.slopeDbPerKhz(),
            shape.centroidHz(),
            shape.rollOffHz()
        };
    }

    private static double decibels(double db) {
        return StrictMath.pow(10, db / 10);
    }

    private static float[] spectrum(DoubleUnaryOperator powerAtHz) {
        float[] power = new float[BINS];
        for (int k = 0; k < BINS; k++) {
            power[k] = (float) powerAtHz.applyAsDouble(k * BIN_HZ);
        }
        return power;
    }

    private static float[] lines(double hz, double power, double otherHz, double otherPower) {
        float[] spectrum = new float[BINS];
        spectrum[(int) (hz / BIN_HZ)] = (float) power;
        spectrum[(int) (otherHz / BIN_HZ)] = (float) otherPower;
        return spectrum;
    }
}
