package io.callfuse.engine.cli;

import io.callfuse.engine.cli.table.TextTable;
import io.callfuse.engine.coverage.Coverage;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what {@code coverage} found: for people, or as one JSON object whose keys are a contract. Stateless. */
final class CoverageReport {
    private static final JsonMapper JSON = JsonMapper.shared();

    private CoverageReport() {}

    static List<String> lines(Coverage coverage) {
        List<String> lines = new ArrayList<>();
        lines.add(coverage.watched() + " calls entered watch: " + coverage.recorded() + " recorded, "
                + coverage.excused() + " not watched for a stated reason, "
                + coverage.missing().size() + " missing; "
                + coverage.doubled().size() + " with more than one record");
        if (!coverage.byReason().isEmpty()) {
            lines.add("");
            TextTable reasons = new TextTable("calls", "outcome");
            coverage.byReason().forEach((reason, calls) -> reasons.row(calls.toString(), reason));
            lines.addAll(reasons.lines());
        }
        if (!coverage.missing().isEmpty()) {
            lines.add("");
            TextTable missing = new TextTable("missing since", "linkedid", "uniqueid", "channel", "last sign");
            coverage.missing()
                    .forEach(call -> missing.row(
                            call.start().toString(),
                            call.linkedId(),
                            call.uniqueId(),
                            call.channel(),
                            call.lastSign()));
            lines.addAll(missing.lines());
        }
        coverage.doubled()
                .forEach(call -> lines.add("double: linkedid " + call.linkedId() + ", uniqueid " + call.uniqueId()
                        + ": " + call.callIds()));
        return lines;
    }

    static String json(Coverage coverage) {
        ObjectNode root = JSON.createObjectNode();
        root.put("watched", coverage.watched())
                .put("recorded", coverage.recorded())
                .put("excused", coverage.excused());
        ObjectNode reasons = root.putObject("byReason");
        coverage.byReason().forEach(reasons::put);
        ArrayNode missing = root.putArray("missing");
        coverage.missing().forEach(call -> missing.addObject()
                .put("start", call.start().toString())
                .put("linkedid", call.linkedId())
                .put("uniqueid", call.uniqueId())
                .put("channel", call.channel())
                .put("lastSign", call.lastSign()));
        ArrayNode doubled = root.putArray("double");
        coverage.doubled().forEach(call -> {
            ObjectNode one =
                    doubled.addObject().put("linkedid", call.linkedId()).put("uniqueid", call.uniqueId());
            ArrayNode ids = one.putArray("callIds");
            call.callIds().forEach(ids::add);
        });
        return JSON.writeValueAsString(root);
    }
}
