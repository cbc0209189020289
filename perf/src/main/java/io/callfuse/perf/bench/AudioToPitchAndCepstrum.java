package io.callfuse.perf.bench;

import io.callfuse.dsp.kernel.Kernels;
import io.callfuse.dsp.pitch.PitchEstimate;
import io.callfuse.dsp.pitch.PitchMethod;
import io.callfuse.dsp.pitch.PitchTracker;
import io.callfuse.engine.call.MediaTime;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** 20 ms of audio become what {@link TarsosChain} makes of them, a pitch and a cepstrum, our way. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AudioToPitchAndCepstrum {
    private final PitchEstimate pitch = new PitchEstimate();
    private SlidingFrame pitchFrames;
    private SlidingFrame spectrumFrames;
    private PitchTracker pitches;
    private CepstrumChain cepstrum;

    /** Makes the chain. */
    @Setup
    public void setUp() {
        pitches = PitchMethod.CORRELATION.tracker();
        pitchFrames = new SlidingFrame(pitches.frameSize());
        spectrumFrames = new SlidingFrame(CepstrumChain.SIZE);
        cepstrum = new CepstrumChain(Kernels.best(), MediaTime.SAMPLE_RATE_HZ);
    }

    /** One frame. */
    @Benchmark
    public float[] both(FrameClock clock) {
        clock.frames++;
        return next();
    }

    /** One frame, on the Vector API. */
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = InnerLoops.WITH_VECTOR_MODULE)
    public float[] bothOnVectors(FrameClock clock) {
        clock.frames++;
        return next();
    }

    private float[] next() {
        pitches.track(pitchFrames.next(), pitch);
        return cepstrum.next(spectrumFrames.next());
    }
}
