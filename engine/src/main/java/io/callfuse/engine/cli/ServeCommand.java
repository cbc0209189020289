package io.callfuse.engine.cli;

import io.callfuse.engine.Engine;
import io.callfuse.engine.EngineStartException;
import io.callfuse.engine.config.LoadedConfig;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code callfuse serve}: runs the engine until it is told to stop. */
@Command(
        name = "serve",
        header = "Watches live calls until Ctrl-C or SIGTERM.",
        description =
                "%nListens for Asterisk's audio (AudioSocket) and for its dialplan (FastAGI), logs in to its manager"
                        + " interface (AMI), and moves callers as the configuration says. When it is told to stop it takes no"
                        + " new calls, hears those there are to their end, at most engine.drainWithin, and ends with exit code 0"
                        + " when all were archived. Told once more, it ends them at once.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  callfuse serve",
            "  callfuse serve --config /etc/callfuse/engine.yaml",
            "  CALLFUSE_OPTS='-Xmx4g -Dcallfuse.log.level=debug' callfuse serve -c engine.yaml"
        })
final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
    private static final long STOP_WITHIN_SECONDS = 20;

    private static final long LOOK_EVERY_MS = 50;

    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private final CountDownLatch hurryAsked = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Mixin
    private SettingsOptions settings;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        LoadedConfig config = settings.config();
        Thread hook = new Thread(this::stopAndWait, "stop");
        StopSignals signals = new StopSignals(this::stopOrHurry);
        try (ServiceManager systemd = ServiceManager.ofThisProcess();
                Engine engine = new Engine(config, SettingsOptions.model(config))) {
            engine.start();
            Runtime.getRuntime().addShutdownHook(hook);
            systemd.ready(engine::isAtWork);
            spec.commandLine()
                    .getErr()
                    .println("callfuse: serving, AudioSocket at " + text(engine.audioSocketAddress()) + ", AGI at "
                            + text(engine.agiAddress()) + "; Ctrl-C stops");
            stopAsked.await();
            drain(engine, systemd, config.config().engine().drainWithin());
            LOG.info("stopping");
        } catch (EngineStartException e) {
            throw new CommandFailure(e.getMessage(), e);
        } finally {
            stopped.countDown();
            signals.close();
        }
        return ExitCode.OK;
    }

    private void stopOrHurry() {
        if (stopAsked.getCount() == 0) {
            hurryAsked.countDown();
        }
        stopAsked.countDown();
    }

    /** Lets the calls that are under watch come to their end. */
    private void drain(Engine engine, ServiceManager systemd, Duration within) throws InterruptedException {
        engine.drain();
        int calls = engine.calls();
        systemd.stopping("draining " + calls + " calls");
        if (calls > 0 && !within.isZero()) {
            LOG.info("draining {} calls, {} s at most", calls, within.toSeconds());
            spec.commandLine()
                    .getErr()
                    .println("callfuse: no new calls; " + calls + " go on for " + within.toSeconds()
                            + " s at most (stop again to end them now)");
        }
        long untilNs = System.nanoTime() + within.toNanos();
        while (engine.calls() > 0 && System.nanoTime() - untilNs < 0) {
            if (hurryAsked.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                LOG.info("told to stop once more");
                return;
            }
        }
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    /** Runs as the Java machine goes down by other ways than SIGTERM and Ctrl-C, which are heard before: waits for the engine, then ends with 0, for a stop on request is no failure. */
    private void stopAndWait() {
        hurryAsked.countDown();
        stopAsked.countDown();
        try {
            if (stopped.await(STOP_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(ExitCode.OK);
            }
            LOG.error("the engine did not stop within {} s", STOP_WITHIN_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
