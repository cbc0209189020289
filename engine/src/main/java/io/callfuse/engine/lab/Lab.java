package io.callfuse.engine.lab;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Asterisk for the time in which it is needed, with callers. An Asterisk that this lab already ran before is used and
 * left running. One thread.
 */
public final class Lab implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lab.class);
    private static final int UP_SECONDS = 600;
    private static final int DOWN_SECONDS = 20;
    private static final int ASK_SECONDS = 10;

    private final LabSettings settings;
    private final LabScript script;
    private final Path work;
    private final Map<String, LabCall> calls = new TreeMap<>();
    private final List<LabCallers> groups = new ArrayList<>();
    private boolean mayBeUp;

    /**
     * Prepares a lab; nothing is started before {@link #up}.
     *
     * @param work an existing directory for what the callers' processes print
     */
    public Lab(LabSettings settings, Path work) {
        this.settings = settings;
        this.work = work;
        script = new LabScript(settings);
    }

    /**
     * Starts Asterisk, fetching it first where this machine has never run it.
     *
     * @param story told what is going on, a line each
     * @throws LabException if it cannot be started; the message says why
     */
    public void up(Consumer<String> story) throws LabException, InterruptedException {
        LabNeeds needs = new LabNeeds(settings);
        needs.requireTools(System.getenv().getOrDefault("PATH", ""));
        needs.requireEnginePorts();
        if (settings.isUnpacked()
                && script.run(ASK_SECONDS, "cli", "core show version").ok()) {
            story.accept("the lab's Asterisk is up already; it is used and left running");
            return;
        }
        needs.requireAsteriskPorts();
        story.accept(
                settings.isUnpacked()
                        ? "starting Asterisk 22 out of " + settings.state()
                        : "unpacking Asterisk 22 from Debian packages into " + settings.state()
                                + ", about 20 s the first time");
        mayBeUp = true;
        LabScript.Result result = script.run(UP_SECONDS, "up");
        if (!result.ok()) {
            throw new LabException("the lab's Asterisk did not start: " + result.reason());
        }
    }

    /**
     * Places a call.
     *
     * @param muLaw what the caller says: raw mu-law samples at 8 kHz
     * @param seconds how long he stays unless he is hung up on
     */
    public LabCall call(String extension, Path muLaw, int seconds) throws LabException {
        Path output = work.resolve(extension + ".out").toAbsolutePath();
        Process process =
                script.start(output, "call", extension, muLaw.toAbsolutePath().toString(), Integer.toString(seconds));
        LabCall call = new LabCall(process, output);
        calls.put(extension, call);
        return call;
    }

    /**
     * Lets many callers call, each of whom speaks the next recording of a folder to its end.
     *
     * @param folder has {@code 1.ul}, {@code 2.ul} and so on, raw mu-law samples at 8 kHz; SIPp writes there, too
     * @param atOnce so many
     * @param rate of new calls, 1/s, at most
     * @param first which recording the first of them speaks, from 1; a caller's number is {@code r}, that of his recording, {@code c}
     *     and that of his call
     */
    public LabCallers callers(Path folder, String extension, int atOnce, double rate, int first) throws LabException {
        int controlPort = freePort();
        Path output = work.resolve("callers-" + controlPort + ".out").toAbsolutePath();
        Process process = script.start(
                output,
                "callers",
                folder.toAbsolutePath().toString(),
                extension,
                Integer.toString(atOnce),
                Double.toString(rate),
                Integer.toString(controlPort),
                Integer.toString(first));
        LabCallers callers = new LabCallers(process, output, folder, controlPort);
        groups.add(callers);
        return callers;
    }

    private static int freePort() throws LabException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new LabException("no UDP port of 127.0.0.1 is free: " + none.getMessage(), none);
        }
    }

    /** The number of Asterisk's process. */
    public long asteriskPid() throws IOException {
        return Long.parseLong(
                Files.readString(settings.state().resolve("asterisk.pid")).strip());
    }

    /** Where every caller is now. */
    public List<CallerChannel> callers() throws LabException, InterruptedException {
        return CallerChannel.parse(ask("core show channels concise"));
    }

    /** The extension that a channel called, as the lab's dialplan notes it; empty where it has just gone. */
    public static String calledOf(Map<String, String> variables) {
        return variables.getOrDefault("LAB_CALLED", "");
    }

    /** The variables of a channel; none where it has just gone. */
    public Map<String, String> variablesOf(CallerChannel caller) throws LabException, InterruptedException {
        return CallerChannel.parseVariables(ask("core show channel " + caller.name()));
    }

    private String ask(String command) throws LabException, InterruptedException {
        LabScript.Result result = script.run(ASK_SECONDS, "cli", command);
        if (!result.ok()) {
            throw new LabException("the lab's Asterisk gives no answer: " + result.reason());
        }
        return result.output();
    }

    /** Hangs up every caller, and stops Asterisk unless it was up before. An interrupt does not cut this short. */
    @Override
    public void close() {
        if (!mayBeUp) {
            hangUp();
        }
        calls.values().forEach(LabCall::close);
        groups.forEach(LabCallers::close);
        if (mayBeUp) {
            mayBeUp = false;
            down();
        }
    }

    /** SIPp does not say goodbye when it is ended; in an Asterisk that stays up its call would stay too. */
    private void hangUp() {
        if (calls.values().stream().allMatch(LabCall::isOver)) {
            return;
        }
        try {
            for (CallerChannel caller : callers()) {
                if (calls.containsKey(calledOf(variablesOf(caller)))) {
                    ask("channel request hangup " + caller.name());
                }
            }
        } catch (LabException e) {
            LOG.error("callers may be left in the lab's Asterisk: {}", e.getMessage());
        } catch (InterruptedException e) {
            LOG.error("callers may be left in the lab's Asterisk: it was asked and interrupted");
            Thread.currentThread().interrupt();
        }
    }

    private void down() {
        try {
            Process down = script.start(work.resolve("down.out").toAbsolutePath(), "down");
            if (!Patience.awaitEnd(down, DOWN_SECONDS, TimeUnit.SECONDS) || down.exitValue() != 0) {
                LOG.error("the lab's Asterisk did not stop; stop it by {} down", settings.script());
            }
        } catch (IOException e) {
            LOG.error("the lab's Asterisk was not stopped: {}", e.getMessage());
        }
    }
}
