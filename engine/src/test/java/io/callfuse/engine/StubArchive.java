package io.callfuse.engine;

import io.callfuse.engine.archive.Archive;
import io.callfuse.engine.archive.ArchiveLine;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps lines in memory. */
final class StubArchive implements Archive {
    final List<ArchiveLine> lines = new CopyOnWriteArrayList<>();

    @Override
    public CompletableFuture<Void> append(ArchiveLine line) {
        lines.add(line);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public long written() {
        return lines.size();
    }

    @Override
    public long spilled() {
        return 0;
    }

    @Override
    public long failures() {
        return 0;
    }

    @Override
    public long waitingBytes() {
        return 0;
    }

    @Override
    public void close() {
        lines.clear();
    }
}
