package io.callfuse.engine.cli;

import io.callfuse.engine.Engine;
import io.callfuse.engine.EngineStartException;
import io.callfuse.engine.config.LoadedConfig;
import java.net.InetSocketAddress;
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
                        + " interface (AMI), and moves callers as the configuration says. Stopping ends with exit code 0 when"
                        + " all calls in progress were archived.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  callfuse serve",
            "  callfuse serve --config /etc/callfuse/engine.yaml",
            "  CALLFUSE_OPTS='-Xmx4g -Dcallfuse.log.level=debug' callfuse serve -c engine.yaml"
        })
final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
    private static final long STOP_WITHIN_SECONDS = 20;

    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Mixin
    private SettingsOptions settings;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        LoadedConfig config = settings.config();
        Thread hook = new Thread(this::stopAndWait, "stop");
        try (Engine engine = new Engine(config, SettingsOptions.model(config))) {
            engine.start();
            Runtime.getRuntime().addShutdownHook(hook);
            spec.commandLine()
                    .getErr()
                    .println("callfuse: serving, AudioSocket at " + text(engine.audioSocketAddress()) + ", AGI at "
                            + text(engine.agiAddress()) + "; Ctrl-C stops");
            stopAsked.await();
            LOG.info("stopping");
        } catch (EngineStartException e) {
            throw new CommandFailure(e.getMessage(), e);
        } finally {
            stopped.countDown();
        }
        return ExitCode.OK;
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    /** Runs as the Java machine goes down: waits for the engine, then ends with 0, for a stop on request is no failure. */
    private void stopAndWait() {
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
