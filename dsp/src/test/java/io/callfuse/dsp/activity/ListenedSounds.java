package io.callfuse.dsp.activity;

import io.callfuse.dsp.Signals;
import io.callfuse.dsp.framing.Framer;
import io.callfuse.dsp.pitch.CorrelationPitchTracker;
import io.callfuse.dsp.pitch.FundamentalRestorer;
import io.callfuse.dsp.pitch.PitchEstimate;
import io.callfuse.dsp.pitch.YinPitchTracker;
import io.callfuse.dsp.signal.Decibels;
import io.callfuse.dsp.spectrum.PowerSpectrum;
import io.callfuse.dsp.spectrum.SpectralShape;
import java.util.Arrays;

/** Plays generated sounds to a detector, and says what it heard. */
final class ListenedSounds {
    private ListenedSounds() {}

    static double speechShare(float[] signal) {
        boolean[] speech = verdicts(signal);
        return share(speech, 0, speech.length);
    }

    static double share(boolean[] speech, int from, int to) {
        int count = 0;
        for (int f = from; f < to; f++) {
            count += speech[f] ? 1 : 0;
        }
        return (double) count / (to - from);
    }

    static boolean[] verdicts(float[] signal) {
        return verdicts(signal, new VoiceActivityDetector(0), 0);
    }

    /** Verdicts by frame, the lag taken out; the pitch is given so many frames late. */
    static boolean[] verdicts(float[] signal, VoiceActivityDetector detector, int pitchLagFrames) {
        return verdicts(signal, detector, pitchLagFrames, 1);
    }

    /** The same where the tracker is no surer than this of each pitch. */
    static boolean[] verdicts(
            float[] signal, VoiceActivityDetector detector, int pitchLagFrames, double voicingProbability) {
        PowerSpectrum spectrum = new PowerSpectrum(256, 8000);
        SpectralShape shape = new SpectralShape(spectrum.binHz(), 250, 3500);
        FundamentalRestorer restorer = new FundamentalRestorer(8000);
        YinPitchTracker tracker = new YinPitchTracker(8000, 400, 0.35);
        PitchEstimate pitch = new PitchEstimate();
        Framer framer = new Framer(256, 160, 160);
        Framer pitchFramer = new Framer(400, 160, 160);
        float[] frame = new float[256];
        float[] pitchFrame = new float[400];
        float[] restored = new float[160];
        short[] samples = Signals.toShorts(signal);
        boolean[] speech = new boolean[samples.length / 160];
        double[] f0Hz = new double[speech.length + 1];
        for (int f = 0; f < speech.length + VoiceActivityDetector.LAG_FRAMES; f++) {
            boolean verdict;
            if (f < speech.length) {
                framer.accept(samples, f * 160, 160);
                restorer.restore(Arrays.copyOfRange(samples, f * 160, f * 160 + 160), 160, restored);
                pitchFramer.accept(restored, 160);
                boolean complete = framer.next(frame);
                if (complete) {
                    spectrum.compute(frame);
                    shape.measure(spectrum.power());
                }
                pitch.clear();
                if (pitchFramer.next(pitchFrame)) {
                    tracker.track(pitchFrame, pitch);
                }
                f0Hz[f] = pitch.voiced() ? pitch.f0Hz() : 0;
                double late = f < pitchLagFrames ? 0 : f0Hz[f - pitchLagFrames];
                double levelDbfs = Decibels.ofPower(shape.bandPower());
                verdict = complete
                        ? detector.accept(levelDbfs, spectrum.power(), late, late > 0 ? voicingProbability : 0)
                        : detector.acceptGap();
            } else {
                verdict = detector.acceptGap();
            }
            if (f >= VoiceActivityDetector.LAG_FRAMES) {
                speech[f - VoiceActivityDetector.LAG_FRAMES] = verdict;
            }
        }
        return speech;
    }

    /** Verdicts by frame, the lag taken out, with the tracker that the detector was fitted with. */
    static boolean[] verdictsWithItsTracker(float[] signal) {
        return withItsTracker(signal, false);
    }

    /** The same of the frames that sound themselves. */
    static boolean[] soundingWithItsTracker(float[] signal) {
        return withItsTracker(signal, true);
    }

    private static boolean[] withItsTracker(float[] signal, boolean sounding) {
        CorrelationPitchTracker tracker = new CorrelationPitchTracker();
        VoiceActivityDetector detector = new VoiceActivityDetector(tracker.lagFrames());
        PowerSpectrum spectrum = new PowerSpectrum(256, 8000);
        SpectralShape shape = new SpectralShape(spectrum.binHz(), 250, 3500);
        PitchEstimate pitch = new PitchEstimate();
        boolean[] speech = new boolean[signal.length / 160];
        for (int f = 0; f < speech.length; f++) {
            int end = (f + 1) * 160;
            tracker.track(Arrays.copyOfRange(signal, end - 160, end), pitch);
            spectrum.compute(Arrays.copyOfRange(signal, Math.max(0, end - 256), Math.max(256, end)));
            shape.measure(spectrum.power());
            boolean verdict = detector.accept(
                    Decibels.ofPower(shape.bandPower()), spectrum.power(), pitch.f0Hz(), pitch.voicingProbability());
            if (f >= VoiceActivityDetector.LAG_FRAMES) {
                speech[f - VoiceActivityDetector.LAG_FRAMES] = sounding ? detector.sounding() : verdict;
            }
        }
        return Arrays.copyOf(speech, speech.length - VoiceActivityDetector.LAG_FRAMES);
    }

    static float[] atLevel(float[] signal, double levelDbfs) {
        double now = Decibels.levelDbfs(signal, 0, signal.length);
        double gain = StrictMath.pow(10, (levelDbfs - now) / 20);
        for (int i = 0; i < signal.length; i++) {
            signal[i] *= (float) gain;
        }
        return signal;
    }

    static void add(float[] to, float[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += what[i];
        }
    }

    static float[] gated(float[] signal, double onSeconds, double offSeconds) {
        for (int i = 0; i < signal.length; i++) {
            double place = i / 8000.0 % (onSeconds + offSeconds);
            signal[i] *= place < onSeconds ? 1 : 0;
        }
        return signal;
    }

    /** Four chords in turn, half a second each, every note with five harmonics that die away together. */
    static float[] chords(int samples) {
        double[][] chords = {{262, 330, 392}, {220, 262, 330}, {175, 220, 262}, {196, 247, 294}};
        float[] signal = new float[samples];
        for (int i = 0; i < samples; i++) {
            int chord = i / 4000 % chords.length;
            double seconds = i % 4000 / Signals.RATE_HZ;
            double sum = 0;
            for (double note : chords[chord]) {
                for (int h = 1; h <= 5; h++) {
                    sum += StrictMath.sin(2 * Math.PI * note * h * seconds) / h;
                }
            }
            signal[i] = (float) (0.06 * StrictMath.exp(-2 * seconds) * sum);
        }
        return signal;
    }
}
