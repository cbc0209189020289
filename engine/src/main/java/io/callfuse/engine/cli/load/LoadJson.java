package io.callfuse.engine.cli.load;

import io.callfuse.engine.load.CallFigures;
import io.callfuse.engine.load.EngineUse;
import io.callfuse.engine.load.LabelFigures;
import io.callfuse.engine.load.LoadPlan;
import io.callfuse.engine.load.LoadResult;
import io.callfuse.engine.load.LoadSample;
import io.callfuse.engine.load.Percentiles;
import io.callfuse.engine.load.StepFigures;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The outcome of a load test for programs: one object, units in the names. */
public final class LoadJson {
    private static final double THOUSANDTHS = 1000;

    private LoadJson() {}

    /** All of it in one line. */
    public static String line(LoadResult result, Machine machine) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        machine(json.putObject("machine"), machine);
        LoadPlan plan = result.plan();
        json.putObject("plan")
                .put("calls", plan.calls())
                .put("inlet", plan.wire().label())
                .put("speed", plan.speed())
                .put("ratePerSecond", plan.rate())
                .put("stepSeconds", plan.stepTime().toMillis() / THOUSANDTHS)
                .put("limitMs", plan.limitMs())
                .put("engineCores", plan.engineCores());
        json.putObject("recordings")
                .put("count", result.recordings())
                .put("speechShare", rounded(result.speechShare()));
        ArrayNode steps = json.putArray("steps");
        result.steps().forEach(step -> step(steps.addObject(), step, plan));
        calls(json.putObject("calls"), result.calls());
        if (plan.findKnee()) {
            json.putObject("knee").put("calls", result.knee().orElse(0)).put("seenToBreak", result.kneeSeen());
        }
        ArrayNode samples = json.putArray("samples");
        for (LoadSample sample : result.samples()) {
            samples.addObject()
                    .put("atSeconds", rounded(sample.atSeconds()))
                    .put("calls", sample.calls())
                    .put("cores", rounded(sample.cores()))
                    .put("residentMiB", rounded(sample.residentMiB()))
                    .put("threads", sample.threads())
                    .put("descriptors", sample.descriptors());
        }
        return json.put("allWell", result.allWell()).toString();
    }

    static void machine(ObjectNode json, Machine machine) {
        json.put("processor", machine.processor())
                .put("cores", machine.cores())
                .put("memoryMiB", machine.memoryMiB())
                .put("java", machine.java())
                .put("engine", machine.engine())
                .put("model", machine.model());
    }

    private static void step(ObjectNode json, StepFigures step, LoadPlan plan) {
        json.put("calls", step.calls())
                .put("seconds", rounded(step.seconds()))
                .put("framesSent", step.framesSent())
                .put("framesLate", step.framesLate())
                .put("droppedFrames", step.droppedFrames())
                .put("gapFrames", step.gapFrames())
                .put("scores", step.scores())
                .put("missingScores", step.missingScores())
                .put("differentScores", step.differentScores());
        percentiles(json.putObject("frameToScoreMs"), step.frameToScore());
        percentiles(json.putObject("senderLatenessMs"), step.lateness());
        engine(json.putObject("engine"), step.use(), step.cpuPerCallPercent());
        json.put("holds", step.holds(plan.limitMs()));
    }

    static void engine(ObjectNode json, EngineUse use, double cpuPerCallPercent) {
        json.put("cores", rounded(use.cores()))
                .put("cpuPerCallPercent", rounded(cpuPerCallPercent))
                .put("residentMiB", rounded(use.residentMiB()))
                .put("threads", use.threads())
                .put("descriptors", use.descriptors())
                .put("collections", use.collections())
                .put("longestPauseMs", rounded(use.longestPauseMs()))
                .put("pausesMs", rounded(use.pausesMs()));
    }

    static void percentiles(ObjectNode json, Percentiles took) {
        json.put("p50", rounded(took.p50Ms()))
                .put("p99", rounded(took.p99Ms()))
                .put("p999", rounded(took.p999Ms()))
                .put("max", rounded(took.maxMs()));
    }

    private static void calls(ObjectNode json, CallFigures calls) {
        json.put("made", calls.calls())
                .put("wrong", calls.wrong())
                .put("tripped", calls.tripped())
                .put("framesSent", calls.framesSent())
                .put("framesAnalysed", calls.framesAnalysed());
        labels(json.putArray("labels"), calls.labels());
        calls.faults().forEach(json.putArray("faults")::add);
    }

    static void labels(ArrayNode json, List<LabelFigures> labels) {
        for (LabelFigures label : labels) {
            json.addObject()
                    .put("label", label.label())
                    .put("calls", label.calls())
                    .put("tripped", label.tripped());
        }
    }

    static double rounded(double value) {
        return Math.round(value * THOUSANDTHS) / THOUSANDTHS;
    }
}
