package io.callfuse.perf.ear;

import java.util.Set;

/**
 * Which speakers may be tuned on and which judge; fixed before anything was measured. A speaker that is on neither list of a
 * corpus judges.
 */
public final class Split {
    private static final Set<String> TUNING_SPEAKERS = Set.of(
            "emodb-03",
            "emodb-08",
            "emodb-09",
            "emodb-10",
            "casia-ZhaoZuoxiang",
            "spokenwoz-MUL1423A",
            "spokenwoz-MUL1423B",
            "spokenwoz-SNG0480A",
            "fsdd-george",
            "fsdd-jackson");

    private Split() {}

    /** What the clips of a speaker may be used for. */
    public static Part of(String corpus, String speaker) {
        if (corpus.equals("ravdess")) {
            int actor = Integer.parseInt(speaker.substring(speaker.indexOf('-') + 1));
            return actor % 2 == 1 ? Part.TUNING : Part.KEPT;
        }
        return TUNING_SPEAKERS.contains(speaker) ? Part.TUNING : Part.KEPT;
    }
}
