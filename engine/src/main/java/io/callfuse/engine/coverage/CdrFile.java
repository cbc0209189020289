package io.callfuse.engine.coverage;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the call records that Asterisk writes as CSV. Stateless. */
final class CdrFile {
    /** What {@code cdr_custom_callfuse.conf} writes. */
    static final List<String> SHIPPED =
            List.of("start", "linkedid", "uniqueid", "channel", "duration", "disposition", "callfuse");

    /** What {@code Master.csv} has with {@code loguniqueid}, {@code loguserfield} and {@code newcdrcolumns}. */
    private static final List<String> MASTER = List.of(
            ("accountcode,src,dst,dcontext,clid,channel,dstchannel,lastapp,lastdata,start,answer,end,duration,billsec,"
                            + "disposition,amaflags,uniqueid,userfield,peeraccount,linkedid,sequence")
                    .split(","));

    private static final int MASTER_AT_LEAST = MASTER.indexOf("userfield") + 1;
    private static final DateTimeFormatter START = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final String USER_FIELD_MARK = "callfuse ";

    private CdrFile() {}

    /**
     * Reads a file.
     *
     * @param columns the names of its columns; empty: they are told from how many there are
     * @param zone in which its times are
     * @throws CdrException if a row is not understood
     */
    static List<CdrRow> read(Path file, List<String> columns, ZoneId zone) throws IOException {
        List<CdrRow> rows = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String row;
            for (int number = 1; (row = reader.readLine()) != null; number++) {
                if (!row.isBlank()) {
                    rows.add(row(CsvRow.columns(row), columns, zone, file + ":" + number));
                }
            }
        }
        return rows;
    }

    private static CdrRow row(List<String> values, List<String> told, ZoneId zone, String place) throws CdrException {
        List<String> names = told.isEmpty() ? namesOf(values.size(), place) : told;
        if (values.size() < names.indexOf("uniqueid") + 1 || values.size() < names.indexOf("start") + 1) {
            throw new CdrException(place + ": " + values.size() + " columns, too few");
        }
        String userField = value("userfield", names, values);
        String mark = value("callfuse", names, values);
        if (mark.isEmpty() && userField.startsWith(USER_FIELD_MARK)) {
            mark = userField.startsWith("callfuse id=") ? "watching" : userField.substring(USER_FIELD_MARK.length());
        }
        return new CdrRow(
                start(value("start", names, values), zone, place),
                value("uniqueid", names, values),
                value("linkedid", names, values),
                value("channel", names, values),
                mark);
    }

    private static List<String> namesOf(int count, String place) throws CdrException {
        if (count == SHIPPED.size()) {
            return SHIPPED;
        }
        if (count >= MASTER_AT_LEAST && count <= MASTER.size()) {
            return MASTER.subList(0, count);
        }
        throw new CdrException(place + ": " + count + " columns are neither those of cdr_custom_callfuse.conf ("
                + SHIPPED.size() + ") nor those of Master.csv with loguniqueid and loguserfield (" + MASTER_AT_LEAST
                + " to " + MASTER.size() + "): name them by --columns");
    }

    private static String value(String name, List<String> names, List<String> values) {
        int place = names.indexOf(name);
        return place < 0 || place >= values.size() ? "" : values.get(place).strip();
    }

    private static Instant start(String text, ZoneId zone, String place) throws CdrException {
        try {
            return LocalDateTime.parse(text, START).atZone(zone).toInstant();
        } catch (DateTimeException malformed) {
            throw new CdrException(place + ": '" + text + "' is no time like 2026-11-22 15:04:05");
        }
    }
}
