package io.callfuse.perf.bench;

import io.callfuse.dsp.kernel.Kernels;
import java.util.Random;
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

/** The kernels, in the sizes in which a frame uses them, in plain Java and on the Vector API. */
@Fork(value = 1, jvmArgsAppend = InnerLoops.WITH_VECTOR_MODULE)
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class InnerLoops {
    /** Lets {@link Kernels} add the module of the Vector API, as {@code CALLFUSE_VECTOR=on} does. */
    static final String WITH_VECTOR_MODULE = "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED";

    private static final int SIZE = 512;
    private static final int FRAME = 256;
    private static final int LAGS = 145;
    private static final int BINS = 120;
    private static final int PITCHES = 128;

    /** How they run. */
    @Param({"plain", "best"})
    public String loops;

    private final float[] a = new float[SIZE];
    private final float[] b = new float[SIZE];
    private final float[] into = new float[SIZE];
    private final float[] coefficients = new float[PITCHES];
    private final float[][] columns = new float[BINS][PITCHES];
    private Kernels kernels;

    /** Chooses the kernels and fills the arrays. */
    @Setup
    public void setUp() {
        kernels = "plain".equals(loops) ? Kernels.plain() : Kernels.best();
        Random random = new Random(1);
        for (int i = 0; i < SIZE; i++) {
            a[i] = random.nextFloat() - 0.5f;
            b[i] = random.nextFloat() - 0.5f;
        }
    }

    /** {@value LAGS} lags of {@value FRAME} samples. */
    @Benchmark
    public float[] correlate(FrameClock clock) {
        clock.frames++;
        kernels.correlate(a, 0, b, 0, FRAME, LAGS, into);
        return into;
    }

    /** {@value FRAME} samples. */
    @Benchmark
    public float dot(FrameClock clock) {
        clock.frames++;
        return kernels.dot(a, 0, b, 0, FRAME);
    }

    /** {@value FRAME} samples. */
    @Benchmark
    public float[] multiply(FrameClock clock) {
        clock.frames++;
        kernels.multiply(a, b, into, FRAME);
        return into;
    }

    /** {@value BINS} columns of {@value PITCHES}. */
    @Benchmark
    public float[] transform(FrameClock clock) {
        clock.frames++;
        kernels.transform(columns, a, 0, BINS, coefficients);
        return coefficients;
    }
}
