package io.callfuse.engine.archive;

import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes one JSON object on one line. Numbers have a fixed number of decimals and look the same whatever the locale and
 * whichever Java; what is not a finite number is null.
 */
final class JsonLine {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter INSTANT =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final long[] POWERS_OF_TEN = {1, 10, 100, 1000, 10_000};

    private final StringWriter text = new StringWriter(512);
    private final JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text);

    JsonLine() {
        json.writeStartObject();
    }

    JsonLine text(String name, String value) {
        json.writeStringProperty(name, value);
        return this;
    }

    /** Writes an element of a list. */
    JsonLine element(String value) {
        json.writeString(value);
        return this;
    }

    JsonLine instant(String name, Instant value) {
        return text(name, INSTANT.format(value));
    }

    JsonLine number(String name, long value) {
        json.writeNumberProperty(name, value);
        return this;
    }

    JsonLine truth(String name, boolean value) {
        json.writeBooleanProperty(name, value);
        return this;
    }

    /** Writes a number with 0 to 4 decimals, halves rounded up. */
    JsonLine decimal(String name, double value, int decimals) {
        json.writeName(name);
        if (Double.isFinite(value)) {
            json.writeNumber(format(value, decimals));
        } else {
            json.writeNull();
        }
        return this;
    }

    JsonLine nothing(String name) {
        json.writeNullProperty(name);
        return this;
    }

    JsonLine begin(String name) {
        json.writeName(name);
        return begin();
    }

    JsonLine begin() {
        json.writeStartObject();
        return this;
    }

    JsonLine end() {
        json.writeEndObject();
        return this;
    }

    JsonLine beginList(String name) {
        json.writeName(name);
        json.writeStartArray();
        return this;
    }

    JsonLine endList() {
        json.writeEndArray();
        return this;
    }

    /** Closes the object and returns it, without a line break. */
    String finish() {
        json.writeEndObject();
        json.close();
        return text.toString();
    }

    static String format(double value, int decimals) {
        long scale = POWERS_OF_TEN[decimals];
        long scaled = Math.round(Math.abs(value) * scale);
        StringBuilder digits = new StringBuilder().append(scaled / scale);
        if (decimals > 0) {
            String fraction = Long.toString(scaled % scale);
            digits.append('.').append("0".repeat(decimals - fraction.length())).append(fraction);
        }
        return value < 0 && scaled != 0 ? "-" + digits : digits.toString();
    }
}
