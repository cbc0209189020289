package io.callfuse.engine.archive;

import io.callfuse.engine.policy.routing.CallHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Forgets what is too old: once a day a line of the type {@code forget} says what must be in no table any more, and the files of
 * days that are over go, or lose their words. A file that the database has not read whole waits. One thread calls {@link #work},
 * which touches one file at a time; the count may be read by any.
 */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Pattern DAY_FILE = Pattern.compile("callfuse-(\\d{4}-\\d{2}-\\d{2})\\.jsonl");
    private static final String TORN = ".torn";
    private static final String NEXT = ".next";
    private static final Set<String> SAID = Set.of("words", "understood", "agent", "track");

    private final CommittedLines committed;
    private final Clock clock;
    private final Limits limits;
    private final Deque<String> toLookAt = new ArrayDeque<>();
    private final Set<String> withoutWords = new HashSet<>();
    private final AtomicLong filesForgotten = new AtomicLong();
    private Instant lookedAt = Instant.MIN;
    private LocalDate toldOn = LocalDate.MIN;

    /**
     * How long is kept what.
     *
     * @param days for which calls are kept, beside that on which they ended; empty for ever
     * @param wordDays for which what was said is kept; empty as long as the call
     * @param awaitsDatabase whether a file must have been read whole by the database before it goes
     */
    record Limits(OptionalInt days, OptionalInt wordDays, boolean awaitsDatabase) {}

    Retention(CommittedLines committed, Clock clock, Limits limits) {
        this.committed = committed;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * Goes on, by one file at most.
     *
     * @return whether there was something to do
     */
    boolean work(Consumer<ArchiveLine> append) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!today.equals(toldOn)) {
            toldOn = today;
            append.accept(line(today, now));
            look(now);
        } else if (now.isAfter(lookedAt.plus(1, ChronoUnit.HOURS))) {
            look(now);
        }
        String file = toLookAt.poll();
        if (file == null) {
            return false;
        }
        try {
            forget(file, today);
        } catch (IOException failed) {
            LOG.warn(
                    "archive: {} is too old and cannot be forgotten, which is tried again: {}",
                    file,
                    ArchiveException.reason(failed));
        }
        return true;
    }

    /** How many files of days that are over were removed. */
    long filesForgotten() {
        return filesForgotten.get();
    }

    private void look(Instant now) {
        lookedAt = now;
        toLookAt.clear();
        toLookAt.addAll(committed.bytesByFile().keySet());
    }

    private ArchiveLine line(LocalDate today, Instant now) {
        StringBuilder id = new StringBuilder("forget:").append(today);
        Optional<LocalDate> calls = before(limits.days(), today);
        Optional<LocalDate> words = before(limits.wordDays(), today);
        calls.ifPresent(day -> id.append(":calls:").append(day));
        words.ifPresent(day -> id.append(":words:").append(day));
        JsonLine line =
                new JsonLine().text("id", id.toString()).text("type", "forget").instant("at", now);
        calls.ifPresent(day -> line.text("callsBefore", day.toString()));
        words.ifPresent(day -> line.text("wordsBefore", day.toString()));
        return new ArchiveLine(id.toString(), line.finish());
    }

    private static Optional<LocalDate> before(OptionalInt days, LocalDate today) {
        return days.isPresent() ? Optional.of(today.minusDays(days.getAsInt())) : Optional.empty();
    }

    private void forget(String file, LocalDate today) throws IOException {
        Optional<LocalDate> dayOfFile = day(file);
        if (dayOfFile.isEmpty()) {
            return;
        }
        LocalDate day = dayOfFile.get();
        if (before(limits.days(), today).filter(day::isBefore).isPresent()) {
            if (!limits.awaitsDatabase() || committed.isLoaded(file)) {
                remove(file);
            }
        } else if (before(limits.wordDays(), today).filter(day::isBefore).isPresent() && withoutWords.add(file)) {
            takeWords(file);
        }
    }

    private static Optional<LocalDate> day(String file) {
        Matcher name = DAY_FILE.matcher(file);
        try {
            return name.matches() ? Optional.of(LocalDate.parse(name.group(1))) : Optional.empty();
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    private void remove(String file) throws IOException {
        Path path = committed.directory().resolve(file);
        Files.deleteIfExists(path);
        Files.deleteIfExists(path.resolveSibling(file + TORN));
        Files.deleteIfExists(path.resolveSibling(file + NEXT));
        committed.removed(file);
        filesForgotten.incrementAndGet();
        LOG.info("archive: {} is forgotten", file);
    }

    private void takeWords(String file) throws IOException {
        Path path = committed.directory().resolve(file);
        // Nobody writes to it any more, so it can be put there whole; as long as it was, so that nobody loses his place
        // in it.
        Path next = path.resolveSibling(file + NEXT);
        try {
            Files.copy(path, next, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            int lines = LinesInPlace.edit(next, (id, line) -> withoutWords(line.text()));
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            DayFiles.forceDirectory(committed.directory());
            Files.deleteIfExists(path.resolveSibling(file + TORN));
            LOG.info("archive: what was said is forgotten in {} lines of {}", lines, file);
        } catch (NoSuchFileException moved) {
            LOG.debug("archive: {} is gone", file);
        } catch (IOException failed) {
            withoutWords.remove(file);
            throw failed;
        }
    }

    /** Returns a line without what was said; empty where it tells nothing of it. */
    private static Optional<String> withoutWords(String line) {
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(line);
        } catch (JacksonException torn) {
            return Optional.empty();
        }
        if (!(json instanceof ObjectNode told)) {
            return Optional.empty();
        }
        int before = told.size();
        told.remove(SAID);
        boolean changed = told.size() < before;
        for (JsonNode input : told.path("inputs")) {
            String kind = input.path("kind").asString("");
            if ((kind.endsWith("words") || kind.equals(CallHistory.KIND)) && input instanceof ObjectNode said) {
                // What earlier calls were about is known by what was said in them.
                changed |= said.remove(kind.equals(CallHistory.KIND) ? CallHistory.CALLS : "words") != null;
            }
        }
        return changed ? Optional.of(told.toString()) : Optional.empty();
    }
}
