package io.callfuse.perf.bench;

import io.callfuse.dsp.pitch.PitchEstimate;
import io.callfuse.dsp.pitch.PitchMethod;
import io.callfuse.dsp.pitch.PitchTracker;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** 20 ms of audio become a pitch, by each tracker there is, given as many of the last samples as it asks for. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AudioToPitch {
    /** Which tracker. */
    @Param
    public PitchMethod tracker;

    private final PitchEstimate pitch = new PitchEstimate();
    private SlidingFrame frames;
    private PitchTracker pitches;

    /** Makes the tracker. */
    @Setup
    public void setUp() {
        pitches = tracker.tracker();
        frames = new SlidingFrame(pitches.frameSize());
    }

    /** One frame. */
    @Benchmark
    public double pitch(FrameClock clock) {
        clock.frames++;
        pitches.track(frames.next(), pitch);
        return pitch.f0Hz();
    }
}
