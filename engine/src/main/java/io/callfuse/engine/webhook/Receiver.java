package io.callfuse.engine.webhook;

import io.callfuse.engine.courier.Event;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Posts to one receiver, one post at a time, and never follows it to another place. One thread. */
final class Receiver {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    private final WebhookSettings settings;
    private final Clock clock;
    private final HttpClient client;

    Receiver(WebhookSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_WITHIN)
                .build();
    }

    /** Posts, and waits for the answer; what it says beside its status is not read. */
    Reply send(Event event) throws InterruptedException {
        long now = clock.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(settings.url())
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                .header("User-Agent", "callfuse")
                .header("Callfuse-Event", event.type())
                .header("Callfuse-Id", event.id())
                .header("Callfuse-Signature", Signature.of(settings.secret(), now, event.body()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(event.body()))
                .build();
        try {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            answer.body().close();
            return Reply.of(answer.statusCode(), retryAfter(answer));
        } catch (IOException failed) {
            String reason = failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
            return new Reply.Later(reason, Optional.empty());
        }
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(said -> said.matches("[0-9]{1,9}"))
                .map(said -> Duration.ofSeconds(Long.parseLong(said)))
                .map(wait -> wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait);
    }
}
