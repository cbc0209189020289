package io.callfuse.dsp.activity;

/**
 * Says of each frame of 20 ms whether somebody speaks in it, {@link #LAG_FRAMES} frames later, so that what follows can speak
 * for it: a frame is speech when it stands out of the adaptive noise floor (or did so just before), is no steady tone, and has
 * a voiced frame near it. Levels from -45 to -10 dBFS are all the same to it. Allocates when made; for one thread.
 */
public final class VoiceActivityDetector {
    /** The verdict comes this many frames after the frame. */
    public static final int LAG_FRAMES = 10;

    private static final int RING = 2 * LAG_FRAMES + 1;
    private static final double MIN_RISE_DB = 9;
    private static final double MIN_LEVEL_DBFS = -62;
    private static final int HANGOVER_FRAMES = 4;
    /** Frames before a tone's first steady one that hold its onset, and frames after its last that hold its end. */
    private static final int TONE_EDGE_FRAMES = 3;

    private final NoiseFloor noiseFloor = new NoiseFloor();
    private final SteadyTone steadyTone;
    private final boolean[] active = new boolean[RING];
    private final boolean[] voiced = new boolean[RING];
    private long frames;
    private int hangover;
    private int toneEdge;

    /** @param binHz distance of the bins of the spectra that will be given, Hz */
    public VoiceActivityDetector(double binHz) {
        this.steadyTone = new SteadyTone(binHz);
    }

    /**
     * Takes the next frame; one whose level is no number is taken for a gap.
     *
     * @param levelDbfs level in the telephone band
     * @param power the frame's power spectrum
     * @param isVoiced whether it has a pitch
     * @return whether the frame {@link #LAG_FRAMES} frames ago was speech
     */
    public boolean accept(double levelDbfs, double[] power, boolean isVoiced) {
        if (!Double.isFinite(levelDbfs)) {
            return acceptGap();
        }
        boolean standsOut = levelDbfs > Math.max(noiseFloor.next(levelDbfs) + MIN_RISE_DB, MIN_LEVEL_DBFS);
        int toneFrames = steadyTone.next(power, levelDbfs);
        boolean tone = standsOut && toneFrames > 0;
        if (tone) {
            strike(toneFrames + TONE_EDGE_FRAMES);
        }
        toneEdge = tone ? TONE_EDGE_FRAMES : Math.max(0, toneEdge - 1);
        boolean voice = standsOut && toneEdge == 0;
        hangover = voice ? HANGOVER_FRAMES : toneEdge > 0 ? 0 : Math.max(0, hangover - 1);
        return push(voice || hangover > 0, isVoiced && toneEdge == 0);
    }

    /** Stands for 20 ms in which nothing came, and answers as {@link #accept} does. */
    public boolean acceptGap() {
        hangover = 0;
        toneEdge = 0;
        steadyTone.reset();
        return push(false, false);
    }

    private boolean push(boolean isActive, boolean isVoiced) {
        int now = (int) (frames % RING);
        active[now] = isActive;
        voiced[now] = isVoiced;
        frames++;
        if (frames <= LAG_FRAMES) {
            return false;
        }
        return active[(int) ((frames - 1 - LAG_FRAMES) % RING)] && anyVoiced();
    }

    private void strike(int lastFrames) {
        for (int back = 1; back <= Math.min(lastFrames, LAG_FRAMES) && back <= frames; back++) {
            int at = (int) ((frames - back) % RING);
            active[at] = false;
            voiced[at] = false;
        }
    }

    private boolean anyVoiced() {
        for (boolean one : voiced) {
            if (one) {
                return true;
            }
        }
        return false;
    }
}
