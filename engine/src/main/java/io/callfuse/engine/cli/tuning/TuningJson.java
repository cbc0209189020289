package io.callfuse.engine.cli.tuning;

import io.callfuse.engine.policy.FuseSettings;
import io.callfuse.engine.tuning.FuseGrid;
import io.callfuse.engine.tuning.PolicyDifference;
import io.callfuse.engine.tuning.Trial;
import io.callfuse.engine.tuning.TriedCalls;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What {@code tune} tells programs: one line of JSON. Stateless. */
public final class TuningJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private TuningJson() {}

    /**
     * Everything that was found.
     *
     * @param tripsAnHour the budget; empty where none was asked for
     */
    public static String of(TriedCalls calls, TuningText.Names names, OptionalInt tripsAnHour, List<FuseGrid> grids) {
        ObjectNode json = NODES.objectNode();
        json.put("before", names.before()).put("after", names.after());
        calls.first().ifPresent(at -> json.put("first", at.toString()));
        calls.last().ifPresent(at -> json.put("last", at.toString()));
        json.put("audioMs", calls.audioMs());
        ObjectNode leftOut = json.putObject("leftOut");
        calls.leftOut().forEach(leftOut::put);
        json.set("all", sides(calls.all()));
        json.set("byQueue", groups(calls.byQueue()));
        json.set("byLanguage", groups(calls.byLanguage()));
        ArrayNode changes = json.putArray("changes");
        calls.difference().changes().forEach(change -> changes.add(change(change)));
        json.put("same", calls.difference().same());
        ArrayNode settings = json.putArray("settings");
        grids.forEach(grid -> {
            for (int i = 0; i < grid.settings().size(); i++) {
                settings.add(setting(grid.settings().get(i), grid.trials().get(i)));
            }
        });
        if (tripsAnHour.isPresent()) {
            ObjectNode budget = json.putObject("budget");
            budget.put("tripsAnHour", tripsAnHour.getAsInt());
            grids.stream()
                    .flatMap(grid -> grid.within(tripsAnHour.getAsInt()).stream()
                            .limit(1)
                            .map(fuse -> setting(fuse, grid.trial(fuse).orElseThrow())))
                    .findFirst()
                    .ifPresent(best -> budget.set("best", best));
        }
        return JsonMapper.shared().writeValueAsString(json);
    }

    private static ObjectNode groups(Map<String, TriedCalls.Sides> groups) {
        ObjectNode json = NODES.objectNode();
        groups.forEach((name, sides) -> json.set(name, sides(sides)));
        return json;
    }

    private static ObjectNode sides(TriedCalls.Sides sides) {
        ObjectNode json = NODES.objectNode();
        json.set("before", trial(sides.before()));
        json.set("after", trial(sides.after()));
        return json;
    }

    private static ObjectNode trial(Trial trial) {
        ObjectNode json = NODES.objectNode();
        json.put("calls", trial.calls())
                .put("tripped", trial.tripped())
                .put("trips", trial.trips())
                .put("mostTripsAnHour", trial.busiestHour());
        put(json, "medianSeconds", trial.medianSeconds());
        put(json, "lateSeconds", trial.lateSeconds());
        json.put("upset", trial.upset())
                .put("upsetTripped", trial.upsetTripped())
                .put("calm", trial.calm())
                .put("calmTripped", trial.calmTripped());
        ObjectNode decisions = json.putObject("decisions");
        trial.decisions().forEach(decisions::put);
        return json;
    }

    private static ObjectNode setting(FuseSettings fuse, Trial trial) {
        ObjectNode json = trial(trial);
        json.remove("decisions");
        json.put("enterThreshold", fuse.enterThreshold())
                .put("exitThreshold", fuse.exitThreshold())
                .put("dwellMs", fuse.dwell().toMillis());
        return json;
    }

    private static ObjectNode change(PolicyDifference.Change change) {
        ObjectNode json = NODES.objectNode();
        json.put("call", change.call().id())
                .put("startedAt", change.call().startedAt().toString())
                .put("queue", change.call().queue())
                .put("kind", change.kind().name().toLowerCase(Locale.ROOT));
        put(json, "beforeMs", change.beforeMs());
        put(json, "afterMs", change.afterMs());
        change.call().upset().ifPresent(upset -> json.put("upset", upset));
        return json;
    }

    private static void put(ObjectNode json, String name, OptionalDouble value) {
        if (value.isPresent()) {
            json.put(name, value.getAsDouble());
        }
    }

    private static void put(ObjectNode json, String name, OptionalLong value) {
        if (value.isPresent()) {
            json.put(name, value.getAsLong());
        }
    }
}
