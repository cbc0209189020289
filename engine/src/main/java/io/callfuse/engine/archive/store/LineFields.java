package io.callfuse.engine.archive.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What the columns of a row hold, by name, taken from a line: where a line lacks a field, or holds something else in it, the
 * column is null. Text is given a form that every database takes. One thread.
 */
final class LineFields {
    // PostgreSQL takes no NUL, and no half of a pair of surrogates.
    private static final Pattern UNFIT =
            Pattern.compile("\\u0000|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]");

    private final Map<String, Object> values = new LinkedHashMap<>();

    LineFields text(String column, JsonNode node) {
        return put(column, node.isString() ? fit(node.asString()) : null);
    }

    LineFields number(String column, JsonNode node) {
        return put(column, node.isNumber() ? node.asLong(0) : null);
    }

    LineFields decimal(String column, JsonNode node) {
        return put(column, node.isNumber() ? node.asDouble(0) : null);
    }

    /** A part of the line as JSON. */
    LineFields json(String column, JsonNode node) {
        return put(column, node.isMissingNode() || node.isNull() ? null : fit(node.toString()));
    }

    /** A moment of the wall clock, ms since 1970. */
    LineFields instant(String column, JsonNode node) {
        return put(column, unixMs(node));
    }

    LineFields put(String column, Object value) {
        values.put(column, value);
        return this;
    }

    /** The columns in the order in which they were given. */
    Map<String, Object> values() {
        return values;
    }

    /** Reads a moment; 0 where there is none. */
    static long unixMs(JsonNode node) {
        try {
            return Instant.parse(node.asString("")).toEpochMilli();
        } catch (DateTimeException | ArithmeticException noMoment) {
            return 0;
        }
    }

    static String fit(String text) {
        return UNFIT.matcher(text).replaceAll("\uFFFD");
    }

    /** A hash that is the same for the same words. */
    static String hash(String... words) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] told = digest.digest(String.join("\n", words).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(told, 0, 16);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java lacks SHA-256, which every Java must have", missing);
        }
    }
}
