package io.callfuse.engine.feature;

import io.callfuse.dsp.kernel.Kernels;
import io.callfuse.dsp.pitch.PitchEstimate;
import io.callfuse.dsp.signal.DcBlocker;
import io.callfuse.engine.call.MediaTime;
import java.util.Arrays;

/**
 * Measures the descriptors of each media frame, in analysis frames that reach back over the frames before it, and those that need
 * its pitch some frames later. Allocates when made; for one thread.
 */
final class FrameAnalysis {
    private static final double SEMITONE_ZERO_HZ = 27.5;
    private static final double NEPERS_PER_SEMITONE = StrictMath.log(2) / 12;

    private final Kernels kernels = Kernels.best();
    private final DcBlocker blocker = new DcBlocker(MediaTime.FRAME_SAMPLES);
    private final SpectrumAnalysis spectrum = new SpectrumAnalysis();
    private final VoiceAnalysis voice = new VoiceAnalysis();
    private final float[] history = new float[Math.max(Instruments.FRAME_SIZE, voice.reachSamples())];
    private double meanSquare;

    /**
     * Takes the next frame.
     *
     * @param with holds its spectrum afterwards
     * @param row where its descriptors go
     * @param pitched the row of the frame {@link #pitchLagFrames} before it, where those go that need a pitch
     */
    void accept(short[] samples, Instruments with, float[] row, float[] pitched) {
        int kept = history.length - samples.length;
        System.arraycopy(history, samples.length, history, 0, kept);
        blocker.filter(samples, with.hop);
        System.arraycopy(with.hop, 0, history, kept, samples.length);
        meanSquare = kernels.dot(history, kept, history, kept, samples.length) / samples.length;
        spectrum.measure(history, history.length - Instruments.FRAME_SIZE, with, row);
        voice.measure(history, history.length, with, pitched);
    }

    /** Forgets the frames before: what follows has nothing to do with them. */
    void reset() {
        Arrays.fill(history, 0);
        blocker.reset();
        spectrum.reset();
        voice.reset();
    }

    /** Says that a frame of this level turned out to be speech, dB. */
    void adapt(double speechLevelDb) {
        spectrum.adapt(speechLevelDb);
    }

    /** How many frames ago {@link #pitch} lies. */
    int pitchLagFrames() {
        return voice.lagFrames();
    }

    /** Pitch of the frame {@link #pitchLagFrames} ago. */
    PitchEstimate pitch() {
        return voice.pitch();
    }

    /** The pitch that descriptors tell, Hz; {@code NaN} for none. */
    static double f0Hz(float[] descriptors) {
        float semitones = descriptors[Descriptor.PITCH.ordinal()];
        return Float.isNaN(semitones) ? Double.NaN : SEMITONE_ZERO_HZ * StrictMath.exp(semitones * NEPERS_PER_SEMITONE);
    }

    /** Level of the last frame in the telephone band as it came, dBFS. */
    double levelDbfs() {
        return spectrum.levelDbfs();
    }

    /** Mean square of the last frame's samples (full scale is 1). */
    double meanSquare() {
        return meanSquare;
    }
}
