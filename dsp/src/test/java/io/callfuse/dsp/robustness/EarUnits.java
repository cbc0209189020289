package io.callfuse.dsp.robustness;

import io.callfuse.dsp.framing.Framer;
import io.callfuse.dsp.functional.DescriptorScale;
import io.callfuse.dsp.functional.Functional;
import io.callfuse.dsp.functional.SlidingFunctionals;
import io.callfuse.dsp.pitch.PitchMethod;
import io.callfuse.dsp.rate.PauseTracker;
import io.callfuse.dsp.rate.SpeechTempo;
import io.callfuse.dsp.rate.SyllableNucleusDetector;
import io.callfuse.dsp.spectrum.AuditoryLoudness;
import io.callfuse.dsp.spectrum.MelFilterbank;
import io.callfuse.dsp.spectrum.Mfcc;
import io.callfuse.dsp.spectrum.PowerSpectrum;
import io.callfuse.dsp.spectrum.SpectralFlux;
import io.callfuse.dsp.spectrum.SpectralShape;
import io.callfuse.dsp.spectrum.ZeroCrossingRate;
import io.callfuse.dsp.voice.Formants;
import io.callfuse.dsp.voice.HarmonicLevels;
import io.callfuse.dsp.voice.VoiceQuality;
import java.util.ArrayList;
import java.util.List;

/** The units that measure pitch, rate, spectrum and voice in single precision, and their functionals. */
final class EarUnits {
    private static final int RATE_HZ = 8000;
    private static final int SIZE = 256;
    private static final int BANDS = 20;
    private static final double BIN_HZ = (double) RATE_HZ / SIZE;

    private EarUnits() {}

    static List<Unit> all() {
        List<Unit> units = new ArrayList<>();
        // What is voiced follows the loudest of the last seconds, so that full-scale noise is not forgotten in two.
        units.add(Unit.of("CorrelationPitchTracker", () -> Units.tracking(PitchMethod.CORRELATION.tracker(), 160))
                .forLife());
        units.add(Unit.of("FastYinPitchTracker", () -> Units.tracking(PitchMethod.FAST_YIN.tracker(), 160)));
        units.add(Unit.of("PowerSpectrum", EarUnits::framePower));
        units.add(Unit.of("MelFilterbank", EarUnits::melBands));
        units.add(Unit.of("Mfcc", EarUnits::cepstral));
        units.add(Unit.of("AuditoryLoudness", EarUnits::loudness));
        units.add(Unit.of("SpectralFlux", EarUnits::flux));
        units.add(Unit.of("SpectralShape", EarUnits::shape));
        units.add(Unit.of("ZeroCrossingRate", () -> (block, said) -> said.number(ZeroCrossingRate.of(block, 0, 160))));
        units.add(Unit.of("Formants", EarUnits::formants));
        units.add(Unit.of("HarmonicLevels", EarUnits::harmonics));
        units.add(Unit.of("VoiceQuality", EarUnits::quality));
        // Its loudest speech falls by 1 dB a second: it takes 20 s to forget noise at full scale.
        units.add(Unit.of("SyllableNucleusDetector", EarUnits::nuclei).forLife());
        units.add(Unit.of("SpeechTempo", EarUnits::tempo).forLife());
        units.add(Unit.of("PauseTracker", EarUnits::pauses).forLife());
        units.add(Unit.of("SlidingFunctionals", EarUnits::functionals).approaching(1e-6));
        return units;
    }

    private static Hearing framePower() {
        Framer framer = new Framer(SIZE, Hearing.BLOCK, Hearing.BLOCK);
        PowerSpectrum spectrum = new PowerSpectrum(SIZE, RATE_HZ);
        float[] frame = new float[SIZE];
        return (block, said) -> {
            framer.accept(block, block.length);
            while (framer.next(frame)) {
                spectrum.compute(frame);
                say(spectrum.power(), said);
            }
        };
    }

    private static Hearing melBands() {
        MelFilterbank mel = new MelFilterbank(BANDS, 250, 3500, new PowerSpectrum(SIZE, RATE_HZ));
        float[] bands = new float[BANDS];
        float[] levels = new float[BANDS];
        return unclean((power, said) -> {
            mel.apply(power, bands);
            mel.levels(bands, levels);
            say(bands, said);
            say(levels, said);
        });
    }

    private static Hearing cepstral() {
        Mfcc cepstrum = new Mfcc(10, BANDS);
        float[] levels = new float[BANDS];
        float[] into = new float[10];
        return (block, said) -> {
            System.arraycopy(block, 0, levels, 0, BANDS);
            cepstrum.transform(levels, into);
            say(into, said);
        };
    }

    private static Hearing loudness() {
        double[] centres = new double[SIZE / 2 + 1];
        for (int k = 0; k < centres.length; k++) {
            centres[k] = (k + 0.5) * BIN_HZ;
        }
        AuditoryLoudness loudness = new AuditoryLoudness(centres);
        return unclean((power, said) -> said.number(loudness.of(power)));
    }

    private static Hearing flux() {
        SpectralFlux flux = new SpectralFlux(8, 112);
        return unclean((power, said) -> said.numberOrNothing(flux.next(power)));
    }

    private static Hearing shape() {
        SpectralShape shape = new SpectralShape(BIN_HZ, 250, 3500);
        return unclean((power, said) -> {
            shape.measure(power);
            said.numberOrNothing(shape.bandPower());
            said.numberOrNothing(shape.centroidHz());
            said.numberOrNothing(shape.rollOffHz());
            said.numberOrNothing(shape.alphaRatioDb());
            said.numberOrNothing(shape.hammarbergIndexDb());
            said.numberOrNothing(shape.slopeTo500DbPerKhz());
            said.numberOrNothing(shape.slope500To1500DbPerKhz());
            said.numberOrNothing(shape.slopeDbPerKhz());
        });
    }

    private static Hearing formants() {
        Formants formants = new Formants(RATE_HZ, 0.7);
        return unclean((power, said) -> say(formants, power, said));
    }

    private static Hearing harmonics() {
        Formants formants = new Formants(RATE_HZ, 0.7);
        HarmonicLevels levels = new HarmonicLevels(BIN_HZ, SIZE / 2 + 1, 60);
        return unclean((power, said) -> {
            say(formants, power, said);
            levels.measure(power, 180, formants);
            said.numberOrNothing(levels.h1MinusH2Db());
            said.numberOrNothing(levels.h1MinusA3Db());
            for (int f = 0; f < Formants.COUNT; f++) {
                said.numberOrNothing(levels.formantAmplitudeDb(f));
            }
        });
    }

    private static Hearing quality() {
        VoiceQuality quality = new VoiceQuality(RATE_HZ, 400, Hearing.BLOCK);
        float[] window = new float[480];
        return (block, said) -> {
            System.arraycopy(window, block.length, window, 0, window.length - block.length);
            System.arraycopy(block, 0, window, window.length - block.length, block.length);
            quality.measure(window, 0, Float.isNaN(block[0]) ? Double.NaN : 140);
            said.numberOrNothing(quality.hnrDb());
            said.numberOrNothing(quality.jitterLocal());
            said.numberOrNothing(quality.shimmerLocalDb());
            said.number(quality.periods());
        };
    }

    private static Hearing nuclei() {
        SyllableNucleusDetector detector = new SyllableNucleusDetector(BIN_HZ);
        return unclean((power, said) -> {
            boolean nucleus = detector.accept(power);
            said.number(nucleus ? detector.syllables() : 0);
        });
    }

    private static Hearing tempo() {
        SpeechTempo tempo = new SpeechTempo(10);
        return (block, said) -> {
            tempo.nucleus(3, block[0]);
            tempo.accept(block[1] != 0);
            said.numberOrNothing(tempo.articulationRate());
            said.numberOrNothing(tempo.speakingRate());
            said.numberOrNothing(tempo.syllablesPerMinute());
            said.numberOrNothing(tempo.articulationRateRise());
        };
    }

    private static Hearing pauses() {
        PauseTracker pauses = new PauseTracker();
        return (block, said) -> {
            pauses.accept(block[1] > 0);
            said.number(pauses.pauses());
            said.numberOrNothing(pauses.meanPauseSeconds());
            said.number(pauses.phonationSeconds());
        };
    }

    private static Hearing functionals() {
        DescriptorScale[] scales = {new DescriptorScale(-1, 1), new DescriptorScale(-100, 0)};
        SlidingFunctionals functionals = new SlidingFunctionals(scales, 50, 0.02);
        return (block, said) -> {
            functionals.accept(new double[] {block[0], 100 * block[1]});
            for (int d = 0; d < scales.length; d++) {
                for (Functional functional : Functional.values()) {
                    said.numberOrNothing(functionals.read(functional, d));
                }
            }
        };
    }

    private static void say(Formants formants, float[] power, Hearing.Said said) {
        formants.measure(power);
        for (int f = 0; f < Formants.COUNT; f++) {
            said.numberOrNothing(formants.frequencyHz(f));
            said.numberOrNothing(formants.bandwidthHz(f));
        }
    }

    private static void say(float[] values, Hearing.Said said) {
        for (float value : values) {
            said.number(value);
        }
    }

    /** Something that reads power spectra, spoilt as the block is: nobody stands between. */
    private static Hearing unclean(OfPower reader) {
        PowerSpectrum spectrum = new PowerSpectrum(SIZE, RATE_HZ);
        float[] frame = new float[SIZE];
        float[] power = new float[SIZE / 2 + 1];
        return (block, said) -> {
            float spoilt = 0;
            for (int i = 0; i < block.length; i++) {
                spoilt += Math.abs(block[i]) <= 1 ? 0 : Math.abs(block[i]);
                frame[i] = Math.abs(block[i]) <= 1 ? block[i] : 0;
            }
            spectrum.compute(frame);
            for (int k = 0; k < power.length; k++) {
                power[k] = spectrum.power()[k] + spoilt;
            }
            reader.read(power, said);
        };
    }

    private interface OfPower {
        void read(float[] power, Hearing.Said said);
    }
}
