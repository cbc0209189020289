package io.callfuse.engine.courier;

import io.callfuse.engine.archive.CommittedLines;
import io.callfuse.engine.archive.store.SpoolLine;
import io.callfuse.engine.archive.store.SpoolPosition;
import io.callfuse.engine.archive.store.SpoolReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The events one receiver waits for, in the archive's order. An event leaves the queue by {@link #passed} alone, and that is on the
 * disk when it returns: where the engine is killed before, the event is there again after the next start. One thread.
 */
public final class EventQueue {
    private static final int LINES_A_ROUND = 256;

    private final String name;
    private final Set<String> types;
    private final Path directory;
    private final CommittedLines committed;
    private final SpoolReader reader;
    private final Deque<SpoolLine> pending = new ArrayDeque<>();
    private Positions positions;
    private SpoolPosition place;

    /**
     * Names it; nothing is read yet.
     *
     * @param name of the receiver, after which its files are named
     * @param types of the lines it waits for
     * @param directory in which is kept how far it is, and what it refused
     */
    public EventQueue(String name, Set<String> types, Path directory, CommittedLines committed) {
        this.name = name;
        this.types = types;
        this.directory = directory;
        this.committed = committed;
        reader = new SpoolReader(committed);
    }

    /** Notes, where the receiver is new, that it begins with what is written from now on. */
    public void begin() throws IOException {
        if (positions == null) {
            positions = Positions.open(directory, name, committed);
        }
    }

    /** Reads on where nothing waits, past what is not wanted; returns how many lines wait or were passed, 0 where there are none. */
    public int read() throws IOException {
        begin();
        if (!pending.isEmpty()) {
            return pending.size();
        }
        Optional<SpoolReader.Batch> next = reader.next(LINES_A_ROUND, positions::of);
        if (next.isEmpty()) {
            return 0;
        }
        SpoolPosition after = next.get().after();
        List<SpoolLine> lines = next.get().lines();
        long bytes = lines.stream().mapToLong(SpoolLine::bytes).sum();
        place = new SpoolPosition(after.head(), after.file(), after.bytes() - bytes, "", 0);
        pending.addAll(lines);
        if (passUnwanted()) {
            positions.save();
        }
        return lines.size();
    }

    /** The wanted events among the lines that were read. */
    public List<Event> events() {
        return pending.stream().filter(this::isWanted).map(Event::of).toList();
    }

    /** The receiver has the first so many events, or will never: they are behind it for good. */
    public void passed(int events) throws IOException {
        for (int i = 0; i < events; i++) {
            pass(pending.remove());
            passUnwanted();
        }
        positions.save();
    }

    /** Keeps an event, beside the queue, that the receiver will never take; returns where. */
    public Path park(Event event) throws IOException {
        Path file = directory.resolve(name + ".refused.jsonl");
        Files.writeString(
                file,
                new String(event.body(), StandardCharsets.UTF_8) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                StandardOpenOption.SYNC);
        return file;
    }

    /** Forgets whatever was read; it is read again from where the disk says. */
    public void readAnew() {
        pending.clear();
        positions = null;
        reader.askAnew();
    }

    /** Bytes in the archive's files that are not behind the receiver. */
    public long waitingBytes() {
        return reader.waitingBytes();
    }

    private boolean passUnwanted() {
        boolean any = false;
        while (!pending.isEmpty() && !isWanted(pending.peek())) {
            pass(pending.remove());
            any = true;
        }
        return any;
    }

    private void pass(SpoolLine line) {
        place = place.past(line);
        positions.add(place);
        reader.applied(place);
    }

    private boolean isWanted(SpoolLine line) {
        return line.json()
                .filter(json -> types.contains(json.path("type").asString("")))
                .isPresent();
    }
}
