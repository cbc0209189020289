package io.callfuse.perf.bench;

/** The last samples of a caller as an analysis frame in -1..1, 20 ms further with each step. Not thread-safe. */
final class SlidingFrame {
    private static final float FULL_SCALE = 32768;

    private final TelephoneSpeech speech = new TelephoneSpeech();
    private final float[] frame;

    /** A frame of {@code size} samples. */
    SlidingFrame(int size) {
        this.frame = new float[size];
    }

    /** Steps on and returns the frame; the array is rewritten by the next call. */
    float[] next() {
        short[] samples = speech.next();
        int fresh = Math.min(samples.length, frame.length);
        System.arraycopy(frame, fresh, frame, 0, frame.length - fresh);
        for (int i = 0; i < fresh; i++) {
            frame[frame.length - fresh + i] = samples[samples.length - fresh + i] / FULL_SCALE;
        }
        return frame;
    }
}
