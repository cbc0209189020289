package io.callfuse.engine.load;

import io.callfuse.engine.archive.CallReport;
import io.callfuse.engine.archive.Trip;
import java.util.OptionalLong;

/**
 * What the engine makes of some frames when nothing presses it.
 *
 * @param scores one a second
 * @param fingerprint of scores, classes, trips and the decision, to the bit
 * @param trippedAtMs media time at which the fuse first tripped; empty where it did not
 * @param speechSeconds caller speech, s
 */
record OfflineResult(double[] scores, String fingerprint, OptionalLong trippedAtMs, double speechSeconds) {
    static OfflineResult of(CallReport report) {
        double[] scores = new double[report.timeline().length()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = report.timeline().score(i);
        }
        return new OfflineResult(
                scores,
                report.fingerprint(),
                report.outcome().trips().stream().mapToLong(Trip::atMs).findFirst(),
                report.heard().speechSeconds());
    }
}
