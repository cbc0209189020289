package io.callfuse.dsp.activity;

import io.callfuse.dsp.signal.DcBlocker;
import io.callfuse.dsp.signal.Decibels;

/**
 * Says of each frame of 20 ms whether something sounds on a line, {@link #LAG_FRAMES} frames later, by its level alone: it stands
 * {@value #MIN_RISE_DB} dB out of the noise floor ({@link LineNoise}, minimum statistics after Martin 2001) in at least three of
 * the five frames around it. No pitch and no spectrum is taken, so a tone, a cough or music sounds too; who has to be told from
 * those needs {@link VoiceActivityDetector}. The numbers are set by judgement. Allocates when made; for one thread.
 */
public final class SoundActivity {
    /** The verdict comes this many frames after the frame. */
    public static final int LAG_FRAMES = 2;

    private static final double MIN_RISE_DB = 9;
    private static final double MIN_LEVEL_DBFS = -50;
    private static final int WINDOW = (1 << 2 * LAG_FRAMES + 1) - 1;
    private static final int LEAST_IN_WINDOW = 3;
    private static final int JUDGED = 1 << LAG_FRAMES;

    private final DcBlocker blocker;
    private final LineNoise noise = new LineNoise();
    private final float[] scaled;
    /** One bit a frame, the newest lowest. */
    private int standsOut;

    /** Takes frames of this many samples. */
    public SoundActivity(int frameSamples) {
        blocker = new DcBlocker(frameSamples);
        scaled = new float[frameSamples];
    }

    /**
     * Takes the next frame.
     *
     * @param samples 16 bits each, as many as the constructor was told
     * @return whether something sounded in the frame {@link #LAG_FRAMES} frames ago
     */
    public boolean accept(short[] samples) {
        blocker.filter(samples, scaled);
        double levelDbfs = Decibels.levelDbfs(scaled, 0, scaled.length);
        double floorDbfs = noise.next(levelDbfs);
        return push(levelDbfs > Math.max(floorDbfs + MIN_RISE_DB, MIN_LEVEL_DBFS));
    }

    /** Stands for 20 ms in which nothing came, and answers as {@link #accept} does. */
    public boolean acceptGap() {
        return push(false);
    }

    private boolean push(boolean stands) {
        standsOut = standsOut << 1 | (stands ? 1 : 0);
        return (standsOut & JUDGED) != 0 && Integer.bitCount(standsOut & WINDOW) >= LEAST_IN_WINDOW;
    }
}
