package io.callfuse.engine.cli.training;

import io.callfuse.engine.adaptation.Comparison;
import io.callfuse.engine.adaptation.Comparison.Change;
import io.callfuse.engine.adaptation.Trial;
import io.callfuse.engine.evaluation.CallLabel;
import io.callfuse.models.evaluation.Bounds;
import io.callfuse.models.evaluation.Proportion;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code train --format json} prints: one object on one line. Shares are 0-1, with four decimals; what has no value is null.
 * Keys and their order are a contract.
 */
public final class TrainingJson {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final double PRECISION = 10_000;

    private TrainingJson() {}

    /** The line. */
    public static String line(Training training) {
        ObjectNode root = JSON.createObjectNode();
        root.put("calls", training.calls()).put("leftOut", training.leftOut());
        ObjectNode callers = root.putObject("callers");
        callers.put("all", training.callers().all())
                .put("upset", training.callers().upset());
        callers.put("others", training.callers().others()).put("named", training.callersNamed());
        root.put("base", training.base()).put("alone", training.alone());
        ArrayNode tried = root.putArray("tried");
        training.result().trials().forEach(trial -> trial(tried.addObject(), trial));
        Comparison best = training.best();
        root.put("best", best.after().candidate().text());
        change(root.putObject("balancedAccuracy"), best.balancedAccuracy());
        change(root.putObject("areaUnderCurve"), best.area());
        change(root.putObject("calibrationError"), best.calibrationError());
        root.put("written", training.model().isPresent());
        root.put("model", training.model().map(model -> model.version()).orElse(null));
        return JSON.writeValueAsString(root);
    }

    private static void trial(ObjectNode node, Trial trial) {
        node.put("candidate", trial.candidate().text());
        decimal(node, "balancedAccuracy", trial.balancedAccuracy());
        decimal(node, "areaUnderCurve", trial.area());
        decimal(node, "calibrationError", trial.calibrationError());
        proportion(node.putObject("hits"), trial.hits());
        proportion(node.putObject("early"), trial.early());
        proportion(node.putObject("falseTrips"), trial.falseTrips());
        proportion(node.putObject("falseTripsCalm"), trial.falseTrips(CallLabel.CALM));
        proportion(node.putObject("falseTripsHappyLoud"), trial.falseTrips(CallLabel.HAPPY_LOUD));
        decimal(node, "medianDelayMs", trial.medianDelayMs());
    }

    private static void change(ObjectNode node, Change change) {
        decimal(node, "before", change.before());
        bounds(node, "beforeBounds", change.beforeBounds());
        decimal(node, "after", change.after());
        bounds(node, "afterBounds", change.afterBounds());
        decimal(node, "change", change.change());
        bounds(node, "changeBounds", change.changeBounds());
    }

    private static void proportion(ObjectNode node, Proportion proportion) {
        node.put("count", proportion.count()).put("of", proportion.of());
        decimal(node, "share", proportion.share());
        bounds(node, "bounds", proportion.wilson());
    }

    private static void bounds(ObjectNode node, String name, Bounds bounds) {
        if (Double.isNaN(bounds.low())) {
            node.putNull(name);
        } else {
            node.putArray(name).add(rounded(bounds.low())).add(rounded(bounds.high()));
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
