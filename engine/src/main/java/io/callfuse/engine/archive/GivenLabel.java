package io.callfuse.engine.archive;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person takes the caller of a call for. A call may be labelled again: the last label counts, those before it are kept.
 *
 * @param callId the call's id
 * @param label {@link #UPSET} or {@link #CALM}
 * @param by who says so; may be empty
 * @param note why, in his words; may be empty
 * @param at when he said it
 * @param source by which way it came, such as {@code http}
 */
public record GivenLabel(String callId, String label, String by, String note, Instant at, String source) {
    /** The caller is angry, or in distress. */
    public static final String UPSET = "upset";
    /** He is not. */
    public static final String CALM = "calm";

    /** Rejects what is no label. */
    public GivenLabel {
        Objects.requireNonNull(callId, "callId is null");
        Objects.requireNonNull(by, "by is null");
        Objects.requireNonNull(note, "note is null");
        Objects.requireNonNull(at, "at is null");
        Objects.requireNonNull(source, "source is null");
        if (of(label).filter(label::equals).isEmpty()) {
            throw new IllegalArgumentException("a label is " + UPSET + " or " + CALM);
        }
    }

    /** Reads a label, in whatever case; empty where the text is none. */
    public static Optional<String> of(String text) {
        String label = text.strip().toLowerCase(Locale.ROOT);
        return Optional.of(label).filter(one -> one.equals(UPSET) || one.equals(CALM));
    }

    /** As a line of the archive, under an id of its own. */
    public ArchiveLine line() {
        String id = callId + ":label:" + UUID.randomUUID();
        JsonLine line = new JsonLine()
                .text("id", id)
                .text("type", "label")
                .text("callId", callId)
                .instant("at", at)
                .text("label", label);
        if (!by.isEmpty()) {
            line.text("by", by);
        }
        if (!note.isEmpty()) {
            line.text("note", note);
        }
        return new ArchiveLine(id, line.text("source", source).finish());
    }
}
