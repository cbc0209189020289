package io.callfuse.engine.cli.report;

import io.callfuse.engine.archive.store.StoredCall;
import io.callfuse.engine.cli.table.Sparkline;
import io.callfuse.engine.cli.table.TextTable;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tells the calls of the store, as a table or as one JSON object a line. Stateless. */
public final class StoredCalls {
    private static final DateTimeFormatter STARTED = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int CURVE_WIDTH = 24;
    private static final String UNKNOWN = "-";

    private StoredCalls() {}

    /** Lines of a table, the moments in a time zone. */
    public static List<String> table(List<StoredCall> calls, ZoneId zone) {
        TextTable table = new TextTable(
                "started",
                "call",
                "seconds",
                "max score",
                "score",
                "first class",
                "tripped",
                "route",
                "reason",
                "label");
        for (StoredCall call : calls) {
            table.row(
                    STARTED.format(call.startedAt().atZone(zone)),
                    call.callId(),
                    number(call.seconds()),
                    number(call.maxScore()),
                    Sparkline.of(call.scores(), CURVE_WIDTH),
                    call.firstClass().orElse(UNKNOWN),
                    call.tripped() ? "yes" : "no",
                    call.route().orElse(UNKNOWN),
                    call.reason().orElse(UNKNOWN),
                    call.label().orElse(UNKNOWN));
        }
        return table.lines();
    }

    /** One JSON object for each call, with null for what is not known. */
    public static List<String> json(List<StoredCall> calls) {
        return calls.stream().map(StoredCalls::json).toList();
    }

    private static String json(StoredCall call) {
        ObjectNode line = JsonMapper.shared().createObjectNode();
        line.put("call", call.callId());
        line.put("uniqueid", orNull(call.uniqueId()));
        line.put("startedAt", call.startedAt().toString());
        line.put("endedBy", orNull(call.endedBy()));
        line.put("seconds", orNull(call.seconds()));
        line.put("maxScore", orNull(call.maxScore()));
        line.put("firstClass", orNull(call.firstClass()));
        line.put("tripped", call.tripped());
        line.put("route", orNull(call.route()));
        line.put("reason", orNull(call.reason()));
        line.put("label", orNull(call.label()));
        return line.toString();
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.1f", value.getAsDouble()) : UNKNOWN;
    }

    private static String orNull(Optional<String> text) {
        return text.orElse(null);
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
