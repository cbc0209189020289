package io.callfuse.engine.cli.evaluation;

import io.callfuse.engine.evaluation.Area;
import io.callfuse.engine.evaluation.Delays;
import io.callfuse.engine.evaluation.Evaluation;
import io.callfuse.engine.evaluation.FirstClassFigures;
import io.callfuse.engine.evaluation.HeardCall;
import io.callfuse.engine.evaluation.KindFigures;
import io.callfuse.engine.evaluation.Rate;
import io.callfuse.engine.evaluation.ThresholdFigures;
import io.callfuse.engine.evaluation.TripFigures;
import io.callfuse.engine.scoring.Emotion;
import io.callfuse.models.evaluation.Bounds;
import io.callfuse.models.evaluation.CalibrationError;
import io.callfuse.models.evaluation.Proportion;
import java.util.OptionalLong;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code evaluate --format json} prints: one object on one line. Shares are 0-1, with four decimals; what has no value is
 * null. Keys and their order are a contract.
 */
public final class EvaluationJson {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final double PRECISION = 10_000;

    private EvaluationJson() {}

    /** The line. */
    public static String line(Evaluation evaluation) {
        ObjectNode root = JSON.createObjectNode();
        root.put("calls", evaluation.calls().size()).put("speakers", evaluation.speakers());
        decimal(root, "seconds", evaluation.seconds());
        ObjectNode engine = root.putObject("engine");
        engine.put("version", evaluation.engine().version());
        engine.put("model", evaluation.engine().model());
        engine.put("config", evaluation.engine().config());
        ObjectNode fuse = root.putObject("fuse");
        decimal(fuse, "enterThreshold", evaluation.fuse().enterThreshold());
        decimal(fuse, "exitThreshold", evaluation.fuse().exitThreshold());
        fuse.put("dwellMs", evaluation.fuse().dwell().toMillis());
        trips(root.putObject("trips"), evaluation.trips());
        ObjectNode areas = root.putObject("areaUnderCurve");
        area(areas.putObject("all"), evaluation.areaAll());
        area(areas.putObject("calm"), evaluation.areaCalm());
        area(areas.putObject("happyLoud"), evaluation.areaHappyLoud());
        firstClass(root.putObject("firstClass"), evaluation.firstClasses());
        decisions(root.putObject("decisions"), evaluation);
        calibration(root.putObject("calibration"), evaluation);
        ArrayNode whatIf = root.putArray("whatIf");
        evaluation.whatIf().forEach(row -> threshold(whatIf.addObject(), row));
        ArrayNode calls = root.putArray("perCall");
        evaluation.calls().forEach(call -> call(calls.addObject(), call));
        return JSON.writeValueAsString(root);
    }

    private static void trips(ObjectNode node, TripFigures trips) {
        rate(node.putObject("accuracy"), trips.accuracy());
        rate(node.putObject("falseTrips"), trips.falseTrips());
        rate(node.putObject("misses"), trips.misses());
        rate(node.putObject("early"), trips.early());
        delays(node.putObject("delay"), trips.delays());
        ArrayNode kinds = node.putArray("kinds");
        for (KindFigures kind : trips.kinds()) {
            ObjectNode one = kinds.addObject();
            one.put("label", kind.label().text());
            rate(one.putObject("trips"), kind.trips());
            rate(one.putObject("early"), kind.early());
            rate(one.putObject("tripsByDecision"), kind.inTime());
            delays(one.putObject("delay"), kind.delays());
            decimal(one, "medianMaxScore", kind.medianMaxScore());
        }
    }

    private static void firstClass(ObjectNode node, FirstClassFigures figures) {
        ArrayNode by = node.putArray("classedBy");
        figures.by().forEach(one -> rate(by.addObject().put("ms", one.ms()), one.calls()));
        node.put("spokenByList", figures.spokenByList());
        node.put("judged", figures.judged());
        decimal(node, "unweightedAverageRecall", figures.confusion().unweightedAverageRecall());
        bounds(node, "bounds", figures.bounds());
        ObjectNode confusion = node.putObject("confusion");
        for (Emotion truth : Emotion.values()) {
            if (truth != Emotion.UNKNOWN) {
                ObjectNode row = confusion.putObject(truth.label());
                for (Emotion said : Emotion.values()) {
                    row.put(said.label(), figures.confusion().count(truth.ordinal(), said.ordinal()));
                }
            }
        }
    }

    private static void decisions(ObjectNode node, Evaluation evaluation) {
        node.put("deadlineMs", evaluation.decisions().deadlineMs());
        rate(node.putObject("inTime"), evaluation.decisions().inTime());
        ObjectNode reasons = node.putObject("reasons");
        evaluation.decisions().reasons().forEach((label, counts) -> {
            ObjectNode row = reasons.putObject(label.text());
            counts.forEach((reason, count) -> row.put(reason.label(), count));
        });
    }

    private static void calibration(ObjectNode node, Evaluation evaluation) {
        decimal(node, "everySecond", evaluation.calibration().seconds().expected());
        bounds(node, "bounds", evaluation.calibration().bounds());
        decimal(node, "firstClass", evaluation.calibration().firstClasses().expected());
        ArrayNode bins = node.putArray("bins");
        for (CalibrationError.Bin bin : evaluation.calibration().seconds().bins()) {
            ObjectNode one = bins.addObject();
            decimal(one, "confidence", bin.confidence());
            one.put("seconds", bin.cases()).put("right", bin.right());
        }
    }

    private static void threshold(ObjectNode node, ThresholdFigures row) {
        decimal(node, "enterThreshold", row.enterThreshold());
        proportion(node.putObject("accuracy"), row.accuracy());
        proportion(node.putObject("falseTrips"), row.falseTrips());
        proportion(node.putObject("falseTripsCalm"), row.falseTripsCalm());
        proportion(node.putObject("falseTripsHappyLoud"), row.falseTripsHappyLoud());
        proportion(node.putObject("early"), row.early());
        proportion(node.putObject("misses"), row.misses());
        delays(node.putObject("delay"), row.delays());
    }

    private static void call(ObjectNode node, HeardCall call) {
        node.put("file", call.labelled().name());
        node.put("label", call.label().text());
        node.put("speaker", call.speaker().orElse(null));
        node.put("outcome", call.outcome().text());
        decimal(node, "maxScore", call.maxScore());
        milliseconds(node, "onsetMs", call.labelled().onsetMs());
        milliseconds(node, "tripMs", call.tripMs());
        ObjectNode first = node.putObject("firstClass");
        first.put("atMs", call.firstClass().atMs());
        first.put("emotion", call.firstClass().emotion().label());
        decimal(first, "confidence", call.firstClass().confidence());
    }

    private static void area(ObjectNode node, Area area) {
        decimal(node, "value", area.value());
        bounds(node, "bounds", area.bounds());
        node.put("upset", area.upset()).put("others", area.others());
    }

    private static void rate(ObjectNode node, Rate rate) {
        proportion(node, rate.calls());
        bounds(node, "bySpeakers", rate.bySpeakers());
    }

    private static void proportion(ObjectNode node, Proportion proportion) {
        node.put("count", proportion.count()).put("of", proportion.of());
        decimal(node, "share", proportion.share());
        bounds(node, "bounds", proportion.wilson());
    }

    private static void delays(ObjectNode node, Delays delays) {
        node.put("calls", delays.calls());
        decimal(node, "medianMs", delays.medianMs());
        decimal(node, "percentile95Ms", delays.percentile95Ms());
    }

    private static void bounds(ObjectNode node, String name, Bounds bounds) {
        if (Double.isNaN(bounds.low())) {
            node.putNull(name);
        } else {
            node.putArray(name).add(rounded(bounds.low())).add(rounded(bounds.high()));
        }
    }

    private static void milliseconds(ObjectNode node, String name, OptionalLong ms) {
        if (ms.isPresent()) {
            node.put(name, ms.getAsLong());
        } else {
            node.putNull(name);
        }
    }

    private static void decimal(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, rounded(value));
        } else {
            node.putNull(name);
        }
    }

    private static double rounded(double value) {
        return Math.round(value * PRECISION) / PRECISION;
    }
}
