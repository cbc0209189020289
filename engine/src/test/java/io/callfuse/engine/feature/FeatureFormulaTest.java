package io.callfuse.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.dsp.functional.DescriptorScale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Some of the features of random frames of speech against the formula that each stands for. */
@Timeout(30)
class FeatureFormulaTest {
    private static final int WINDOW = SpeechStatistics.WINDOW_FRAMES;
    private static final double FRAMES_PER_SECOND = 1 / SpeechStatistics.FRAME_SECONDS;
    private static final DescriptorScale BAND_SCALE = new DescriptorScale(-100, 10);
    private static final int PAUSED_EVERY = 41;
    private static final int FRAMES = 700;

    private final Random random = new Random(8);
    private final SpeechStatistics statistics = new SpeechStatistics();
    private final List<double[]> said = new ArrayList<>();
    private final List<double[]> bands = new ArrayList<>();
    private final double[] values = new double[FeatureVector.names().size()];

    @BeforeEach
    void hear() {
        for (int frame = 0; frame < FRAMES; frame++) {
            if (frame % PAUSED_EVERY == 0) {
                statistics.pause();
            } else {
                hearOne();
            }
        }
        new SpeechFeatures(statistics).write(values);
    }

    private void hearOne() {
        Instruments with = Instruments.ofThread();
        double loud = random.nextDouble();
        for (int bin = 0; bin < with.filled.length; bin++) {
            with.filled[bin] = (float) (1e-6 * Math.pow(10, 3 * loud) * (0.1 + random.nextDouble()) / (1 + bin));
        }
        float[] descriptors = new float[Descriptor.values().length];
        double[] kept = new double[descriptors.length];
        for (Descriptor d : Descriptor.values()) {
            DescriptorScale scale = d.scale();
            double place = d == Descriptor.CENTROID ? 0.8 * loud + 0.2 * random.nextDouble() : random.nextDouble();
            double share = d == Descriptor.LEVEL || d == Descriptor.LOUDNESS ? loud : place;
            boolean none = d == Descriptor.HNR && random.nextInt(3) == 0;
            float value = none ? Float.NaN : (float) (scale.lowest() + share * (scale.highest() - scale.lowest()));
            descriptors[d.ordinal()] = value;
            kept[d.ordinal()] = scale.quantized(value);
        }
        float[] levels = new float[Instruments.NARROW_BANDS];
        with.narrowMel.apply(with.filled, with.narrowPower);
        with.narrowMel.levels(with.narrowPower, levels);
        statistics.accept(descriptors, levels, true);
        said.add(kept);
        bands.add(IntStream.range(0, levels.length)
                .mapToDouble(b -> BAND_SCALE.quantized(levels[b]))
                .toArray());
    }

    private double value(String name) {
        assertThat(FeatureVector.names()).contains(name);
        return values[FeatureVector.place(name)];
    }

    private double[] last(Descriptor descriptor) {
        return said.subList(said.size() - WINDOW, said.size()).stream()
                .mapToDouble(frame -> frame[descriptor.ordinal()])
                .toArray();
    }

    private double[] ofBands(ToDoubleFunction<double[]> what) {
        return bands.subList(bands.size() - WINDOW, bands.size()).stream()
                .mapToDouble(what)
                .toArray();
    }

    private static double mean(double[] of) {
        return Arrays.stream(of).filter(value -> !Double.isNaN(value)).average().orElse(Double.NaN);
    }

    private static double percentile(double[] of, double percent) {
        double[] sorted =
                Arrays.stream(of).filter(value -> !Double.isNaN(value)).sorted().toArray();
        double place = percent / 100 * (sorted.length - 1);
        int below = (int) place;
        return sorted[below] + (place - below) * (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]);
    }

    @Test
    void shouldTellPlacesOfADescriptorThatSomeFramesLack() {
        double[] hnr = last(Descriptor.HNR);
        assertThat(value("voicequality.HNRdBACF_percentile5.0")).isCloseTo(percentile(hnr, 5), within(1e-9));
        assertThat(value("voicequality.HNRdBACF_percentile80.0")).isCloseTo(percentile(hnr, 80), within(1e-9));
        double halves = mean(Arrays.copyOfRange(hnr, WINDOW / 2, WINDOW)) - mean(Arrays.copyOf(hnr, WINDOW / 2));
        assertThat(value("voicequality.HNRdBACF_halvesDifference")).isCloseTo(halves, within(1e-9));
    }

    @Test
    void shouldTellStepsBetweenFramesThatFollowUponEachOther() {
        double[] hnr = last(Descriptor.HNR);
        int firstFrame = said.size() - WINDOW;
        double[] steps = IntStream.range(1, WINDOW)
                .filter(i -> (firstFrame + i) % (PAUSED_EVERY - 1) != 0)
                .mapToDouble(i -> Math.abs(hnr[i] - hnr[i - 1]) * FRAMES_PER_SECOND)
                .toArray();
        assertThat(value("voicequality.HNRdBACF_percentile90.0AbsDelta"))
                .isCloseTo(percentile(steps, 90), within(1e-6));
        assertThat(value("voicequality.HNRdBACF_meanAbsDelta")).isCloseTo(mean(steps), within(1e-6));
    }

    @Test
    void shouldTellHowMuchComesWithLoudness() {
        double[] x = last(Descriptor.LOUDNESS);
        double[] y = last(Descriptor.CENTROID);
        double meanX = mean(x);
        double meanY = mean(y);
        double joint = 0;
        double variance = 0;
        for (int i = 0; i < WINDOW; i++) {
            joint += (x[i] - meanX) * (y[i] - meanY) / WINDOW;
            variance += (x[i] - meanX) * (x[i] - meanX) / WINDOW;
        }
        assertThat(value("spectrum.centroidKhz_slopeOnLoudness")).isCloseTo(joint / (variance + 1), within(1e-9));
    }

    @Test
    void shouldTellABandAgainstAllAndInLoudFramesAgainstQuietOnes() {
        double[] level = last(Descriptor.LEVEL);
        double[] band = ofBands(levels -> levels[4]);
        double[] all = ofBands(FeatureFormulaTest::mean);
        double[] loud = where(band, level, percentile(level, 75), 1);
        double[] quiet = where(band, level, percentile(level, 25), -1);
        double loudOfAll = mean(where(all, level, percentile(level, 75), 1));
        assertThat(value("spectrum.melBand5Db_amean.fromAllBands")).isCloseTo(mean(band) - mean(all), within(1e-9));
        assertThat(value("spectrum.melBand5Db_percentile10.0.fromMean"))
                .isCloseTo(percentile(band, 10) - mean(band), within(1e-9));
        assertThat(value("spectrum.melBand5Db_loudQuarter.fromAllBands"))
                .isCloseTo(mean(loud) - loudOfAll, within(1e-9));
        assertThat(value("spectrum.melBand5Db_loudQuarter.fromQuietQuarter"))
                .isCloseTo(mean(loud) - mean(quiet), within(1e-9));
    }

    private static double[] where(double[] values, double[] by, double edge, int direction) {
        return IntStream.range(0, values.length)
                .filter(i -> direction * (by[i] - edge) >= 0)
                .mapToDouble(i -> values[i])
                .toArray();
    }

    @Test
    void shouldTellHowFastTheLevelMovesByItsSpectrum() {
        assertThat(value("rate.levelDb_modulation4.0-6.0Hz"))
                .isCloseTo(shareDb(last(Descriptor.LEVEL), 4, 6), within(0.001));
        double[] broad = ofBands(levels -> mean(Arrays.copyOf(levels, 6)));
        assertThat(value("rate.melBands1-6_modulation0.8-2.5Hz")).isCloseTo(shareDb(broad, 0.8, 2.5), within(0.01));
    }

    private static double shareDb(double[] contour, double fromHz, double toHz) {
        return 10 * Math.log10(power(contour, fromHz, toHz) / power(contour, 0.8, 25) + 1e-4);
    }

    private static double power(double[] contour, double fromHz, double toHz) {
        double power = 0;
        double mean = mean(contour);
        for (int bin = 0; bin < 128; bin++) {
            double hz = bin * FRAMES_PER_SECOND / 256;
            double re = 0;
            double im = 0;
            for (int i = 0; i < contour.length; i++) {
                double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / contour.length);
                re += hann * (contour[i] - mean) * Math.cos(2 * Math.PI * bin * i / 256);
                im += hann * (contour[i] - mean) * Math.sin(2 * Math.PI * bin * i / 256);
            }
            power += hz >= fromHz && hz < toHz ? re * re + im * im : 0;
        }
        return power;
    }
}
