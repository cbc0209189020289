package io.callfuse.dsp.robustness;

import io.callfuse.dsp.activity.VoiceActivityDetector;
import io.callfuse.dsp.framing.Framer;
import io.callfuse.dsp.functional.Contour;
import io.callfuse.dsp.functional.Moments;
import io.callfuse.dsp.pitch.FundamentalRestorer;
import io.callfuse.dsp.pitch.PitchEstimate;
import io.callfuse.dsp.pitch.PitchTracker;
import io.callfuse.dsp.pitch.YinPitchTracker;
import io.callfuse.dsp.rate.SpeechRate;
import io.callfuse.dsp.rate.SyllableNuclei;
import io.callfuse.dsp.signal.Biquad;
import io.callfuse.dsp.signal.Decibels;
import io.callfuse.dsp.signal.LossConcealer;
import io.callfuse.dsp.signal.Pcm16;
import io.callfuse.dsp.signal.PolyphaseFilter;
import io.callfuse.dsp.signal.Resampler;
import io.callfuse.dsp.spectrum.MelFilterbank;
import io.callfuse.dsp.spectrum.Mfcc;
import io.callfuse.dsp.spectrum.PowerSpectrum;
import io.callfuse.dsp.spectrum.RealFft;
import io.callfuse.dsp.spectrum.SpectralBalance;
import io.callfuse.dsp.spectrum.SpectralFlux;
import io.callfuse.dsp.spectrum.ZeroCrossings;
import java.util.List;

/**
 * Every public unit of dsp that hears frame by frame, and how a block is handed to it. A new class goes on the list with a few
 * lines of its own.
 */
final class Units {
    private static final int RATE_HZ = 8000;
    private static final int SPECTRUM_SIZE = 256;
    private static final int BANDS = 14;

    private Units() {}

    static List<Unit> all() {
        return List.of(
                Unit.of("Biquad.highPass", () -> filter(Biquad.highPass(300, RATE_HZ)))
                        .approaching(1e-9),
                Unit.of("Biquad.lowPass", () -> filter(Biquad.lowPass(900, RATE_HZ)))
                        .approaching(1e-9),
                Unit.of("Decibels", () -> (block, said) -> said.number(Decibels.levelDbfs(block, 0, block.length))),
                Unit.of("Pcm16", Units::rounding),
                Unit.of("Resampler", Units::resampling),
                Unit.of("LossConcealer", Units::concealing),
                Unit.of("Framer", Units::framing),
                Unit.of("RealFft", Units::transforming),
                Unit.of("PowerSpectrum", () -> spectral((power, said) -> said.numbers(power))),
                Unit.of("MelFilterbank", Units::filterbank),
                Unit.of("Mfcc", Units::cepstral),
                Unit.of("SpectralBalance", Units::balancing),
                Unit.of("SpectralFlux", Units::fluctuating),
                Unit.of("ZeroCrossings", () -> (block, said) -> said.number(ZeroCrossings.rate(block))),
                Unit.of("FundamentalRestorer", Units::restoring).approaching(1e-6),
                Unit.of("YinPitchTracker", () -> tracking(new YinPitchTracker(RATE_HZ, 400, 0.35), 160)),
                Unit.of("VoiceActivityDetector", Units::detecting),
                Unit.of("SyllableNuclei", Units::syllables),
                Unit.of("SpeechRate", Units::rate).forLife(),
                Unit.of("Contour", Units::contour),
                Unit.of("Moments", Units::moments).forLife());
    }

    /** Any pitch tracker, with frames every {@code hop} samples. */
    static Hearing tracking(PitchTracker tracker, int hop) {
        Framer framer = new Framer(tracker.frameSize(), hop, Hearing.BLOCK);
        float[] frame = new float[tracker.frameSize()];
        PitchEstimate estimate = new PitchEstimate();
        return (block, said) -> {
            framer.accept(block, block.length);
            while (framer.next(frame)) {
                tracker.track(frame, estimate);
                said.number(estimate.f0Hz());
                said.number(estimate.voicingProbability());
            }
        };
    }

    private static Hearing filter(Biquad filter) {
        return (block, said) -> {
            for (float sample : block) {
                said.number(filter.next(sample));
            }
        };
    }

    private static Hearing rounding() {
        return (block, said) -> {
            for (float sample : block) {
                said.number(Pcm16.round(32768 * sample));
            }
        };
    }

    private static Hearing resampling() {
        Resampler resampler = new Resampler(PolyphaseFilter.design(16000));
        short[] out = new short[Hearing.BLOCK];
        return (block, said) -> {
            int count = resampler.resample(shorts(block), 0, block.length, out);
            for (int i = 0; i < count; i++) {
                said.number(out[i]);
            }
        };
    }

    /** Every fifth packet is lost. */
    private static Hearing concealing() {
        LossConcealer concealer = new LossConcealer();
        int[] packets = new int[1];
        return (block, said) -> {
            short[] packet = shorts(block);
            if (++packets[0] % 5 == 0) {
                concealer.conceal(packet);
            } else {
                concealer.accept(packet);
            }
            for (short sample : packet) {
                said.number(sample);
            }
        };
    }

    private static Hearing framing() {
        Framer framer = new Framer(SPECTRUM_SIZE, Hearing.BLOCK, Hearing.BLOCK);
        float[] frame = new float[SPECTRUM_SIZE];
        return (block, said) -> {
            framer.accept(block, block.length);
            while (framer.next(frame)) {
                for (float sample : frame) {
                    said.number(sample);
                }
            }
        };
    }

    private static Hearing transforming() {
        RealFft fft = new RealFft(128);
        double[] frame = new double[128];
        double[] squared = new double[65];
        return (block, said) -> {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = block[i];
            }
            fft.squaredMagnitude(frame, squared);
            said.numbers(squared);
        };
    }

    private static Hearing filterbank() {
        MelFilterbank mel = new MelFilterbank(BANDS, 250, 3500, new PowerSpectrum(SPECTRUM_SIZE, RATE_HZ));
        double[] bands = new double[BANDS];
        return unclean((power, said) -> {
            mel.apply(power, bands);
            said.numbers(bands);
        });
    }

    private static Hearing cepstral() {
        Mfcc mfcc = new Mfcc(10, BANDS);
        double[] levelsDb = new double[BANDS];
        return (block, said) -> {
            for (int b = 0; b < BANDS; b++) {
                levelsDb[b] = 100 * block[b];
            }
            for (int c = 0; c < mfcc.coefficients(); c++) {
                said.number(mfcc.coefficient(c, levelsDb));
            }
        };
    }

    private static Hearing balancing() {
        SpectralBalance balance = new SpectralBalance(new PowerSpectrum(SPECTRUM_SIZE, RATE_HZ));
        return unclean((power, said) -> {
            balance.measure(power);
            said.number(balance.bandPower());
            said.number(balance.alphaRatioDb());
            said.number(balance.hammarbergIndexDb());
            said.number(balance.centroidHz());
        });
    }

    private static Hearing fluctuating() {
        SpectralFlux flux = new SpectralFlux(2, BANDS - 1);
        return unclean((power, said) -> said.number(flux.next(power)));
    }

    private static Hearing restoring() {
        FundamentalRestorer restorer = new FundamentalRestorer(RATE_HZ);
        float[] restored = new float[Hearing.BLOCK];
        return (block, said) -> {
            restorer.restore(shorts(block), block.length, restored);
            for (float sample : restored) {
                said.number(sample);
            }
        };
    }

    private static Hearing detecting() {
        VoiceActivityDetector detector = new VoiceActivityDetector((double) RATE_HZ / SPECTRUM_SIZE);
        return unclean((power, said) -> {
            double total = 0;
            for (double one : power) {
                total += one;
            }
            double levelDbfs = Double.isNaN(total) ? total : Decibels.ofPower(total);
            said.number(detector.accept(levelDbfs, power, true) ? 1 : 0);
        });
    }

    private static Hearing syllables() {
        SyllableNuclei nuclei = new SyllableNuclei();
        return (block, said) -> {
            int count = 0;
            for (int half = 0; half < 2; half++) {
                double power = nuclei.smooth(meanSquare(block, 80 * half, 80));
                said.number(power);
                count += nuclei.accept(Decibels.ofPower(power), true) ? 1 : 0;
            }
            said.number(count);
        };
    }

    private static Hearing rate() {
        SpeechRate rate = new SpeechRate(0.02, 1, 1, 0.5);
        return (block, said) -> {
            rate.accept(block[0] > 0 ? 1 : 0);
            said.number(rate.syllablesPerSecond());
            said.number(rate.baselineSyllablesPerSecond());
        };
    }

    private static Hearing contour() {
        Contour contour = new Contour(50, new float[50]);
        return (block, said) -> {
            contour.accept(block[0]);
            contour.summarize();
            said.numberOrNothing(contour.mean());
            said.numberOrNothing(contour.stddev());
            said.numberOrNothing(contour.percentile(20));
            said.number(contour.count());
        };
    }

    private static Hearing moments() {
        Moments moments = new Moments();
        return (block, said) -> {
            moments.accept(block[0]);
            said.numberOrNothing(moments.mean());
            said.numberOrNothing(moments.stddev());
        };
    }

    /** Something that reads power spectra, given those that dsp itself computes. */
    private static Hearing spectral(OfSpectrum reader) {
        Framer framer = new Framer(SPECTRUM_SIZE, Hearing.BLOCK, Hearing.BLOCK);
        float[] frame = new float[SPECTRUM_SIZE];
        PowerSpectrum spectrum = new PowerSpectrum(SPECTRUM_SIZE, RATE_HZ);
        return (block, said) -> {
            framer.accept(block, block.length);
            while (framer.next(frame)) {
                spectrum.compute(frame);
                reader.read(spectrum.power(), said);
            }
        };
    }

    /** The same, the power spectrum being spoilt as the block is: nobody stands between. */
    private static Hearing unclean(OfSpectrum reader) {
        PowerSpectrum spectrum = new PowerSpectrum(SPECTRUM_SIZE, RATE_HZ);
        float[] frame = new float[SPECTRUM_SIZE];
        return (block, said) -> {
            System.arraycopy(block, 0, frame, 0, block.length);
            float spoilt = 0;
            for (int i = 0; i < block.length; i++) {
                spoilt += Math.abs(block[i]) <= 1 ? 0 : Math.abs(block[i]);
                frame[i] = Math.abs(block[i]) <= 1 ? block[i] : 0;
            }
            spectrum.compute(frame);
            double[] power = spectrum.power().clone();
            for (int k = 0; k < power.length; k++) {
                power[k] += spoilt;
            }
            reader.read(power, said);
        };
    }

    private static double meanSquare(float[] block, int from, int length) {
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += (double) block[i] * block[i] / length;
        }
        return sum;
    }

    private static short[] shorts(float[] block) {
        short[] samples = new short[block.length];
        for (int i = 0; i < block.length; i++) {
            samples[i] = Pcm16.round(32768 * block[i]);
        }
        return samples;
    }

    private interface OfSpectrum {
        void read(double[] power, Hearing.Said said);
    }
}
