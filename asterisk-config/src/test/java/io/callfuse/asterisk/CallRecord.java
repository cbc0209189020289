package io.callfuse.asterisk;

import java.util.Arrays;
import java.util.List;

/** One row of Asterisk's call records (CDR), in the columns of the lab. */
record CallRecord(
        String uniqueId,
        String destination,
        String channel,
        String lastApplication,
        int durationSeconds,
        String disposition,
        String userField) {

    /** Reads a row; no column of the lab contains a quotation mark. */
    static CallRecord parse(String row) {
        List<String> columns = Arrays.stream(row.split("\",\"", -1))
                .map(column -> column.replace("\"", ""))
                .toList();
        return new CallRecord(
                columns.get(0),
                columns.get(1),
                columns.get(2),
                columns.get(3),
                Integer.parseInt(columns.get(4)),
                columns.get(5),
                columns.get(6));
    }
}
