package io.callfuse.perf.ear;

import io.callfuse.dsp.spectrum.PowerSpectrum;
import io.callfuse.dsp.voice.Formants;
import io.callfuse.dsp.voice.VoiceQuality;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Voice quality and formants of clean recordings beside Praat's, at Praat's pitch. */
final class VoiceAgainstPraat {
    private static final int SPECTRUM_SIZE = 256;
    /** Stretches that are shorter have too few periods to compare, s. */
    private static final double MIN_VOICED = 0.2;
    /** Frames below that are no vowels. */
    private static final double MIN_VOWEL_HNR_DB = 8;

    private static final double MAX_F1_BANDWIDTH_HZ = 300;
    private static final double MAX_F2_BANDWIDTH_HZ = 400;

    private final PrintStream out;
    private final VoiceQuality quality =
            new VoiceQuality(DescriptorReadings.RATE_HZ, DescriptorReadings.FRAME, DescriptorReadings.HOP);
    private final PowerSpectrum spectrum = new PowerSpectrum(SPECTRUM_SIZE, DescriptorReadings.RATE_HZ);
    private final Formants formants = new Formants(DescriptorReadings.RATE_HZ, 0.95);
    private final Pairs hnrDb = new Pairs();
    private final Pairs jitter = new Pairs();
    private final Pairs shimmerDb = new Pairs();
    private final List<Pairs> formantsHz = List.of(new Pairs(), new Pairs(), new Pairs());

    /** Values of two that measured the same. */
    private static final class Pairs {
        private final List<Double> ours = new ArrayList<>();
        private final List<Double> theirs = new ArrayList<>();

        void add(double our, double their) {
            if (!Double.isNaN(our) && !Double.isNaN(their)) {
                ours.add(our);
                theirs.add(their);
            }
        }

        double r() {
            return Measures.pearson(array(ours), array(theirs));
        }

        double[] differences() {
            double[] differences = new double[ours.size()];
            for (int i = 0; i < differences.length; i++) {
                differences[i] = ours.get(i) - theirs.get(i);
            }
            return differences;
        }

        double[] relativeErrors() {
            double[] errors = differences();
            for (int i = 0; i < errors.length; i++) {
                errors[i] = Math.abs(errors[i]) / theirs.get(i);
            }
            return errors;
        }

        static double[] array(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    VoiceAgainstPraat(PrintStream out) {
        this.out = out;
    }

    void print(List<Clip> clips) throws IOException, InterruptedException {
        if (!PraatVoice.installed()) {
            out.println("Praat is not installed: no comparison");
            return;
        }
        List<short[]> recordings = new ArrayList<>();
        for (Clip clip : clips) {
            recordings.add(clip.samples());
        }
        List<PraatVoice.Reading> readings = PraatVoice.read(recordings);
        for (int r = 0; r < recordings.size(); r++) {
            compare(DescriptorReadings.scaled(recordings.get(r)), readings.get(r));
        }
        out.printf("Beside Praat, %d clean recordings, at Praat's pitch%n", clips.size());
        row("HNR, dB, voiced frames", hnrDb);
        row("jitterLocal, voiced stretches over 0.2 s", jitter);
        row("shimmerLocal, dB, the same", shimmerDb);
        for (int i = 0; i < formantsHz.size(); i++) {
            Pairs pairs = formantsHz.get(i);
            row("F" + (i + 1) + ", Hz, vowels", pairs);
            double[] errors = pairs.relativeErrors();
            double within = Measures.mean(
                    java.util.Arrays.stream(errors).map(e -> e < 0.1 ? 100 : 0).toArray());
            out.printf(
                    Locale.ROOT,
                    "%44s median error %.1f %%, within 10 %%: %.1f %%%n",
                    "",
                    100 * Measures.median(errors),
                    within);
        }
    }

    private void row(String name, Pairs pairs) {
        out.printf(
                Locale.ROOT,
                "%-44s n %6d  r %.3f  median: ours %.4g, Praat's %.4g, difference %.4g%n",
                name,
                pairs.ours.size(),
                pairs.r(),
                Measures.median(Pairs.array(pairs.ours)),
                Measures.median(Pairs.array(pairs.theirs)),
                Measures.median(pairs.differences()));
    }

    private void compare(float[] samples, PraatVoice.Reading reading) {
        quality.reset();
        double[][] perturbation = new double[reading.frames().size()][];
        float[] frame = new float[SPECTRUM_SIZE];
        for (int f = 0; f < perturbation.length; f++) {
            PraatVoice.Frame praat = reading.frames().get(f);
            int start = f * DescriptorReadings.HOP;
            if (start + DescriptorReadings.FRAME > samples.length) {
                perturbation[f] = new double[] {Double.NaN, Double.NaN, 0};
                continue;
            }
            quality.measure(samples, start, praat.f0Hz());
            perturbation[f] = new double[] {quality.jitterLocal(), quality.shimmerLocalDb(), quality.periods()};
            if (praat.f0Hz() > 0 && praat.hnrDb() > 0) {
                hnrDb.add(quality.hnrDb(), praat.hnrDb());
            }
            if (isVowel(praat)) {
                System.arraycopy(
                        samples, start + (DescriptorReadings.FRAME - SPECTRUM_SIZE) / 2, frame, 0, frame.length);
                compareFormants(frame, praat.formantsHz());
            }
        }
        reading.voiced().forEach(voiced -> compareStretch(voiced, perturbation));
    }

    /** Voiced clearly, with two resonances that Praat is sure of. */
    private static boolean isVowel(PraatVoice.Frame praat) {
        return praat.f0Hz() > 0
                && praat.hnrDb() > MIN_VOWEL_HNR_DB
                && praat.bandwidthsHz()[0] < MAX_F1_BANDWIDTH_HZ
                && praat.bandwidthsHz()[1] < MAX_F2_BANDWIDTH_HZ;
    }

    private void compareFormants(float[] frame, double[] praatHz) {
        spectrum.compute(frame);
        formants.measure(spectrum.power());
        for (int i = 0; i < praatHz.length; i++) {
            formantsHz.get(i).add(formants.frequencyHz(i), praatHz[i]);
        }
    }

    private void compareStretch(PraatVoice.Voiced voiced, double[][] perturbation) {
        if (voiced.end() - voiced.start() < MIN_VOICED) {
            return;
        }
        double[] sums = new double[2];
        double[] weights = new double[2];
        for (int f = 0; f < perturbation.length; f++) {
            double time = (f * DescriptorReadings.HOP + DescriptorReadings.FRAME / 2.0) / DescriptorReadings.RATE_HZ;
            for (int i = 0; i < 2 && time >= voiced.start() && time <= voiced.end(); i++) {
                if (!Double.isNaN(perturbation[f][i])) {
                    sums[i] += perturbation[f][i] * perturbation[f][2];
                    weights[i] += perturbation[f][2];
                }
            }
        }
        jitter.add(sums[0] / weights[0], voiced.jitterLocal());
        shimmerDb.add(sums[1] / weights[1], voiced.shimmerLocalDb());
    }
}
