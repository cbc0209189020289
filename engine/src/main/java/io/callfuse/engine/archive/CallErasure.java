package io.callfuse.engine.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Takes calls out of the files of an archive: in place of each of their lines stands one of the same id and length that says {@code
 * erased} and nothing else. The line that asks for it, of the type {@code erase}, stays: it names the calls by their ids, and by it
 * their rows are removed. One thread, which goes through the files one at a time.
 */
public final class CallErasure {
    /** Of the line that asks for it. */
    static final String TYPE = "erase";

    private static final String FILES = "callfuse-*.jsonl*";
    private static final String REFUSED_POSTS = "*.refused.jsonl";
    private static final List<String> RECEIVERS = List.of("webhooks", "kafka");

    private final Set<String> calls;
    private final Path archive;
    private final Deque<Path> files = new ArrayDeque<>();

    private CallErasure(Set<String> calls, Path archive) throws IOException {
        this.calls = calls;
        this.archive = archive;
        files.addAll(files(archive));
    }

    /** As a line of the archive, under an id of its own. */
    public static ArchiveLine line(Collection<String> calls, String by, Instant at) {
        String id = "erase:" + UUID.randomUUID();
        JsonLine line = new JsonLine()
                .text("id", id)
                .text("type", TYPE)
                .instant("at", at)
                .text("by", by);
        line.beginList("calls");
        calls.forEach(line::element);
        return new ArchiveLine(id, line.endList().finish());
    }

    /** Which calls an archive's files say were made by a caller, by his pseudonym. */
    public static Set<String> callsOf(String pseudonym, Path archive) throws IOException {
        String caller = "\"caller\":\"" + pseudonym + "\"";
        Set<String> calls = new TreeSet<>();
        for (Path file : files(archive)) {
            LinesInPlace.each(file, (start, length, head) -> {
                if (new String(head, StandardCharsets.UTF_8).contains(caller)) {
                    calls.add(callOf(LinesInPlace.idOf(head)));
                }
            });
        }
        calls.remove("");
        return calls;
    }

    /** Whether an archive's files have a line of a call that says something of it. */
    public static boolean knows(String call, Path archive) throws IOException {
        boolean[] found = {false};
        for (Path file : files(archive)) {
            LinesInPlace.each(file, (start, length, head) -> {
                String id = LinesInPlace.idOf(head);
                found[0] |= callOf(id).equals(call) && !new String(head, StandardCharsets.UTF_8).startsWith(erased(id));
            });
        }
        return found[0];
    }

    /** Begins what a line asks for; nothing where it asks for something else. */
    static Optional<CallErasure> askedBy(JsonNode line, Path archive) throws IOException {
        if (!line.path("type").asString("").equals(TYPE)) {
            return Optional.empty();
        }
        Set<String> calls = new TreeSet<>();
        line.path("calls").forEach(call -> calls.add(call.asString("")));
        calls.remove("");
        return Optional.of(new CallErasure(calls, archive));
    }

    /** Goes through one more file; returns whether there are others. */
    boolean eraseFromNext() throws IOException {
        for (String call : calls) {
            RecordingFiles.remove(call, archive);
        }
        Path file = files.peek();
        if (file != null) {
            try {
                LinesInPlace.edit(
                        file, (id, line) -> calls.contains(callOf(id)) ? Optional.of(erased(id)) : Optional.empty());
            } catch (NoSuchFileException removed) {
                // Nothing of it is left to erase.
            }
            files.remove();
        }
        return !files.isEmpty();
    }

    private static String erased(String id) {
        return "{\"id\":\"" + id + "\",\"type\":\"erased\"}";
    }

    /** Ids of lines are the call's id, the type and more. */
    private static String callOf(String id) {
        int colon = id.indexOf(':');
        return colon < 0 ? "" : id.substring(0, colon);
    }

    private static List<Path> files(Path archive) throws IOException {
        List<Path> files = new ArrayList<>(list(archive, FILES));
        for (String receivers : RECEIVERS) {
            files.addAll(list(archive.resolve(receivers), REFUSED_POSTS));
        }
        return files;
    }

    private static List<Path> list(Path folder, String names) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, names)) {
                found.forEach(files::add);
            } catch (DirectoryIteratorException failed) {
                throw failed.getCause();
            }
        }
        return files;
    }
}
