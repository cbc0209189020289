package io.callfuse.engine.asr.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Downloads one file over HTTP, and goes on where an earlier attempt was cut off. What is there when it returns may still be the
 * wrong file: the caller checks its sum.
 */
final class ModelDownload {
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int BEYOND_THE_END = 416;
    private static final int BLOCK_BYTES = 1 << 16;
    private static final int ATTEMPTS = 4;
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(20);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final long STALLED_AFTER_S = 30;

    private final HttpClient client;
    private final ModelFetch.Progress progress;
    private volatile long movedNs;

    /** A connection broke off; another attempt may bring the rest. */
    private static final class CutOffException extends IOException {
        private static final long serialVersionUID = 1L;

        CutOffException(String why) {
            super(why);
        }
    }

    ModelDownload(Map<String, String> environment, ModelFetch.Progress progress) {
        this.progress = progress;
        client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(CONNECT_WITHIN)
                .proxy(new EnvironmentProxies(environment, ProxySelector.getDefault()))
                .build();
    }

    /**
     * Downloads.
     *
     * @param to holds what an earlier attempt has left, if anything, and then everything
     * @throws SpeechModelException if the server does not give it; one line
     * @throws IOException if there is no room for it
     */
    void fetch(URI address, Path to) throws SpeechModelException, IOException {
        String why = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                attempt(address, to);
                return;
            } catch (CutOffException cut) {
                why = cut.getMessage();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new SpeechModelException(address + ": stopped; what is there is kept for the next attempt", stop);
            }
        }
        throw new SpeechModelException(address + ": the connection was cut off " + ATTEMPTS + " times (" + why
                + "); fetch again to go on at " + Files.size(to) + " bytes");
    }

    private void attempt(URI address, Path to) throws SpeechModelException, IOException, InterruptedException {
        long have = Files.exists(to) ? Files.size(to) : 0;
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(ANSWER_WITHIN);
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
        }
        HttpResponse<InputStream> response = answer(request.build());
        try (InputStream body = response.body()) {
            switch (response.statusCode()) {
                case OK -> receive(response, body, to, 0);
                case PARTIAL -> receive(response, body, to, have);
                case BEYOND_THE_END -> progress.bytes(have, OptionalLong.of(have));
                default -> throw new SpeechModelException(address + ": the server answers " + response.statusCode());
            }
        }
    }

    private HttpResponse<InputStream> answer(HttpRequest request)
            throws SpeechModelException, InterruptedException, CutOffException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (ConnectException unreachable) {
            throw new SpeechModelException(
                    request.uri() + ": cannot be reached (is a proxy needed? set https_proxy)", unreachable);
        } catch (IOException broken) {
            throw new CutOffException(String.valueOf(broken.getMessage()));
        }
    }

    private void receive(HttpResponse<InputStream> response, InputStream body, Path to, long from)
            throws IOException, SpeechModelException {
        OptionalLong rest = response.headers().firstValueAsLong("Content-Length");
        OptionalLong all = rest.isPresent() ? OptionalLong.of(from + rest.getAsLong()) : rest;
        requireRoom(to, rest.orElse(0));
        long have = from;
        movedNs = System.nanoTime();
        ScheduledExecutorService guard = guard(body);
        try (OutputStream out = Files.newOutputStream(
                to,
                StandardOpenOption.CREATE,
                from == 0 ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND)) {
            byte[] block = new byte[BLOCK_BYTES];
            int read;
            while ((read = read(body, block)) >= 0) {
                out.write(block, 0, read);
                have += read;
                movedNs = System.nanoTime();
                progress.bytes(have, all);
            }
        } finally {
            guard.shutdownNow();
        }
        if (all.isPresent() && have < all.getAsLong()) {
            throw new CutOffException("at " + have + " of " + all.getAsLong() + " bytes");
        }
    }

    /** What fails here is the connection; what fails elsewhere is the disk. */
    private static int read(InputStream body, byte[] block) throws CutOffException {
        try {
            return body.read(block);
        } catch (IOException broken) {
            throw new CutOffException(String.valueOf(broken.getMessage()));
        }
    }

    private static void requireRoom(Path to, long bytes) throws IOException, SpeechModelException {
        Path folder = to.toAbsolutePath().getParent();
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < bytes) {
            throw new SpeechModelException(folder + ": has room for " + free + " bytes, and " + bytes + " are to come");
        }
    }

    /** Closes a body of which nothing comes any more: reading it would wait for ever. */
    private ScheduledExecutorService guard(InputStream body) {
        ScheduledExecutorService guard = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "download-guard");
            thread.setDaemon(true);
            return thread;
        });
        guard.scheduleAtFixedRate(
                () -> {
                    if (System.nanoTime() - movedNs > TimeUnit.SECONDS.toNanos(STALLED_AFTER_S)) {
                        closeQuietly(body);
                    }
                },
                1,
                1,
                TimeUnit.SECONDS);
        return guard;
    }

    private static void closeQuietly(InputStream body) {
        try {
            body.close();
        } catch (IOException closed) {
            // The reader is told all the same.
            Thread.yield();
        }
    }
}
