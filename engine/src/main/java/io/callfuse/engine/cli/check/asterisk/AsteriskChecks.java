package io.callfuse.engine.cli.check.asterisk;

import io.callfuse.engine.action.ami.AmiInspection;
import io.callfuse.engine.action.ami.AmiInspectionException;
import io.callfuse.engine.action.ami.AmiLogin;
import io.callfuse.engine.action.ami.AmiTimes;
import io.callfuse.engine.action.ami.AmiUnreachableException;
import io.callfuse.engine.action.ari.AriUnreachableException;
import io.callfuse.engine.cli.check.AmiCheck;
import io.callfuse.engine.cli.check.DoorCheck;
import io.callfuse.engine.cli.check.Finding;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.policy.Route;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Everything that a running Asterisk must have and allow, in one login of the engine's own user, and a call of its own to prove
 * that audio comes. Ends within half a minute. One thread.
 */
public final class AsteriskChecks {
    private static final AsteriskVersion OLDEST_TRIED = new AsteriskVersion(20, 0, 0);
    private static final String RIGHTS = "rights";
    private static final String DIALPLAN = "dialplan";
    /** What is asked of Asterisk by AMI, and the class that {@code write} must name in manager.conf for it. */
    private static final Map<String, String> ACTIONS = new TreeMap<>(Map.of(
            "redirect", "call",
            "setvar", "call",
            "getvar", "call",
            "status", "call",
            "hangup", "call",
            "originate", "originate",
            "userevent", "user"));

    /** The places of the shipped include. */
    private static final List<Route> INCLUDE = List.of(
            new Route("watch", "callfuse-watch", "s", 1),
            new Route("tap", "callfuse-tap", "s", 1),
            new Route("question", "callfuse-question", "s", 1),
            new Route("handover", "callfuse-handover", "s", 1),
            new Route("guard", "callfuse-guard", "arm", 1));

    private final EngineConfig config;
    private final UnaryOperator<String> environment;
    private final Consumer<Finding> found;

    private AsteriskChecks(EngineConfig config, UnaryOperator<String> environment, Consumer<Finding> found) {
        this.config = config;
        this.environment = environment;
        this.found = found;
    }

    /**
     * Looks at one thing after the other and tells of each as soon as it is known.
     *
     * @param environment looks up an environment variable, null where there is none
     */
    public static void run(LoadedConfig loaded, UnaryOperator<String> environment, Consumer<Finding> found)
            throws InterruptedException {
        EngineConfig config = loaded.config();
        if (!config.ami().enabled()) {
            found.accept(Finding.failed("asterisk", "ami.enabled is false", "switch it on to have Asterisk looked at"));
            return;
        }
        InetSocketAddress door = config.audiosocket().listen();
        // The call must then come in beside it.
        boolean engineRuns = door.getPort() != 0 && DoorCheck.isAnswered(door);
        try {
            AmiLogin login = AmiCheck.login(config.ami(), environment);
            new AsteriskChecks(config, environment, found).look(login, AmiCheck.times(config.ami()), engineRuns);
        } catch (ConfigException | IOException told) {
            // The check of AMI has told it already.
            found.accept(new Finding("asterisk", false, "not looked at: " + told.getMessage()));
        }
    }

    private void look(AmiLogin login, AmiTimes times, boolean engineRuns) throws InterruptedException {
        try (ProbeInlet inlet = ProbeInlet.open(config, engineRuns);
                AmiInspection asterisk =
                        AmiInspection.open(login, times, tapAddress(inlet.audioSocketPort(), engineRuns))) {
            version(asterisk);
            boolean complete = modules(asterisk);
            boolean maySpeak = rights(asterisk);
            dialplan(asterisk);
            if (maySpeak) {
                TestCalls calls = new TestCalls(asterisk, inlet, found);
                calls.place(engineRuns, complete);
                if (config.ari().enabled()) {
                    tapByAri(calls, inlet, tapAddress(inlet.audioSocketPort(), engineRuns));
                }
            } else {
                found.accept(Finding.failed(
                        "audio", "not tried for want of a right", "give the rights above, and check again"));
            }
        } catch (IOException taken) {
            found.accept(
                    Finding.failed("audio", taken.getMessage(), "free the port, or start the engine and check again"));
        } catch (AmiUnreachableException refused) {
            found.accept(new Finding("ami", Finding.Result.FAILED, refused.getMessage()));
        } catch (AmiInspectionException unanswered) {
            found.accept(Finding.failed(
                    "asterisk", unanswered.getMessage(), "see whether Asterisk is overloaded, and check again"));
        }
    }

    private void tapByAri(TestCalls calls, ProbeInlet inlet, InetSocketAddress audioSocket)
            throws AmiInspectionException, InterruptedException {
        try (AriTestTap ari = AriTestTap.open(config, inlet, audioSocket, environment)) {
            calls.placeForAri(ari, config.tap().media().name().toLowerCase(Locale.ROOT));
        } catch (ConfigException | AriUnreachableException | IOException told) {
            // The check of ARI has told it already.
            found.accept(new Finding("audio, ARI", false, "not tried: " + told.getMessage()));
        }
    }

    /** To where Asterisk connects: as configured, but for the port where an engine has that. */
    private InetSocketAddress tapAddress(int port, boolean engineRuns) {
        InetSocketAddress configured =
                config.tap().audiosocketAddress().orElse(config.audiosocket().listen());
        return engineRuns || configured.getPort() == 0
                ? InetSocketAddress.createUnresolved(configured.getHostString(), port)
                : configured;
    }

    private void version(AmiInspection asterisk) throws AmiInspectionException {
        Optional<AsteriskVersion> version = AsteriskVersion.find(asterisk.value("VERSION()"));
        if (version.isEmpty()) {
            found.accept(Finding.warning(
                    "asterisk", "its version cannot be seen", "load func_version.so to be told of its known faults"));
            return;
        }
        found.accept(
                version.get().compareTo(OLDEST_TRIED) < 0
                        ? Finding.warning("asterisk", version.get() + " is older than any that was tried", "upgrade")
                        : Finding.ok("asterisk", version.get().toString()));
        for (KnownFault fault : KnownFault.all()) {
            if (fault.appliesTo(version.get())) {
                found.accept(Finding.ok("known fault", fault.id() + ": " + fault.effect() + "; " + fault.answer()));
            }
        }
    }

    /** Whether the check's own call can be placed with what is there. */
    private boolean modules(AmiInspection asterisk) throws AmiInspectionException {
        int loaded = 0;
        boolean complete = true;
        for (NeededModule module : NeededModule.of(config)) {
            Optional<Boolean> there = asterisk.isLoaded(module.name());
            if (there.isEmpty()) {
                found.accept(Finding.warning(
                        "modules",
                        "which ones are loaded cannot be seen",
                        "load func_module.so, or let the user " + config.ami().username()
                                + " have write = system while you check"));
                return true;
            }
            if (there.get()) {
                loaded++;
            } else {
                String text = module.name() + ".so is not loaded, so " + module.purpose();
                String remedy = "load = " + module.name() + ".so in modules.conf";
                found.accept(
                        module.required()
                                ? Finding.failed("modules", text, remedy)
                                : Finding.warning("modules", text, remedy));
                complete = false;
            }
        }
        if (complete) {
            found.accept(Finding.ok("modules", "all " + loaded + " are loaded"));
        }
        return complete;
    }

    /** Whether the check's own call may be placed. */
    private boolean rights(AmiInspection asterisk) throws AmiInspectionException {
        Set<String> allowed = asterisk.actions();
        Map<String, Set<String>> missing = new LinkedHashMap<>();
        Map<String, String> needed = new TreeMap<>(ACTIONS);
        config.agi().async().ifPresent(name -> needed.put("agi", "agi"));
        needed.forEach((action, right) -> {
            if (!allowed.contains(action)) {
                missing.computeIfAbsent(right, unused -> new TreeSet<>()).add(action);
            }
        });
        missing.forEach((right, actions) -> found.accept(Finding.failed(
                RIGHTS,
                "the user " + config.ami().username() + " may not " + String.join(", ", actions),
                "add " + right + " to write in manager.conf")));
        boolean hears = !missing.containsKey("user") && asterisk.hearsUserEvents();
        if (!missing.containsKey("user") && !hears) {
            found.accept(Finding.failed(
                    RIGHTS,
                    "no UserEvent is heard, so a tap of the dialplan's is not known",
                    "add user to read in manager.conf"));
        }
        if (missing.isEmpty() && hears) {
            found.accept(Finding.ok(RIGHTS, config.ami().username() + " may do and hear what is needed"));
        }
        if (allowed.contains("command") || allowed.contains("updateconfig")) {
            found.accept(Finding.warning(
                    RIGHTS,
                    config.ami().username() + " may run console commands or change the configuration",
                    "take command, config and system from write in manager.conf; the engine needs none of them"));
        }
        return missing.isEmpty();
    }

    private void dialplan(AmiInspection asterisk) throws AmiInspectionException {
        boolean complete = true;
        for (Route route : config.policy().routes().values()) {
            if (!asterisk.exists(route)) {
                complete = false;
                found.accept(Finding.failed(
                        DIALPLAN,
                        "route " + route.name() + " leads to " + route.place() + ", which does not exist",
                        "write it (extensions_callfuse_routes.conf is a sample), or change policy.routes"));
            }
            complete &= queue(asterisk, route);
        }
        List<Route> include = new ArrayList<>(INCLUDE);
        config.agi().async().ifPresent(name -> include.add(new Route("async", "callfuse-async", "s", 1)));
        for (Route route : include) {
            if (!asterisk.exists(route)) {
                complete = false;
                found.accept(Finding.warning(
                        DIALPLAN, route.place() + " does not exist", "#include extensions_callfuse.conf"));
            }
        }
        if (complete) {
            found.accept(Finding.ok(
                    DIALPLAN, "all " + config.policy().routes().size() + " routes and the include's contexts exist"));
        }
    }

    /** Whether the queue that the route names is there, where it names one. */
    private boolean queue(AmiInspection asterisk, Route route) throws AmiInspectionException {
        String queue = route.reception().queue();
        if (queue.isEmpty()) {
            return true;
        }
        if (asterisk.value("QUEUE_EXISTS(" + queue + ")").equals("1")) {
            if (asterisk.value("QUEUE_MEMBER(" + queue + ",count)").equals("0")) {
                found.accept(Finding.warning(
                        DIALPLAN,
                        "nobody is a member of the queue " + queue + " of route " + route.name() + " now",
                        "name members in queues.conf, or have agents log in"));
            }
            return true;
        }
        found.accept(Finding.failed(
                DIALPLAN,
                "route " + route.name() + " needs the queue " + queue + ", which does not exist",
                "write it in queues.conf (queues_callfuse.conf is a sample), or change policy.routes." + route.name()
                        + ".queue"));
        return false;
    }
}
