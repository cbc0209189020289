package io.callfuse.engine.cli.check.asterisk;

import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.MediaFrameSink;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Hears how much of a stream is the tone of 1000 Hz that the check's caller plays: the share of its energy in that one bin
 * (Goertzel, 1958), of which a frame of 20 ms holds 20 whole periods. Written by the inlet, read when enough was heard.
 */
final class ToneEar implements MediaFrameSink {
    static final int ENOUGH_FRAMES = 50;
    private static final double STEP = 2 * StrictMath.PI * 1000 / MediaTime.SAMPLE_RATE_HZ;
    private static final double LEAST_MEAN_SQUARE = 100 * 100;

    private final long openedNs = System.nanoTime();
    private final CountDownLatch enough = new CountDownLatch(ENOUGH_FRAMES);
    private volatile long firstAfterMs = -1;
    private volatile double energy;
    private volatile double toneEnergy;

    @Override
    public void audio(short[] samples, int offset, long arrivalNs) {
        if (firstAfterMs < 0) {
            firstAfterMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - openedNs);
        }
        double all = 0;
        double cosine = 0;
        double sine = 0;
        for (int i = 0; i < MediaTime.FRAME_SAMPLES; i++) {
            double sample = samples[offset + i];
            all += sample * sample;
            cosine += sample * StrictMath.cos(STEP * i);
            sine += sample * StrictMath.sin(STEP * i);
        }
        // What comes before the tone, and comfort noise, is no part of the question.
        if (all / MediaTime.FRAME_SAMPLES >= LEAST_MEAN_SQUARE) {
            energy = energy + all;
            toneEnergy = toneEnergy + 2 * (cosine * cosine + sine * sine) / MediaTime.FRAME_SAMPLES;
        }
        enough.countDown();
    }

    /** Waits for a second of audio; false if it does not come in time. */
    boolean awaitEnough(long withinMs) throws InterruptedException {
        return enough.await(withinMs, TimeUnit.MILLISECONDS);
    }

    /** Frames heard so far, counted to {@value #ENOUGH_FRAMES}. */
    long frames() {
        return ENOUGH_FRAMES - enough.getCount();
    }

    /** From the stream's beginning to its first audio, ms; -1 where none came. */
    long firstAfterMs() {
        return firstAfterMs;
    }

    /** 0 to 1; 0 where nothing was loud enough to be a tone. */
    double toneShare() {
        return energy == 0 ? 0 : toneEnergy / energy;
    }

    @Override
    public void gap(long insertedAtNs) {
        // Nothing came; there is nothing to measure.
    }

    @Override
    public void digit(char digit) {
        // The caller of a check presses no key.
    }

    @Override
    public void end(EndOfMedia reason) {
        // What was heard until now counts.
    }
}
