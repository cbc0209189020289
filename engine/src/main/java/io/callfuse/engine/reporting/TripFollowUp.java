package io.callfuse.engine.reporting;

import io.callfuse.engine.archive.store.CallDetails;
import io.callfuse.engine.archive.store.CallDetails.SwitchStep;
import io.callfuse.engine.archive.store.StoredTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What followed the trips of many calls. One thread. */
final class TripFollowUp {
    private static final int FAILURES = 10;
    private static final long WINDOW_MS = 10_000;

    private final Values afterSeconds = new Values();
    private final Values atTrip = new Values();
    private final Values atEnd = new Values();
    private final Counts failures = new Counts();
    private final Map<String, long[]> routes = new TreeMap<>();

    private enum Column {
        ORDERED,
        MOVED,
        ELSEWHERE,
        FAILED
    }

    void add(CallDetails call) {
        if (!call.tripped()) {
            return;
        }
        long trippedAtMs = call.trippedAtMs().getAsLong();
        afterSeconds.add(trippedAtMs / 1000.0);
        boolean moved = false;
        String ordered = "";
        for (SwitchStep step : call.switches()) {
            switch (step.phase()) {
                case "ordered" -> {
                    ordered = step.route();
                    count(ordered, Column.ORDERED);
                }
                case "done" -> {
                    moved = true;
                    boolean there = step.route().equals(ordered);
                    count(ordered, there ? Column.MOVED : Column.ELSEWHERE);
                    if (!there) {
                        failures.add("to " + step.route() + " instead: " + step.detail());
                    }
                }
                case "failed" -> {
                    count(ordered, Column.FAILED);
                    failures.add(step.detail());
                }
                default -> {
                    // Steps of a later version.
                }
            }
        }
        if (moved) {
            compare(call.track(), trippedAtMs);
        }
    }

    private void count(String route, Column column) {
        routes.computeIfAbsent(route, unknown -> new long[Column.values().length])[column.ordinal()]++;
    }

    private void compare(StoredTrack track, long trippedAtMs) {
        if (track.length() == 0) {
            return;
        }
        long endMs = track.atMs()[track.length() - 1];
        if (endMs - trippedAtMs >= 2 * WINDOW_MS) {
            atTrip.add(mean(track, trippedAtMs - WINDOW_MS, trippedAtMs));
            atEnd.add(mean(track, endMs - WINDOW_MS, endMs));
        }
    }

    private static double mean(StoredTrack track, long afterMs, long untilMs) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < track.length(); i++) {
            if (track.atMs()[i] > afterMs && track.atMs()[i] <= untilMs) {
                sum += track.scores()[i];
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    ServiceReport.Trips report() {
        List<ServiceReport.RouteUse> uses = new ArrayList<>();
        routes.forEach((route, counts) -> {
            long ordered = counts[Column.ORDERED.ordinal()];
            long moved = counts[Column.MOVED.ordinal()];
            long elsewhere = counts[Column.ELSEWHERE.ordinal()];
            long failed = counts[Column.FAILED.ordinal()];
            long open = Math.max(0, ordered - moved - elsewhere - failed);
            uses.add(new ServiceReport.RouteUse(route, ordered, moved, elsewhere, failed, open));
        });
        return new ServiceReport.Trips(
                afterSeconds.distribution(),
                List.copyOf(uses),
                failures.top(FAILURES),
                atTrip.distribution(),
                atEnd.distribution());
    }
}
