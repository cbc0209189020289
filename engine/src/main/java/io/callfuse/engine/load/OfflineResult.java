package io.callfuse.engine.load;

import io.callfuse.engine.archive.CallReport;

/**
 * What the engine makes of some frames when nothing presses it.
 *
 * @param scores one a second
 * @param fingerprint of scores, classes, trips and the decision, to the bit
 * @param tripped whether the fuse tripped
 * @param speechSeconds caller speech, s
 */
record OfflineResult(double[] scores, String fingerprint, boolean tripped, double speechSeconds) {
    static OfflineResult of(CallReport report) {
        double[] scores = new double[report.timeline().length()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = report.timeline().score(i);
        }
        return new OfflineResult(
                scores,
                report.fingerprint(),
                !report.outcome().trips().isEmpty(),
                report.heard().speechSeconds());
    }
}
