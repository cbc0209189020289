package io.callfuse.engine.cli.report;

import io.callfuse.engine.AnalysedCall;
import io.callfuse.engine.archive.CallReport;
import io.callfuse.engine.archive.ScoreTrack;
import io.callfuse.engine.cli.plot.CallPicture;
import io.callfuse.engine.cli.plot.PlotMarker;
import io.callfuse.engine.cli.plot.PlotMarker.Kind;
import io.callfuse.engine.cli.plot.Waveform;
import io.callfuse.engine.policy.FuseSettings;
import io.callfuse.engine.policy.FuseState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Gathers what a picture of a call shows. */
public final class CallPictures {
    /** What a level of minus infinity, digital silence, is drawn as. */
    private static final double LOWEST_DBFS = -100;

    private static final int REASONS = 4;

    private CallPictures() {}

    /** The picture of this call with the outline of its audio, against these thresholds. */
    public static CallPicture of(AnalysedCall call, Waveform waveform, FuseSettings fuse) {
        CallReport report = call.report();
        ScoreTrack timeline = report.timeline();
        return new CallPicture(
                report.call(),
                "first class " + CallText.firstClass(report) + "   trip " + CallText.trip(report) + "   "
                        + Reasons.decision(report) + "   why: " + Reasons.strongest(call.evidence(), REASONS),
                waveform,
                values(timeline, i -> timeline.atMs(i) / 1000.0),
                values(timeline, timeline::score),
                values(timeline, timeline::f0Hz),
                values(timeline, timeline::syllablesPerSecond),
                values(timeline, i -> Math.max(LOWEST_DBFS, timeline.levelDbfs(i))),
                fuse.enterThreshold(),
                fuse.exitThreshold(),
                markers(call));
    }

    private static double[] values(ScoreTrack timeline, IntToDoubleFunction value) {
        return IntStream.range(0, timeline.length()).mapToDouble(value).toArray();
    }

    private static List<PlotMarker> markers(AnalysedCall call) {
        List<PlotMarker> markers = new ArrayList<>();
        call.report()
                .outcome()
                .firstClass()
                .ifPresent(said -> markers.add(new PlotMarker(
                        said.atMs(),
                        Kind.FIRST_CLASS,
                        String.format(Locale.ROOT, "%s %.2f", said.emotion().label(), said.confidence()))));
        call.fuseChanges().stream()
                .filter(change -> change.to() instanceof FuseState.Confirming)
                .forEach(change -> markers.add(new PlotMarker(
                        change.atMs(),
                        Kind.CONFIRMING,
                        String.format(Locale.ROOT, "confirming %.0f", change.score()))));
        call.report()
                .outcome()
                .trips()
                .forEach(trip -> markers.add(
                        new PlotMarker(trip.atMs(), Kind.TRIP, String.format(Locale.ROOT, "trip %.0f", trip.score()))));
        call.report()
                .outcome()
                .decision()
                .ifPresent(decided -> markers.add(
                        new PlotMarker(decided.atMs(), Kind.DECISION, decided.cause() + ": " + decided.routeName())));
        markers.sort(Comparator.comparingLong(PlotMarker::atMs));
        return markers;
    }
}
