package io.callfuse.engine.training;

import io.callfuse.engine.call.MediaTime;
import java.util.Arrays;

/** A call as it is put together: what was said so far, frame by frame, and by which label. For one thread. */
public final class CallTape {
    /** Marks a frame in which the caller is silent. */
    public static final byte NOBODY = ComposedCall.NOBODY;

    private short[] samples = new short[0];
    private byte[] labelOfFrame = new byte[0];
    private int frames;

    /** Begins with nothing. */
    public CallTape() {}

    /**
     * Lets the caller say something; what does not fill a frame at its end is left out.
     *
     * @param spoken at 8 kHz
     * @param gain factor of amplitude; what goes over full scale is clipped
     * @param label of these frames, not {@link #NOBODY}
     */
    public void say(short[] spoken, double gain, byte label) {
        int spokenFrames = spoken.length / MediaTime.FRAME_SAMPLES;
        grow(spokenFrames);
        int start = frames * MediaTime.FRAME_SAMPLES;
        for (int i = 0; i < spokenFrames * MediaTime.FRAME_SAMPLES; i++) {
            double scaled = spoken[i] * gain;
            samples[start + i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(scaled)));
        }
        Arrays.fill(labelOfFrame, frames, frames + spokenFrames, label);
        frames += spokenFrames;
    }

    /** Lets the caller be silent, for whole frames. */
    public void silence(int ms) {
        int silentFrames = ms / MediaTime.FRAME_MS;
        grow(silentFrames);
        Arrays.fill(labelOfFrame, frames, frames + silentFrames, NOBODY);
        frames += silentFrames;
    }

    /** How long it is so far, ms. */
    public int lengthMs() {
        return frames * MediaTime.FRAME_MS;
    }

    /** All of it, at 8 kHz. */
    public short[] samples() {
        return Arrays.copyOf(samples, frames * MediaTime.FRAME_SAMPLES);
    }

    /** By which label each frame of 20 ms was spoken. */
    public byte[] labelOfFrame() {
        return Arrays.copyOf(labelOfFrame, frames);
    }

    private void grow(int byFrames) {
        if (frames + byFrames > labelOfFrame.length) {
            labelOfFrame = Arrays.copyOf(labelOfFrame, 2 * (frames + byFrames));
            samples = Arrays.copyOf(samples, labelOfFrame.length * MediaTime.FRAME_SAMPLES);
        }
    }
}
