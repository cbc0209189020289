package io.callfuse.dsp.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.dsp.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SpectrumTest {
    private static final int SIZE = 256;

    @Test
    void shouldTransformAsTheDefinitionDoes() {
        double[] frame = new double[SIZE];
        float[] noise = Signals.noise(7, 1, SIZE);
        for (int i = 0; i < SIZE; i++) {
            frame[i] = noise[i];
        }
        double[] fast = new double[SIZE / 2 + 1];
        new RealFft(SIZE).squaredMagnitude(frame, fast);
        for (int k = 0; k <= SIZE / 2; k++) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < SIZE; i++) {
                re += frame[i] * StrictMath.cos(2 * Math.PI * k * i / SIZE);
                im -= frame[i] * StrictMath.sin(2 * Math.PI * k * i / SIZE);
            }
            assertThat(fast[k]).isCloseTo(re * re + im * im, within(1e-9));
        }
    }

    @Test
    void shouldRefuseASizeThatIsNoPowerOfTwo() {
        assertThatThrownBy(() -> new RealFft(240)).hasMessage("size is 240, not a power of two of 4 at least");
    }

    @Test
    void shouldAddUpToTheMeanSquareOfTheSignal() {
        PowerSpectrum spectrum = new PowerSpectrum(SIZE, Signals.RATE_HZ);
        spectrum.compute(Signals.sine(1000, 0.5, SIZE));
        double sum = 0;
        for (double power : spectrum.power()) {
            sum += power;
        }
        assertThat(sum).isCloseTo(0.125, within(0.001));
        assertThat(spectrum.binOf(1000)).isEqualTo(32);
        assertThat(spectrum.power()[32]).isGreaterThan(0.08);
    }

    @Test
    void shouldFindTheCentreOfASineAndTheLeanOfTwo() {
        SpectralBalance balance = balanceOf(mix(500, 0.4, 2500, 0.04));
        assertThat(balance.alphaRatioDb()).isCloseTo(-20, within(0.2));
        assertThat(balance.hammarbergIndexDb()).isCloseTo(20, within(0.2));
        assertThat(balanceOf(Signals.sine(1500, 0.4, SIZE)).centroidHz()).isCloseTo(1500, within(5.0));
    }

    @Test
    void shouldNotCareForTheGainOfTheLine() {
        SpectralBalance loud = balanceOf(mix(500, 0.4, 2500, 0.1));
        SpectralBalance quiet = balanceOf(mix(500, 0.04, 2500, 0.01));
        assertThat(quiet.alphaRatioDb()).isCloseTo(loud.alphaRatioDb(), within(1e-3));
        assertThat(quiet.hammarbergIndexDb()).isCloseTo(loud.hammarbergIndexDb(), within(1e-3));
        assertThat(quiet.centroidHz()).isCloseTo(loud.centroidHz(), within(1e-2));
    }

    @Test
    void shouldSayNothingWildOfSilence() {
        SpectralBalance balance = balanceOf(new float[SIZE]);
        assertThat(balance.alphaRatioDb()).isZero();
        assertThat(balance.hammarbergIndexDb()).isZero();
        assertThat(balance.centroidHz()).isZero();
        assertThat(balance.bandPower()).isZero();
    }

    @Test
    void shouldPutASineIntoTheBandAroundIt() {
        PowerSpectrum spectrum = new PowerSpectrum(SIZE, Signals.RATE_HZ);
        MelFilterbank mel = new MelFilterbank(14, 250, 3500, spectrum);
        double[] bands = new double[14];
        for (int b = 0; b < mel.bands(); b++) {
            spectrum.compute(Signals.sine(mel.centreHz(b), 0.5, SIZE));
            mel.apply(spectrum.power(), bands);
            int loudest = 0;
            for (int other = 1; other < bands.length; other++) {
                loudest = bands[other] > bands[loudest] ? other : loudest;
            }
            assertThat(loudest).isEqualTo(b);
        }
    }

    @Test
    void shouldHaveNoCepstrumForAFlatSpectrumAndASignForATiltedOne() {
        Mfcc mfcc = new Mfcc(4, 14);
        double[] flat = new double[14];
        double[] falling = new double[14];
        for (int b = 0; b < 14; b++) {
            flat[b] = -20;
            falling[b] = -2 * b;
        }
        for (int i = 0; i < mfcc.coefficients(); i++) {
            assertThat(mfcc.coefficient(i, flat)).isCloseTo(0, within(1e-9));
        }
        assertThat(mfcc.coefficient(0, falling)).isGreaterThan(1);
    }

    @Test
    void shouldFeelAChangeOfShapeButNotOfGain() {
        SpectralFlux flux = new SpectralFlux(0, 3);
        assertThat(flux.next(new double[] {1, 0, 0, 0})).isZero();
        assertThat(flux.next(new double[] {0.01, 0, 0, 0})).isCloseTo(0, within(1e-6));
        assertThat(flux.next(new double[] {0, 0, 0, 1})).isCloseTo(Math.sqrt(2), within(1e-6));
        flux.reset();
        assertThat(flux.next(new double[] {1, 1, 0, 0})).isZero();
    }

    @Test
    void shouldCountTwoCrossingsAPeriod() {
        assertThat(ZeroCrossings.rate(Signals.sine(400, 0.5, 8001))).isCloseTo(0.1, within(0.001));
        assertThat(ZeroCrossings.rate(new float[100])).isZero();
    }

    private static SpectralBalance balanceOf(float[] frame) {
        PowerSpectrum spectrum = new PowerSpectrum(SIZE, Signals.RATE_HZ);
        SpectralBalance balance = new SpectralBalance(spectrum);
        spectrum.compute(frame);
        balance.measure(spectrum.power());
        return balance;
    }

    private static float[] mix(double hz, double amplitude, double otherHz, double otherAmplitude) {
        float[] one = Signals.sine(hz, amplitude, SIZE);
        float[] other = Signals.sine(otherHz, otherAmplitude, SIZE);
        for (int i = 0; i < SIZE; i++) {
            one[i] += other[i];
        }
        return one;
    }
}
