package io.callfuse.engine.archive.store;

import io.callfuse.engine.archive.ArchiveLine;
import io.callfuse.engine.archive.CommittedLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The files of an archive, written by a test as the archive would. */
final class Spool {
    static final String MONDAY = "callfuse-2026-11-23.jsonl";
    static final String TUESDAY = "callfuse-2026-11-24.jsonl";

    private final CommittedLines committed;

    Spool(Path directory) {
        committed = new CommittedLines(directory);
    }

    CommittedLines committed() {
        return committed;
    }

    Spool write(String file, List<ArchiveLine> lines) throws IOException {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.json()).append('\n'));
        return write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    Spool write(String file, byte[] bytes) throws IOException {
        Path path = committed.directory().resolve(file);
        Files.write(path, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        committed.committed(file, Files.size(path));
        return this;
    }

    static List<ArchiveLine> calls(SeededCalls calls, int count) {
        List<ArchiveLine> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.addAll(calls.next());
        }
        return lines;
    }
}
