package io.callfuse.dsp.activity;

import java.util.Arrays;

/**
 * Level of the noise behind the voice by minimum statistics (after Martin 2001): the lowest smoothed level of the last 3.2 s, in
 * which every talker pauses somewhere, even one who cries. For one thread; allocates nothing after construction.
 */
final class LineNoise {
    private static final int SECTION_FRAMES = 20;
    private static final int SECTIONS = 8;
    private static final double SMOOTHING = 0.4;
    /** Until a pause has been heard, the noise is taken to be no louder than this. */
    private static final double HIGHEST_FIRST_GUESS_DBFS = -42;

    private final double[] sectionMinDbfs = new double[SECTIONS];
    private int section;
    private int framesInSection;
    private int frames;
    private double smoothedDbfs;

    LineNoise() {
        Arrays.fill(sectionMinDbfs, Double.POSITIVE_INFINITY);
    }

    /** Takes the level of the next frame of 20 ms and returns the floor, dBFS. */
    double next(double levelDbfs) {
        smoothedDbfs = frames == 0 ? levelDbfs : smoothedDbfs + SMOOTHING * (levelDbfs - smoothedDbfs);
        sectionMinDbfs[section] = Math.min(sectionMinDbfs[section], smoothedDbfs);
        double floor = Double.POSITIVE_INFINITY;
        for (double minimum : sectionMinDbfs) {
            floor = Math.min(floor, minimum);
        }
        if (++framesInSection == SECTION_FRAMES) {
            framesInSection = 0;
            section = (section + 1) % SECTIONS;
            sectionMinDbfs[section] = Double.POSITIVE_INFINITY;
        }
        boolean young = frames < SECTION_FRAMES * SECTIONS;
        frames = young ? frames + 1 : frames;
        return young ? Math.min(floor, HIGHEST_FIRST_GUESS_DBFS) : floor;
    }
}
