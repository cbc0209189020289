package io.callfuse.dsp.rate;

/**
 * Counts and measures the pauses of a speaker. Silence between speech is a pause from 250 ms on (Goldman-Eisler 1968; shorter
 * ones are closures of stops and belong to the articulation) up to a longest one, from which on the speaker waits for somebody
 * else; silence before the first and after the last speech is none. Fed every frame with whether there is speech. For one
 * thread; allocates nothing after construction.
 */
public final class PauseTracker {
    private final double frameSeconds;
    private final int shortestFrames;
    private final int longestFrames;
    private boolean spoken;
    private int silentFrames;
    private int endedFrames;
    private long phonationFrames;
    private long pauseFrames;
    private int longestPauseFrames;
    private int pauses;

    /** Pauses of 0.25 to 3 s in frames of 20 ms. */
    public PauseTracker() {
        this(0.02, 0.25, 3);
    }

    /**
     * @param frameSeconds length of a frame
     * @param shortestSeconds shorter silence is part of the articulation
     * @param longestSeconds longer silence is waiting
     */
    public PauseTracker(double frameSeconds, double shortestSeconds, double longestSeconds) {
        if (!(frameSeconds > 0 && shortestSeconds >= frameSeconds && longestSeconds > shortestSeconds)) {
            throw new IllegalArgumentException(
                    "frame " + frameSeconds + " s, pauses " + shortestSeconds + " to " + longestSeconds + " s");
        }
        this.frameSeconds = frameSeconds;
        this.shortestFrames = (int) Math.ceil(shortestSeconds / frameSeconds - 1e-9);
        this.longestFrames = (int) Math.floor(longestSeconds / frameSeconds + 1e-9);
    }

    /** Takes the next frame. */
    public void accept(boolean speech) {
        endedFrames = 0;
        if (!speech) {
            silentFrames = Math.min(silentFrames + 1, Integer.MAX_VALUE - 1);
            return;
        }
        if (spoken && silentFrames > 0) {
            endedFrames = silentFrames;
            end();
        }
        spoken = true;
        silentFrames = 0;
        phonationFrames++;
    }

    /** Forgets everything. */
    public void reset() {
        spoken = false;
        silentFrames = 0;
        endedFrames = 0;
        phonationFrames = 0;
        pauseFrames = 0;
        longestPauseFrames = 0;
        pauses = 0;
    }

    /** Pauses that have ended. */
    public int pauses() {
        return pauses;
    }

    /** Time of all pauses that have ended, s. */
    public double pauseSeconds() {
        return pauseFrames * frameSeconds;
    }

    /** Mean length of a pause, s; 0 where there was none. */
    public double meanPauseSeconds() {
        return pauses == 0 ? 0 : pauseSeconds() / pauses;
    }

    /** Length of the longest pause, s; 0 where there was none. */
    public double longestPauseSeconds() {
        return longestPauseFrames * frameSeconds;
    }

    /** Time of speech, silences too short for a pause included, s. */
    public double phonationSeconds() {
        return phonationFrames * frameSeconds;
    }

    /** Time since the last speech, s: a pause only if speech follows; 0 before the first speech. */
    public double silenceSeconds() {
        return spoken ? silentFrames * frameSeconds : 0;
    }

    /** Length of a frame, s. */
    double frameSeconds() {
        return frameSeconds;
    }

    /** Frames of the silence that the last frame has ended; 0 if it has not. */
    int endedFrames() {
        return endedFrames;
    }

    /** Whether so long a silence is part of the articulation. */
    boolean isClosure(int frames) {
        return frames < shortestFrames;
    }

    /** Whether so long a silence is a pause. */
    boolean isPause(int frames) {
        return frames >= shortestFrames && frames <= longestFrames;
    }

    private void end() {
        if (isClosure(endedFrames)) {
            phonationFrames += endedFrames;
        } else if (isPause(endedFrames)) {
            pauses++;
            pauseFrames += endedFrames;
            longestPauseFrames = Math.max(longestPauseFrames, endedFrames);
        }
    }
}
