package io.callfuse.perf.bench;

import be.tarsos.dsp.AudioEvent;
import be.tarsos.dsp.io.TarsosDSPAudioFormat;
import be.tarsos.dsp.mfcc.MFCC;
import be.tarsos.dsp.pitch.Yin;
import io.callfuse.engine.call.MediaTime;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The baseline: 20 ms of audio become a pitch and a cepstrum by TarsosDSP's own YIN and MFCC, called without its dispatcher, in
 * frames no longer than ours.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TarsosChain {
    private static final int PITCH_SIZE = 400;
    private static final double THRESHOLD = 0.35;

    private SlidingFrame pitchFrames;
    private SlidingFrame spectrumFrames;
    private Yin yin;
    private MFCC mfcc;
    private AudioEvent event;

    /** Makes the chain. */
    @Setup
    public void setUp() {
        float rateHz = MediaTime.SAMPLE_RATE_HZ;
        pitchFrames = new SlidingFrame(PITCH_SIZE);
        spectrumFrames = new SlidingFrame(CepstrumChain.SIZE);
        yin = new Yin(rateHz, PITCH_SIZE, THRESHOLD);
        mfcc = new MFCC(
                CepstrumChain.SIZE,
                rateHz,
                CepstrumChain.COEFFICIENTS,
                CepstrumChain.BANDS,
                (float) CepstrumChain.LOW_HZ,
                (float) CepstrumChain.HIGH_HZ);
        event = new AudioEvent(new TarsosDSPAudioFormat(rateHz, Short.SIZE, 1, true, false));
    }

    /** One frame through both. */
    @Benchmark
    public float[] yinAndMfcc(FrameClock clock) {
        clock.frames++;
        yin.getPitch(pitchFrames.next());
        return cepstrum();
    }

    /** One frame through YIN. */
    @Benchmark
    public float yin(FrameClock clock) {
        clock.frames++;
        return yin.getPitch(pitchFrames.next()).getPitch();
    }

    /** One frame through MFCC. */
    @Benchmark
    public float[] mfcc(FrameClock clock) {
        clock.frames++;
        return cepstrum();
    }

    private float[] cepstrum() {
        event.setFloatBuffer(spectrumFrames.next());
        mfcc.process(event);
        return mfcc.getMFCC();
    }
}
