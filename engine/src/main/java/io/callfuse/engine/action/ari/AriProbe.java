package io.callfuse.engine.action.ari;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks once whether Asterisk lets the engine do by ARI what it needs, without serving the application. Stateless. */
public final class AriProbe {
    private static final int REQUESTS = 3;
    private static final long STOP_WITHIN_S = 5;

    private AriProbe() {}

    /**
     * Asks Asterisk; changes nothing.
     *
     * @param modules what the way of the audio needs of Asterisk
     * @return the version of Asterisk
     * @throws AriUnreachableException with one line that says why not and what to check
     */
    public static String look(AriLogin login, AriTimes times, List<String> modules) throws AriUnreachableException {
        MultiThreadIoEventLoopGroup group = AriLoop.open();
        try {
            AriTransport transport = new AriTransport(group.next(), login, times);
            CompletableFuture<AriGreeting.Asterisk> found = new CompletableFuture<>();
            transport.loop().execute(() -> ask(transport, modules, found));
            Duration patience =
                    times.connectTimeout().plus(times.responseTimeout().multipliedBy(REQUESTS));
            return found.get(patience.toMillis(), TimeUnit.MILLISECONDS).version();
        } catch (ExecutionException refused) {
            throw new AriUnreachableException(refused.getCause().getMessage());
        } catch (TimeoutException stalled) {
            throw new AriUnreachableException(login.peer() + ": no answer (is Asterisk stalled?)");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AriUnreachableException(login.peer() + ": interrupted");
        } finally {
            group.shutdownGracefully(0, STOP_WITHIN_S, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private static void ask(
            AriTransport transport, List<String> modules, CompletableFuture<AriGreeting.Asterisk> found) {
        AriHttp http = new AriHttp(transport, 1, REQUESTS + 1);
        new AriGreeting(http, transport.login(), modules).look().whenComplete((asterisk, refused) -> {
            http.close();
            if (refused == null) {
                found.complete(asterisk);
            } else {
                found.completeExceptionally(refused);
            }
        });
    }
}
