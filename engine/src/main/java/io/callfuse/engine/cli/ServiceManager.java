package io.callfuse.engine.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how the service is: ready, at work, stopping. Its socket takes datagrams, which Java cannot send to a file, so the
 * program {@code systemd-notify} sends them, and the unit says {@code NotifyAccess=all}. Without systemd nothing is told.
 */
final class ServiceManager implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);
    private static final long TELL_WITHIN_S = 5;

    private final List<String> program;
    private final boolean listens;
    private final Optional<Duration> watchdog;
    private ScheduledExecutorService timer;

    /**
     * Finds out whether there is anybody to tell.
     *
     * @param environment looks up {@code NOTIFY_SOCKET} and {@code WATCHDOG_USEC}; null where there is none
     * @param program the command before the facts
     */
    ServiceManager(UnaryOperator<String> environment, List<String> program) {
        this.program = List.copyOf(program);
        listens = environment.apply("NOTIFY_SOCKET") != null;
        String micros = environment.apply("WATCHDOG_USEC");
        watchdog = listens && micros != null && micros.matches("[0-9]{1,15}")
                ? Optional.of(Duration.ofNanos(1000 * Long.parseLong(micros)))
                : Optional.empty();
    }

    static ServiceManager ofThisProcess() {
        return new ServiceManager(System::getenv, List.of("systemd-notify"));
    }

    /** Says that the service is ready, and from now on, twice in each watchdog time, that it is at work; if it is. */
    void ready(BooleanSupplier atWork) {
        tell("READY=1");
        if (watchdog.isPresent()) {
            timer = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "watchdog");
                thread.setDaemon(true);
                return thread;
            });
            long everyMs = Math.max(1, watchdog.get().toMillis() / 2);
            timer.scheduleAtFixedRate(
                    () -> {
                        if (atWork.getAsBoolean()) {
                            tell("WATCHDOG=1");
                        } else {
                            LOG.error("a worker is stuck; the watchdog is not told otherwise");
                        }
                    },
                    0,
                    everyMs,
                    TimeUnit.MILLISECONDS);
        }
    }

    /** Says that the service stops, and how far it is. */
    void stopping(String status) {
        tell("STOPPING=1", "STATUS=" + status);
    }

    private void tell(String... facts) {
        if (!listens) {
            return;
        }
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(facts));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(TELL_WITHIN_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                LOG.warn("{} did not end within {} s", program.get(0), TELL_WITHIN_S);
            } else if (process.exitValue() != 0) {
                LOG.warn("{} failed with code {}", program.get(0), process.exitValue());
            }
        } catch (IOException missing) {
            LOG.warn("systemd cannot be told {}: {}", facts[0], missing.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells nothing more, and waits for what is just being told. */
    @Override
    public void close() {
        if (timer == null) {
            return;
        }
        timer.shutdown();
        try {
            if (!timer.awaitTermination(TELL_WITHIN_S, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
