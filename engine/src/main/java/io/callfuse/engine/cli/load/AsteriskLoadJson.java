package io.callfuse.engine.cli.load;

import io.callfuse.engine.load.AsteriskCallFigures;
import io.callfuse.engine.load.AsteriskLoadResult;
import io.callfuse.engine.load.AsteriskStep;
import io.callfuse.engine.load.LoadPlan;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The outcome of a load test through a real Asterisk for programs: one object, units in the names. */
public final class AsteriskLoadJson {
    private AsteriskLoadJson() {}

    /** All of it in one line. */
    public static String line(AsteriskLoadResult result, Machine machine) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        LoadJson.machine(json.putObject("machine"), machine);
        LoadPlan plan = result.plan();
        json.putObject("plan")
                .put("calls", plan.calls())
                .put("asterisk", true)
                .put("ratePerSecond", plan.rate())
                .put("stepSeconds", plan.stepTime().toMillis() / 1000.0)
                .put("limitMs", plan.limitMs())
                .put("engineCores", plan.engineCores());
        json.putObject("recordings")
                .put("count", result.recordings())
                .put("speechShare", LoadJson.rounded(result.speechShare()));
        ArrayNode steps = json.putArray("steps");
        result.steps().forEach(step -> step(steps.addObject(), step, plan));
        calls(json.putObject("calls"), result.calls());
        return json.put("allWell", result.allWell()).toString();
    }

    private static void step(ObjectNode json, AsteriskStep step, LoadPlan plan) {
        json.put("calls", step.calls())
                .put("seconds", LoadJson.rounded(step.seconds()))
                .put("begun", step.begun())
                .put("failed", step.failed())
                .put("heardFrames", step.heardFrames())
                .put("gapFrames", step.gapFrames())
                .put("droppedFrames", step.droppedFrames())
                .put("heardShare", LoadJson.rounded(step.heardShare()))
                .put("moved", step.moved());
        LoadJson.percentiles(json.putObject("jitterMs"), step.jitter());
        LoadJson.percentiles(json.putObject("arrivalToScoreMs"), step.arrivalToScore());
        LoadJson.percentiles(json.putObject("decisionToActionMs"), step.decisionToAction());
        LoadJson.engine(json.putObject("engine"), step.engine(), step.enginePercent());
        json.putObject("asterisk")
                .put("cores", LoadJson.rounded(step.asteriskCores()))
                .put("cpuPerCallPercent", LoadJson.rounded(step.asteriskPercent()));
        json.putObject("sipp").put("cores", LoadJson.rounded(step.sippCores()));
        json.put("holds", step.holds(plan.limitMs()));
    }

    private static void calls(ObjectNode json, AsteriskCallFigures calls) {
        json.put("made", calls.calls())
                .put("failed", calls.failed())
                .put("judged", calls.judged())
                .put("tripped", calls.tripped())
                .put("right", calls.right())
                .put("borderline", calls.borderline())
                .put("wrong", calls.wrong())
                .put("moved", calls.moved())
                .put("misplaced", calls.misplaced())
                .put("tapBeginsMs", calls.tapBeginsMs())
                .put("tripApartMedianMs", calls.trippedApartMs()[0])
                .put("tripApartMostMs", calls.trippedApartMs()[1]);
        LoadJson.percentiles(json.putObject("decisionToActionMs"), calls.decisionToAction());
        LoadJson.labels(json.putArray("labels"), calls.labels());
        calls.faults().forEach(json.putArray("faults")::add);
    }
}
