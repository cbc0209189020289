package io.callfuse.engine.ingress;

import io.callfuse.dsp.signal.Resampler;
import io.callfuse.engine.call.MediaTime;
import java.util.Arrays;

/**
 * The one way in for signed linear audio, live or recorded: blocks of any length and any rate of 8 to 192 kHz become media
 * frames of 20 ms at 8 kHz. The frames depend on the samples alone, not on the blocks they came in. One stream, one thread;
 * allocates only where the sample rate changes.
 */
public final class LinearAssembler {
    private static final int BLOCK_SAMPLES = 512;

    private final MediaFrameSink sink;
    private final short[] pending = new short[MediaTime.FRAME_SAMPLES];
    private final short[] resampled = new short[BLOCK_SAMPLES];
    private Resampler resampler;
    private int pendingSamples;
    private long lastArrivalNs;

    /** Assembles frames for this sink. */
    public LinearAssembler(MediaFrameSink sink) {
        this.sink = sink;
    }

    /**
     * Takes the next samples of the stream.
     *
     * @param sampleRateHz 8000..192000; a rate other than that of the block before starts a new filter in silence
     * @param arrivalNs when they arrived; a frame carries the arrival of its last sample
     * @throws IllegalArgumentException if the sample rate is out of range
     */
    public void accept(short[] pcm, int offset, int length, int sampleRateHz, long arrivalNs) {
        lastArrivalNs = arrivalNs;
        if (sampleRateHz == MediaTime.SAMPLE_RATE_HZ) {
            resampler = null;
            assemble(pcm, offset, length);
            return;
        }
        if (resampler == null || resampler.inputRateHz() != sampleRateHz) {
            resampler = new Resampler(SharedFilters.from(sampleRateHz));
        }
        int end = offset + length;
        for (int at = offset; at < end; at += BLOCK_SAMPLES) {
            int produced = resampler.resample(pcm, at, Math.min(BLOCK_SAMPLES, end - at), resampled);
            assemble(resampled, 0, produced);
        }
    }

    /** How many samples at 8 kHz the frame that was begun still wants; 0 if none was begun. */
    public int wantedSamples() {
        return pendingSamples == 0 ? 0 : pending.length - pendingSamples;
    }

    /**
     * Says that for 20 ms nothing came; only between two frames.
     *
     * @throws IllegalStateException if a frame was begun
     */
    public void gap(long insertedAtNs) {
        if (pendingSamples > 0) {
            throw new IllegalStateException("a gap amid a frame: " + pendingSamples + " samples of it are there");
        }
        sink.gap(insertedAtNs);
    }

    /** Fills the last, partial frame up with zeros, if there is one, and ends the stream. */
    public void end(EndOfMedia reason) {
        if (pendingSamples > 0) {
            Arrays.fill(pending, pendingSamples, pending.length, (short) 0);
            flush();
        }
        sink.end(reason);
    }

    private void assemble(short[] pcm, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (pendingSamples == 0 && end - at >= pending.length) {
                sink.audio(pcm, at, lastArrivalNs);
                at += pending.length;
                continue;
            }
            int taken = Math.min(pending.length - pendingSamples, end - at);
            System.arraycopy(pcm, at, pending, pendingSamples, taken);
            pendingSamples += taken;
            at += taken;
            if (pendingSamples == pending.length) {
                flush();
            }
        }
    }

    private void flush() {
        pendingSamples = 0;
        sink.audio(pending, 0, lastArrivalNs);
    }
}
