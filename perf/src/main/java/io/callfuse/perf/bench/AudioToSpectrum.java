package io.callfuse.perf.bench;

import io.callfuse.dsp.kernel.Kernels;
import io.callfuse.engine.call.MediaTime;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** 20 ms of audio become a power spectrum, mel bands and a cepstrum. */
@Fork(value = 1, jvmArgsAppend = InnerLoops.WITH_VECTOR_MODULE)
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AudioToSpectrum {
    /** How the inner loops run. */
    @Param({"plain", "best"})
    public String loops;

    private SlidingFrame frames;
    private CepstrumChain cepstrum;

    /** Makes the chain. */
    @Setup
    public void setUp() {
        frames = new SlidingFrame(CepstrumChain.SIZE);
        cepstrum =
                new CepstrumChain("plain".equals(loops) ? Kernels.plain() : Kernels.best(), MediaTime.SAMPLE_RATE_HZ);
    }

    /** One frame. */
    @Benchmark
    public float[] spectrum(FrameClock clock) {
        clock.frames++;
        return cepstrum.next(frames.next());
    }
}
