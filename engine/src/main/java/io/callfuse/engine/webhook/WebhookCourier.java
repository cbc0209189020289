package io.callfuse.engine.webhook;

import io.callfuse.engine.action.Backoff;
import io.callfuse.engine.archive.CommittedLines;
import io.callfuse.engine.archive.store.SpoolLine;
import io.callfuse.engine.archive.store.SpoolPosition;
import io.callfuse.engine.archive.store.SpoolReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the archive's lines to one receiver, one after the other. The archive's files are the queue, so nothing is lost while the
 * receiver or the engine is away: a line is passed only once the receiver has it, or has refused it for good, and that is on the disk.
 * Where the engine is killed in between, the receiver is told that one line twice.
 *
 * <p>One thread calls {@link #doWork}; the counts may be read by any.
 */
final class WebhookCourier {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookCourier.class);
    private static final int LINES_A_ROUND = 256;

    private final WebhookSettings settings;
    private final CommittedLines committed;
    private final SpoolReader reader;
    private final Receiver receiver;
    private final LongSupplier nanoTime;
    private final Backoff backoff;
    private final Deque<SpoolLine> pending = new ArrayDeque<>();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong waitingBytes = new AtomicLong();
    private HookPositions positions;
    private SpoolPosition place;
    private String outage = "";
    private long retryAtNs;
    private volatile boolean off;

    WebhookCourier(WebhookSettings settings, CommittedLines committed, LongSupplier nanoTime, RandomGenerator chance) {
        this.settings = settings;
        this.committed = committed;
        this.nanoTime = nanoTime;
        reader = new SpoolReader(committed);
        receiver = new Receiver(settings, Clock.systemUTC());
        backoff = new Backoff(settings.firstWait(), settings.longestWait(), chance);
    }

    /** Notes, where it is new, that it begins with what is written from now on; later if the disk does not take it now. */
    void begin() {
        try {
            positions = HookPositions.open(settings, committed);
        } catch (IOException failed) {
            failed(String.valueOf(failed.getMessage()), Optional.empty());
        }
    }

    /** Does one round; returns how many lines are behind it, 0 where none wait or the receiver is not to be tried yet. */
    int doWork() throws InterruptedException {
        if (off || !outage.isEmpty() && nanoTime.getAsLong() - retryAtNs < 0) {
            waitingBytes.set(reader.waitingBytes());
            return 0;
        }
        try {
            return round();
        } catch (IOException failed) {
            // Whatever was read is read again, from where the disk says.
            pending.clear();
            positions = null;
            reader.askAnew();
            failed(String.valueOf(failed.getMessage()), Optional.empty());
            return 0;
        } finally {
            waitingBytes.set(reader.waitingBytes());
        }
    }

    private int round() throws IOException, InterruptedException {
        if (positions == null) {
            positions = HookPositions.open(settings, committed);
        }
        if (pending.isEmpty() && !read()) {
            return 0;
        }
        int passed = 0;
        boolean unsaved = false;
        while (!pending.isEmpty()) {
            boolean wanted = isWanted(pending.peek());
            if (wanted && !bring(pending.peek())) {
                break;
            }
            place = place.past(pending.poll());
            positions.add(place);
            reader.applied(place);
            unsaved = !wanted;
            if (wanted) {
                positions.save();
            }
            passed++;
        }
        if (unsaved) {
            positions.save();
        }
        return passed;
    }

    private boolean read() throws IOException {
        Optional<SpoolReader.Batch> next = reader.next(LINES_A_ROUND, positions::of);
        if (next.isEmpty()) {
            return false;
        }
        SpoolPosition after = next.get().after();
        long bytes = next.get().lines().stream().mapToLong(SpoolLine::bytes).sum();
        place = new SpoolPosition(after.head(), after.file(), after.bytes() - bytes, "", 0);
        pending.addAll(next.get().lines());
        return true;
    }

    private boolean isWanted(SpoolLine line) {
        return line.json()
                .filter(json -> settings.events().contains(json.path("type").asString("")))
                .isPresent();
    }

    /** Whether the receiver has it, or will never. */
    private boolean bring(SpoolLine line) throws IOException, InterruptedException {
        Post post = Post.of(line.id(), line.json().orElseThrow());
        Reply reply = receiver.send(post);
        if (reply instanceof Reply.Later later) {
            failed(later.why(), later.after().map(Duration::toNanos));
            return false;
        }
        if (reply instanceof Reply.Gone) {
            off = true;
            LOG.warn("{}: says that it is gone (410); nothing more is posted until the engine starts anew", settings);
            return false;
        }
        workedAgain();
        if (reply instanceof Reply.Refused no) {
            park(post, no.why());
        } else {
            delivered.incrementAndGet();
        }
        return true;
    }

    private void park(Post post, String why) throws IOException {
        Path file = settings.directory().resolve(settings.name() + ".refused.jsonl");
        Files.writeString(
                file,
                new String(post.body(), StandardCharsets.UTF_8) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                StandardOpenOption.SYNC);
        if (refused.getAndIncrement() == 0) {
            LOG.warn("{}: refused {} ({}); it is kept in {}, more are only counted", settings, post.id(), why, file);
        }
    }

    private void failed(String why, Optional<Long> askedNs) {
        failures.incrementAndGet();
        long waitNs = Math.max(backoff.nextNs(), askedNs.orElse(0L));
        retryAtNs = nanoTime.getAsLong() + waitNs;
        if (outage.isEmpty()) {
            outage = why.isEmpty() ? "no reason told" : why;
            LOG.warn("{}: cannot be told now ({}); its events wait in the archive's files", settings, why);
        }
    }

    private void workedAgain() {
        backoff.reset();
        if (!outage.isEmpty()) {
            LOG.info("{}: works again", settings);
            outage = "";
        }
    }

    /** Lines the receiver has taken. */
    long delivered() {
        return delivered.get();
    }

    /** Lines it has refused for good. */
    long refused() {
        return refused.get();
    }

    /** Attempts that failed. */
    long failures() {
        return failures.get();
    }

    /** Bytes in the archive's files that are not behind it. */
    long waitingBytes() {
        return waitingBytes.get();
    }

    /** Whether the receiver has said that it is gone. */
    boolean isOff() {
        return off;
    }
}
