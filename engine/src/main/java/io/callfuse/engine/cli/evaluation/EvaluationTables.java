package io.callfuse.engine.cli.evaluation;

import io.callfuse.engine.evaluation.Area;
import io.callfuse.engine.evaluation.CallLabel;
import io.callfuse.engine.evaluation.Evaluation;
import io.callfuse.engine.evaluation.FirstClassFigures;
import io.callfuse.engine.evaluation.KindFigures;
import io.callfuse.engine.evaluation.Rate;
import io.callfuse.engine.evaluation.ThresholdFigures;
import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.scoring.Emotion;
import io.callfuse.models.evaluation.CalibrationError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tables of an evaluation, cell by cell, the same for text and for the page. */
final class EvaluationTables {
    /** Columns of a table of rates. */
    static final List<String> RATE_HEADS = List.of("in a hundred calls", "", "95 %", "by speakers", "of");

    private static final int BAR_WIDTH = 40;

    private final Evaluation evaluation;

    EvaluationTables(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /** A row of a table of rates. */
    static String[] rate(String name, Rate rate) {
        return new String[] {
            name,
            Figures.per100(rate),
            Figures.wilson(rate),
            Figures.bySpeakers(rate),
            String.valueOf(rate.calls().of())
        };
    }

    List<String[]> trips() {
        return List.of(
                rate("right (accuracy)", evaluation.trips().accuracy()),
                rate("false trips, nobody is upset", evaluation.trips().falseTrips()),
                rate("misses, caller is upset", evaluation.trips().misses()),
                rate(
                        "trips before the onset, caller is upset",
                        evaluation.trips().early()));
    }

    List<String> kindHeads() {
        return List.of(
                "label",
                "calls",
                "trips in 100",
                "95 %",
                "by speakers",
                "before onset",
                Figures.text("by %.0f s", evaluation.decisions().deadlineMs() / 1000.0),
                "delay median / 95th",
                "median of highest score");
    }

    List<String[]> kinds() {
        List<String[]> rows = new ArrayList<>();
        for (KindFigures kind : evaluation.trips().kinds()) {
            rows.add(new String[] {
                kind.label().text() + (kind.label().upset() ? "" : " (false trips)"),
                String.valueOf(kind.trips().calls().of()),
                Figures.per100(kind.trips()),
                Figures.wilson(kind.trips()),
                Figures.bySpeakers(kind.trips()),
                Figures.per100(kind.early()),
                Figures.per100(kind.inTime()),
                Figures.delays(kind.delays()),
                Figures.number(kind.medianMaxScore(), 1)
            });
        }
        return rows;
    }

    List<String[]> areas() {
        return List.of(
                area("all others", evaluation.areaAll()),
                area("calm", evaluation.areaCalm()),
                area("happy and loud", evaluation.areaHappyLoud()));
    }

    private static String[] area(String name, Area area) {
        return new String[] {name, Figures.area(area), area.upset() + " against " + area.others()};
    }

    List<String[]> classedBy() {
        return evaluation.firstClasses().by().stream()
                .map(by -> rate(Figures.text("other than unknown by %.0f s", by.ms() / 1000.0), by.calls()))
                .toList();
    }

    /** Who says that the caller had spoken for 2 s. */
    String spokenBy() {
        long byList = evaluation.firstClasses().spokenByList();
        String who = byList == evaluation.calls().size()
                ? "by the list"
                : byList == 0 ? "by the engine's own ear" : "by the list, else by the engine's own ear";
        return "Of calls with 2 s of caller speech by then, " + who + ".";
    }

    String recall() {
        FirstClassFigures figures = evaluation.firstClasses();
        return Figures.text(
                "Unweighted average recall against what was spoken until then: %s in a hundred (%s), %d calls.",
                Figures.number(100 * figures.confusion().unweightedAverageRecall(), 1),
                Figures.between(figures.bounds(), 100, 1),
                figures.judged());
    }

    List<String> confusionHeads() {
        List<String> heads = new ArrayList<>(List.of("label \\ first class"));
        for (Emotion said : Emotion.values()) {
            heads.add(said.label());
        }
        heads.add("recall in 100");
        return heads;
    }

    List<String[]> confusion() {
        List<String[]> rows = new ArrayList<>();
        for (Emotion truth : Emotion.values()) {
            double recall = evaluation.firstClasses().confusion().recall(truth.ordinal());
            if (!Double.isNaN(recall)) {
                List<String> row = new ArrayList<>(List.of(truth.label()));
                for (Emotion said : Emotion.values()) {
                    row.add(String.valueOf(
                            evaluation.firstClasses().confusion().count(truth.ordinal(), said.ordinal())));
                }
                row.add(Figures.number(100 * recall, 1));
                rows.add(row.toArray(String[]::new));
            }
        }
        return rows;
    }

    String decidedInTime() {
        Rate inTime = evaluation.decisions().inTime();
        return Figures.text(
                "Decided by %.0f s: %s in a hundred (%s). How many for which reason:",
                evaluation.decisions().deadlineMs() / 1000.0, Figures.per100(inTime), Figures.wilson(inTime));
    }

    List<String> decisionHeads() {
        List<String> heads = new ArrayList<>(List.of("label"));
        List.of(Decision.Reason.values()).forEach(reason -> heads.add(reason.label()));
        return heads;
    }

    List<String[]> decisions() {
        List<String[]> rows = new ArrayList<>();
        for (Map.Entry<CallLabel, Map<Decision.Reason, Long>> row :
                evaluation.decisions().reasons().entrySet()) {
            List<String> cells = new ArrayList<>(List.of(row.getKey().text()));
            for (Decision.Reason reason : Decision.Reason.values()) {
                cells.add(String.valueOf(row.getValue().getOrDefault(reason, 0L)));
            }
            rows.add(cells.toArray(String[]::new));
        }
        return rows;
    }

    String calibration() {
        return Figures.text(
                "Expected calibration error: every second %s (%s), first class %s.",
                Figures.number(evaluation.calibration().seconds().expected(), 3),
                Figures.between(evaluation.calibration().bounds(), 1, 3),
                Figures.number(evaluation.calibration().firstClasses().expected(), 3));
    }

    /** Confidence, seconds, share of them that were right, and that share as a bar. */
    List<String[]> confidence() {
        List<String[]> rows = new ArrayList<>();
        for (CalibrationError.Bin bin : evaluation.calibration().seconds().bins()) {
            if (bin.cases() > 0) {
                double right = (double) bin.right() / bin.cases();
                rows.add(new String[] {
                    Figures.number(bin.confidence(), 2),
                    String.valueOf(bin.cases()),
                    Figures.number(100 * right, 1),
                    "#".repeat((int) Math.round(right * BAR_WIDTH))
                });
            }
        }
        return rows;
    }

    static List<String> thresholdHeads() {
        return List.of(
                "enterThreshold",
                "right",
                "false trips",
                "calm",
                "happy-loud",
                "before onset",
                "misses",
                "delay median / 95th");
    }

    static String[] threshold(ThresholdFigures row, double configured) {
        return new String[] {
            Figures.number(row.enterThreshold(), 0) + (row.enterThreshold() == configured ? " (configured)" : ""),
            Figures.per100(row.accuracy()),
            Figures.per100(row.falseTrips()),
            Figures.per100(row.falseTripsCalm()),
            Figures.per100(row.falseTripsHappyLoud()),
            Figures.per100(row.early()),
            Figures.per100(row.misses()),
            Figures.delays(row.delays())
        };
    }
}
