package io.callfuse.engine.webhook;

import io.callfuse.engine.archive.ArchiveLine;
import io.callfuse.engine.archive.JsonLinesArchive;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that archives decisions without end, tells a receiver of them, and prints each id that the archive has acknowledged.
 * Arguments: a directory, a name for this run, the receiver's URL. It stops when it is killed.
 */
final class WebhookChild {
    private static final int UNANSWERED = 16;
    private static final int LEAD = 100;

    private WebhookChild() {}

    static WebhookSettings settings(Path folder, URI url) {
        return new WebhookSettings(
                "crm",
                url,
                "known-to-both",
                Set.of("decision"),
                folder.resolve("webhooks"),
                Duration.ofSeconds(20),
                Duration.ofMillis(1),
                Duration.ofMillis(10));
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        JsonLinesArchive archive = JsonLinesArchive.open(folder.resolve("archive"), Clock.systemUTC());
        Webhooks webhooks = new Webhooks(List.of(settings(folder, URI.create(arguments[2]))), archive.committed());
        webhooks.start();
        Semaphore unanswered = new Semaphore(UNANSWERED);
        for (int i = 0; ; i++) {
            while (i - webhooks.counters().get("delivered") > LEAD) {
                LockSupport.parkNanos(1_000_000);
            }
            unanswered.acquireUninterruptibly();
            String id = arguments[1] + "-" + i + ":decision";
            archive.append(new ArchiveLine(id, "{\"id\":\"" + id + "\",\"type\":\"decision\"}"))
                    .whenComplete((kept, failure) -> {
                        if (failure == null) {
                            System.out.print("kept " + id + "\n");
                            System.out.flush();
                        }
                        unanswered.release();
                    });
        }
    }
}
