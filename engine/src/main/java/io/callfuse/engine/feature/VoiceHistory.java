package io.callfuse.engine.feature;

import io.callfuse.dsp.signal.Decibels;
import io.callfuse.engine.call.MediaTime;
import java.util.Arrays;

/**
 * Pitch and level of the last {@value #SECONDS} s, frame by frame, so that a word can be asked for when recognition tells it.
 * Allocates when made, and when asked; for one thread.
 */
final class VoiceHistory {
    private static final int SECONDS = 30;
    private static final int FRAMES = SECONDS * MediaTime.FRAMES_PER_SECOND;

    private final float[] f0Hz = new float[FRAMES];
    private final float[] meanSquare = new float[FRAMES];
    private long levels;
    private long pitches;

    /** Takes the mean square of the next frame. */
    void level(double newMeanSquare) {
        meanSquare[(int) (levels++ % FRAMES)] = (float) newMeanSquare;
    }

    /** Takes the pitch of the next frame that is judged, which is some frames behind; {@code NaN} where none was voiced. */
    void pitch(double newF0Hz) {
        f0Hz[(int) (pitches++ % FRAMES)] = (float) newF0Hz;
    }

    /** Median pitch of the voiced frames between two media times; {@code NaN} where there is none, or none any more. */
    double f0Hz(long fromMs, long toMs) {
        long from = first(fromMs, levels);
        long to = Math.min(end(toMs), pitches);
        double[] voiced = new double[(int) Math.max(0, to - from)];
        int count = 0;
        for (long frame = from; frame < to; frame++) {
            float f0 = f0Hz[(int) (frame % FRAMES)];
            if (f0 > 0) {
                voiced[count++] = f0;
            }
        }
        Arrays.sort(voiced, 0, count);
        return count == 0 ? Double.NaN : voiced[count / 2];
    }

    /** Level between two media times, dBFS; {@code NaN} where no frame of it is known, or none any more. */
    double levelDbfs(long fromMs, long toMs) {
        long from = first(fromMs, levels);
        long to = Math.min(end(toMs), levels);
        double sum = 0;
        for (long frame = from; frame < to; frame++) {
            sum += meanSquare[(int) (frame % FRAMES)];
        }
        return to <= from ? Double.NaN : Decibels.ofPower(sum / (to - from));
    }

    /** The oldest frames may be overwritten at any time: what is in doubt counts as gone. */
    private static long first(long fromMs, long written) {
        return Math.max(Math.max(0, written - FRAMES), fromMs / MediaTime.FRAME_MS);
    }

    private static long end(long toMs) {
        return (toMs + MediaTime.FRAME_MS - 1) / MediaTime.FRAME_MS;
    }
}
