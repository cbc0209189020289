package io.callfuse.dsp.rate;

import java.util.Arrays;

/**
 * How fast somebody speaks: articulation rate (syllables by time of speech) and speaking rate (pauses included) over the last
 * seconds, after Goldman-Eisler 1968 and de Jong and Wempe 2009, and their rise over the first seconds. Whether a frame is
 * speech may be known later than its nuclei, by a fixed number of frames; both are brought together here, so the rate is as
 * late as the later of the two. A rate is 0 until enough speech was heard. For one thread; allocates nothing after construction.
 */
public final class SpeechTempo {
    private static final int SECONDS_PER_MINUTE = 60;

    private final PauseTracker pauses;
    private final TempoWindow window;
    private final int[] pendingUnits;
    private final int minFrames;
    private final int baselineFrames;
    private int newest;
    private int closureUnits;
    private int baselineSpeechFrames;
    private int baselineUnits;

    /**
     * Takes 10 s for the window and for the baseline, and is silent on less than 2 s.
     *
     * @param activityLagFrames how many frames late {@link #accept} is told of speech, 0 to 50
     */
    public SpeechTempo(int activityLagFrames) {
        this(new PauseTracker(), new Spans(10, 10, 2), activityLagFrames);
    }

    /**
     * @param pauses fed by this tempo and by nobody else
     * @param spans over what the rates are taken
     * @param activityLagFrames how many frames late {@link #accept} is told of speech, 0 to 50
     */
    public SpeechTempo(PauseTracker pauses, Spans spans, int activityLagFrames) {
        if (activityLagFrames < 0 || activityLagFrames * pauses.frameSeconds() > 1) {
            throw new IllegalArgumentException("activity is " + activityLagFrames + " frames late, not 0 to 1 s");
        }
        this.pauses = pauses;
        this.window = new TempoWindow((int) Math.round(spans.windowSeconds / pauses.frameSeconds()));
        this.minFrames = (int) Math.round(spans.minSeconds / pauses.frameSeconds());
        this.baselineFrames = (int) Math.round(spans.baselineSeconds / pauses.frameSeconds());
        this.pendingUnits = new int[activityLagFrames + 1];
    }

    /**
     * Over what the rates are taken, s of speech.
     *
     * @param windowSeconds the last seconds of speech and pauses
     * @param baselineSeconds the first seconds of speech
     * @param minSeconds speech without which there is no rate
     */
    public record Spans(double windowSeconds, double baselineSeconds, double minSeconds) {
        /** Checks that each is longer than the next. */
        public Spans {
            if (!(minSeconds > 0 && windowSeconds >= minSeconds && baselineSeconds >= minSeconds)
                    || windowSeconds > 60
                    || baselineSeconds > 60) {
                throw new IllegalArgumentException("window " + windowSeconds + " s, baseline " + baselineSeconds
                        + " s, at least " + minSeconds + " s");
            }
        }
    }

    /**
     * Takes the next frame.
     *
     * @param speech whether there was speech {@code activityLagFrames} before this frame
     */
    public void accept(boolean speech) {
        // The slot after the newest frame's holds the oldest, whose turn it is; the next frame will have it.
        newest = newest + 1 == pendingUnits.length ? 0 : newest + 1;
        int units = pendingUnits[newest];
        pendingUnits[newest] = 0;
        pauses.accept(speech);
        if (speech) {
            endSilence(pauses.endedFrames());
            addSpeech(units);
        } else {
            closureUnits += units;
        }
    }

    /**
     * Says that a nucleus has become known with the newest frame; called before that frame's {@link #accept}.
     *
     * @param ageFrames how many frames before it the nucleus lies; one so old that its frame is past counts for the oldest
     * @param syllables how many it stands for; anything but a positive number counts nothing
     */
    public void nucleus(int ageFrames, double syllables) {
        if (syllables > 0 && syllables < 10) {
            int age = Math.max(0, Math.min(ageFrames, pendingUnits.length - 1));
            int at = Math.floorMod(newest - age, pendingUnits.length);
            pendingUnits[at] += (int) Math.round(syllables * TempoWindow.UNITS_PER_SYLLABLE);
        }
    }

    /** Syllables by second of speech over the last seconds; 0 until enough was heard. */
    public double articulationRate() {
        return rate(window.syllables(), window.speechFrames());
    }

    /** Syllables by second over the last seconds, pauses included; 0 until enough was heard. */
    public double speakingRate() {
        return window.speechFrames() < minFrames ? 0 : rate(window.syllables(), window.filledFrames());
    }

    /** The {@link #speakingRate} by the minute; in Chinese also the characters by the minute, one a syllable. */
    public double syllablesPerMinute() {
        return SECONDS_PER_MINUTE * speakingRate();
    }

    /** The {@link #articulationRate} over the first seconds of speech, from then on for good; 0 until enough was heard. */
    public double baselineArticulationRate() {
        return rate(baselineUnits / (double) TempoWindow.UNITS_PER_SYLLABLE, baselineSpeechFrames);
    }

    /** By what share the articulation is faster than at first: 0.2 is a fifth faster; 0 until enough was heard. */
    public double articulationRateRise() {
        double baseline = baselineArticulationRate();
        return baseline > 0 ? articulationRate() / baseline - 1 : 0;
    }

    /** The pauses of the whole call. */
    public PauseTracker pauses() {
        return pauses;
    }

    /** Forgets everything. */
    public void reset() {
        Arrays.fill(pendingUnits, 0);
        pauses.reset();
        window.clear();
        newest = 0;
        closureUnits = 0;
        baselineSpeechFrames = 0;
        baselineUnits = 0;
    }

    private void endSilence(int frames) {
        if (frames > 0 && pauses.isClosure(frames)) {
            addSpeech(closureUnits);
            for (int i = 1; i < frames; i++) {
                addSpeech(0);
            }
        } else if (pauses.isPause(frames)) {
            for (int i = 0; i < frames; i++) {
                window.addPause();
            }
        }
        closureUnits = 0;
    }

    private void addSpeech(int units) {
        window.addSpeech(units);
        if (baselineSpeechFrames < baselineFrames) {
            baselineSpeechFrames++;
            baselineUnits += units;
        }
    }

    private double rate(double syllables, int frames) {
        return frames < minFrames ? 0 : syllables / (frames * pauses.frameSeconds());
    }
}
