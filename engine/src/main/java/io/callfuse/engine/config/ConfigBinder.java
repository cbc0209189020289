package io.callfuse.engine.config;

import io.callfuse.engine.policy.FuseSettings;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.policy.Route;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Turns a completed tree, checked before, into the records that the engine reads. */
final class ConfigBinder {
    private static final String NONE = "none";

    private ConfigBinder() {}

    static EngineConfig bind(JsonNode tree) {
        return new EngineConfig(
                audioSocket(tree.get("audiosocket")),
                new EngineConfig.Agi(listen(tree.get("agi"))),
                ami(tree.get("ami")),
                tap(tree.get("tap")),
                policy(tree.get("policy")),
                workers(tree.get("engine")),
                new EngineConfig.Archive(Path.of(text(tree.get("archive"), "directory"))),
                new EngineConfig.Model(file(tree.get("model"), "file")),
                recognition(tree.get("recognition")));
    }

    private static EngineConfig.AudioSocket audioSocket(JsonNode section) {
        String unannounced = text(section, "unannounced").toUpperCase(Locale.ROOT);
        return new EngineConfig.AudioSocket(
                listen(section), duration(section, "identifyWithin"), EngineConfig.Unannounced.valueOf(unannounced));
    }

    private static EngineConfig.Ami ami(JsonNode section) {
        JsonNode reconnect = section.get("reconnect");
        return new EngineConfig.Ami(
                section.get("enabled").asBoolean(),
                peer(text(section, "address")),
                text(section, "username"),
                new PasswordSource(file(section, "passwordFile"), text(section, "passwordEnvironment")),
                duration(section, "connectTimeout"),
                duration(section, "responseTimeout"),
                new EngineConfig.Reconnect(duration(reconnect, "initial"), duration(reconnect, "max")));
    }

    private static EngineConfig.Tap tap(JsonNode section) {
        String address = text(section, "audiosocketAddress");
        return new EngineConfig.Tap(
                address.equals("listen") ? Optional.empty() : Optional.of(peer(address)),
                duration(section, "answerTimeout"));
    }

    private static EngineConfig.Policy policy(JsonNode section) {
        Map<String, Route> routes = routes(section.get("routes"));
        JsonNode bridged = section.get("bridged");
        boolean keepAgent = text(bridged, "agent").equals("keep");
        PolicySettings settings = new PolicySettings(
                text(section, "version"),
                fuse(section.get("fuse")),
                duration(section, "classifyBy"),
                duration(section, "decideBy"),
                duration(section, "minimumSpeech"),
                routes.get(text(section, "switchTo")),
                Optional.ofNullable(routes.get(text(section, "fallback"))));
        return new EngineConfig.Policy(
                settings,
                routes,
                new EngineConfig.Bridged(
                        keepAgent ? Optional.of(routes.get(text(bridged, "agentRoute"))) : Optional.empty()),
                section.get("dryRun").asBoolean());
    }

    private static FuseSettings fuse(JsonNode section) {
        return new FuseSettings(
                section.get("enterThreshold").doubleValue(),
                section.get("exitThreshold").doubleValue(),
                duration(section, "dwell"),
                duration(section, "cooldown"));
    }

    private static Map<String, Route> routes(JsonNode section) {
        Map<String, Route> routes = new TreeMap<>();
        section.properties().forEach(named -> {
            JsonNode route = named.getValue();
            routes.put(
                    named.getKey(),
                    new Route(
                            named.getKey(),
                            text(route, "context"),
                            text(route, "extension"),
                            route.get("priority").intValue()));
        });
        return Collections.unmodifiableMap(routes);
    }

    private static EngineConfig.Workers workers(JsonNode section) {
        return new EngineConfig.Workers(
                section.get("workers").intValue(),
                section.get("queueFrames").intValue(),
                duration(section, "gapAfter"),
                section.get("maxCalls").intValue());
    }

    private static EngineConfig.Recognition recognition(JsonNode section) {
        return new EngineConfig.Recognition(
                text(section, "model"),
                section.get("threads").intValue(),
                section.get("maxCalls").intValue(),
                section.get("quickPartials").asBoolean(),
                section.get("maxMemory").intValue(),
                file(section, "phrases"));
    }

    private static String text(JsonNode section, String name) {
        return section.get(name).asString();
    }

    private static Duration duration(JsonNode section, String name) {
        return DurationText.parse(text(section, name)).orElseThrow();
    }

    private static Optional<Path> file(JsonNode section, String name) {
        String file = text(section, name);
        return file.equals(NONE) ? Optional.empty() : Optional.of(Path.of(file));
    }

    private static InetSocketAddress listen(JsonNode section) {
        InetSocketAddress address = peer(text(section, "listen"));
        return new InetSocketAddress(address.getHostString(), address.getPort());
    }

    // A peer's name is looked up at each connection, for it may move.
    private static InetSocketAddress peer(String address) {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon).replaceAll("^\\[|]$", "");
        return InetSocketAddress.createUnresolved(host, Integer.parseInt(address.substring(colon + 1)));
    }
}
