package io.callfuse.engine.cli.report;

import io.callfuse.engine.archive.store.StoredTask;
import io.callfuse.engine.cli.table.TextTable;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tells what there is to do because of calls, as a table or as one JSON object a line. Stateless. */
public final class StoredTasks {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final String UNKNOWN = "-";

    private StoredTasks() {}

    /**
     * Lines of a table, the moments in a time zone.
     *
     * @param now a task that was due before is said to be late
     */
    public static List<String> table(List<StoredTask> tasks, ZoneId zone, Instant now) {
        TextTable table =
                new TextTable("due", "call", "uniqueid", "tripped", "reason", "route", "outcome", "topic", "done");
        for (StoredTask task : tasks) {
            table.row(
                    MOMENT.format(task.due().atZone(zone)),
                    task.callId(),
                    task.uniqueId().orElse(UNKNOWN),
                    MOMENT.format(task.trippedAt().atZone(zone)),
                    orUnknown(task.reason()),
                    orUnknown(task.route()),
                    orUnknown(task.outcome()),
                    orUnknown(task.topic()),
                    done(task, zone, now));
        }
        return table.lines();
    }

    private static String done(StoredTask task, ZoneId zone, Instant now) {
        if (task.doneAt().isEmpty()) {
            return task.due().isBefore(now) ? "late" : "no";
        }
        return MOMENT.format(task.doneAt().get().atZone(zone))
                + task.doneBy().map(name -> " by " + name).orElse("")
                + task.note().map(said -> ": " + said).orElse("");
    }

    private static String orUnknown(String text) {
        return text.isEmpty() ? UNKNOWN : text;
    }

    /** One JSON object for each task, with null for what is not known. */
    public static List<String> json(List<StoredTask> tasks) {
        return tasks.stream().map(StoredTasks::json).toList();
    }

    private static String json(StoredTask task) {
        ObjectNode line = JsonMapper.shared().createObjectNode();
        line.put("call", task.callId());
        line.put("uniqueid", task.uniqueId().orElse(null));
        line.put("linkedid", task.linkedId().orElse(null));
        line.put("trippedAt", task.trippedAt().toString());
        line.put("due", task.due().toString());
        line.put("reason", task.reason());
        line.put("route", task.route());
        line.put("outcome", task.outcome());
        line.put("topic", task.topic().isEmpty() ? null : task.topic());
        line.put("doneAt", task.doneAt().map(Instant::toString).orElse(null));
        line.put("doneBy", task.doneBy().orElse(null));
        line.put("note", task.note().orElse(null));
        return line.toString();
    }
}
