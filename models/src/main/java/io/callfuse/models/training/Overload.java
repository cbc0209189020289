package io.callfuse.models.training;

/**
 * What a microphone or an amplifier does to a speaker who is too loud for it. Immutable.
 *
 * @param headroomDb how far above the speech's level its samples end; infinite where there is room enough
 * @param soft whether they bend to that end (a cubic) rather than stop at it
 */
record Overload(double headroomDb, boolean soft) {
    /** Room for everything. */
    static final Overload NONE = new Overload(Double.POSITIVE_INFINITY, false);

    private static final double SHARE = 0.15;
    private static final double BENDS_UNTIL = 1.5;

    /** Draws an end 3 to 12 dB above the speech on 15 % of lines; half of them bend. */
    static Overload draw(SeededDraws draws) {
        boolean overloaded = draws.chance(SHARE);
        double headroomDb = draws.between(3, 12);
        return new Overload(overloaded ? headroomDb : Double.POSITIVE_INFINITY, draws.chance(0.5));
    }

    /** Clips in place speech of this root mean square. */
    void clip(double[] samples, double speechRms) {
        if (Double.isInfinite(headroomDb) || speechRms == 0) {
            return;
        }
        double end = speechRms * Amplitude.factor(headroomDb);
        for (int i = 0; i < samples.length; i++) {
            double relative = samples[i] / end;
            samples[i] = end * (soft ? bent(relative) : Math.max(-1, Math.min(1, relative)));
        }
    }

    private static double bent(double x) {
        double within = Math.max(-BENDS_UNTIL, Math.min(BENDS_UNTIL, x));
        return within - 4 * within * within * within / 27;
    }
}
