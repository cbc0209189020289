package io.callfuse.engine.webhook;

import io.callfuse.engine.archive.CommittedLines;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All receivers, each told on a thread of its own, {@code webhook-NAME}. Nobody waits for them. */
public final class Webhooks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final long IDLE_PARK_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long JOIN_MS = TimeUnit.SECONDS.toMillis(5);

    private final List<Round> rounds;
    private volatile boolean closing;

    private final class Round {
        private final WebhookSettings settings;
        private final WebhookCourier courier;
        private final Thread thread;

        Round(WebhookSettings settings, CommittedLines committed) {
            this.settings = settings;
            courier = new WebhookCourier(settings, committed, System::nanoTime, RandomGenerator.getDefault());
            courier.begin();
            thread = new Thread(this::run, "webhook-" + settings.name());
            thread.setDaemon(true);
        }

        private void run() {
            try {
                while (!closing) {
                    if (courier.doWork() == 0) {
                        LockSupport.parkNanos(IDLE_PARK_NS);
                    }
                }
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException fault) {
                LOG.error("{}: stopped by a fault; its events wait for the next start", settings, fault);
            }
        }
    }

    /** Prepares to tell them what is written from now on, or what they have not been told yet. */
    public Webhooks(List<WebhookSettings> receivers, CommittedLines committed) {
        rounds = receivers.stream().map(one -> new Round(one, committed)).toList();
    }

    /** Begins; returns at once. */
    public void start() {
        rounds.forEach(round -> round.thread.start());
    }

    /** What is counted over all receivers, by name; {@code off} and {@code waiting_bytes} go up and down. */
    public Map<String, Long> counters() {
        Map<String, Long> counters = new TreeMap<>();
        counters.put("delivered", sum(WebhookCourier::delivered));
        counters.put("refused", sum(WebhookCourier::refused));
        counters.put("failures", sum(WebhookCourier::failures));
        counters.put("off", sum(courier -> courier.isOff() ? 1 : 0));
        counters.put("waiting_bytes", sum(WebhookCourier::waitingBytes));
        return counters;
    }

    private long sum(ToLongFunction<WebhookCourier> count) {
        return rounds.stream()
                .mapToLong(round -> count.applyAsLong(round.courier))
                .sum();
    }

    /** Stops in the middle of whatever it is doing; what was not told is told after the next start. */
    @Override
    public void close() {
        closing = true;
        rounds.forEach(round -> round.thread.interrupt());
        for (Round round : rounds) {
            try {
                round.thread.join(JOIN_MS);
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
