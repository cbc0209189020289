package io.callfuse.engine.config;

import io.callfuse.engine.admission.Networks;
import io.callfuse.engine.archive.audio.AudioSettings;
import io.callfuse.engine.call.DurationText;
import io.callfuse.engine.ingress.rtp.RtpSettings;
import io.callfuse.engine.policy.FollowUp;
import io.callfuse.engine.policy.FuseSettings;
import io.callfuse.engine.policy.Intake;
import io.callfuse.engine.policy.Navigation;
import io.callfuse.engine.policy.Need;
import io.callfuse.engine.policy.PolicyRule;
import io.callfuse.engine.policy.PolicyRules;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.policy.Reception;
import io.callfuse.engine.policy.Route;
import io.callfuse.engine.policy.routing.OpeningHours;
import io.callfuse.engine.policy.rules.RuleSet;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Turns a completed tree, checked before, into the records that the engine reads. */
final class ConfigBinder {
    private static final String NONE = "none";

    private ConfigBinder() {}

    static EngineConfig bind(JsonNode tree, RuleSet rules) {
        return new EngineConfig(
                audioSocket(tree.get("audiosocket")),
                rtp(tree.get("rtp")),
                webSocket(tree.get("websocket")),
                agi(tree.get("agi")),
                ami(tree.get("ami")),
                ari(tree.get("ari")),
                tap(tree.get("tap")),
                policy(tree.get("policy"), rules),
                workers(tree.get("engine")),
                archive(tree.get("archive")),
                privacy(tree.get("privacy")),
                recordings(tree.get("recordings"), days(tree.get("archive"), "keepDays")),
                new EngineConfig.Model(file(tree.get("model"), "file")),
                recognition(tree.get("recognition")),
                new EngineConfig.Agent(
                        tree.get("agent").get("words").asBoolean(),
                        tree.get("agent").get("leg").asBoolean()),
                http(tree.get("http")),
                webhooks(tree.get("webhooks")),
                kafka(tree.get("kafka")));
    }

    private static Optional<EngineConfig.Kafka> kafka(JsonNode section) {
        String servers = text(section, "bootstrapServers");
        if (servers.equals(NONE)) {
            return Optional.empty();
        }
        return Optional.of(new EngineConfig.Kafka(
                KafkaChecks.servers(servers),
                text(section, "topic"),
                texts(section.get("events")),
                file(section, "propertiesFile").map(KafkaProperties::new)));
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(one -> texts.add(one.asString()));
        return texts;
    }

    private static List<EngineConfig.Webhook> webhooks(JsonNode list) {
        List<EngineConfig.Webhook> hooks = new ArrayList<>();
        for (JsonNode hook : list) {
            hooks.add(new EngineConfig.Webhook(
                    text(hook, "name"),
                    URI.create(text(hook, "url")),
                    new PasswordSource(file(hook, "secretFile"), text(hook, "secretEnvironment")),
                    texts(hook.get("events"))));
        }
        return List.copyOf(hooks);
    }

    private static EngineConfig.Http http(JsonNode section) {
        String hosts = text(section, "hosts").toLowerCase(Locale.ROOT);
        return new EngineConfig.Http(
                section.get("enabled").asBoolean(),
                listen(section),
                Networks.parse(text(section, "allow")),
                hosts.equals(NONE) ? Set.of() : Set.copyOf(List.of(hosts.split(", *"))),
                new PasswordSource(file(section, "tokenFile"), text(section, "tokenEnvironment")),
                file(section, "certificateFile"),
                file(section, "keyFile"),
                section.get("maxConnections").intValue(),
                section.get("maxStreams").intValue(),
                section.get("words").asBoolean());
    }

    private static EngineConfig.AudioSocket audioSocket(JsonNode section) {
        String unannounced = text(section, "unannounced").toUpperCase(Locale.ROOT);
        return new EngineConfig.AudioSocket(
                listen(section),
                duration(section, "identifyWithin"),
                EngineConfig.Unannounced.valueOf(unannounced),
                Networks.parse(text(section, "allow")),
                section.get("maxPerPeer").intValue(),
                section.get("maxSpeed").doubleValue());
    }

    private static EngineConfig.Agi agi(JsonNode section) {
        return new EngineConfig.Agi(
                listen(section),
                Networks.parse(text(section, "allow")),
                section.get("maxSessions").intValue(),
                section.get("maxPerPeer").intValue(),
                Optional.of(text(section, "async")).filter(name -> !name.equals(NONE)));
    }

    private static EngineConfig.Rtp rtp(JsonNode section) {
        String host = text(section, "host");
        RtpSettings settings = new RtpSettings(
                listen(section),
                ports(text(section, "ports")),
                host.equals("listen") ? Optional.empty() : Optional.of(host),
                Networks.parse(text(section, "allow")),
                duration(section, "jitterDelay"),
                duration(section, "idleTimeout"));
        return new EngineConfig.Rtp(section.get("enabled").asBoolean(), settings);
    }

    private static EngineConfig.WebSocket webSocket(JsonNode section) {
        return new EngineConfig.WebSocket(
                section.get("enabled").asBoolean(),
                listen(section),
                Networks.parse(text(section, "allow")),
                section.get("maxPerPeer").intValue(),
                duration(section, "startWithin"),
                duration(section, "maxBacklog"));
    }

    /** @throws IllegalArgumentException if it is no range of ports; the message says why */
    static Optional<RtpSettings.PortRange> ports(String text) {
        int dash = text.indexOf('-');
        return dash < 0
                ? Optional.empty()
                : Optional.of(new RtpSettings.PortRange(
                        Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1))));
    }

    private static EngineConfig.Ami ami(JsonNode section) {
        JsonNode reconnect = section.get("reconnect");
        return new EngineConfig.Ami(
                section.get("enabled").asBoolean(),
                peer(text(section, "address")),
                text(section, "username"),
                new PasswordSource(file(section, "passwordFile"), text(section, "passwordEnvironment")),
                new EngineConfig.Tls(section.get("tls").asBoolean(), file(section, "trustFile")),
                duration(section, "connectTimeout"),
                duration(section, "responseTimeout"),
                duration(section, "queuesEvery"),
                new EngineConfig.Reconnect(duration(reconnect, "initial"), duration(reconnect, "max")));
    }

    private static EngineConfig.Ari ari(JsonNode section) {
        JsonNode reconnect = section.get("reconnect");
        return new EngineConfig.Ari(
                section.get("enabled").asBoolean(),
                peer(text(section, "address")),
                section.get("tls").asBoolean(),
                file(section, "trustFile"),
                text(section, "app"),
                text(section, "username"),
                new PasswordSource(file(section, "passwordFile"), text(section, "passwordEnvironment")),
                duration(section, "connectTimeout"),
                duration(section, "responseTimeout"),
                section.get("connections").intValue(),
                new EngineConfig.Reconnect(duration(reconnect, "initial"), duration(reconnect, "max")));
    }

    private static EngineConfig.Tap tap(JsonNode section) {
        String address = text(section, "audiosocketAddress");
        return new EngineConfig.Tap(
                EngineConfig.TapBy.valueOf(text(section, "by").toUpperCase(Locale.ROOT)),
                EngineConfig.TapMedia.valueOf(text(section, "media").toUpperCase(Locale.ROOT)),
                EngineConfig.TapFormat.valueOf(text(section, "format").toUpperCase(Locale.ROOT)),
                address.equals("listen") ? Optional.empty() : Optional.of(peer(address)),
                duration(section, "answerTimeout"));
    }

    private static EngineConfig.Policy policy(JsonNode section, RuleSet compiled) {
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
                Optional.ofNullable(routes.get(text(section, "fallback"))),
                new PolicyRules(compiled, rules(section.get("rules"), routes)),
                new Navigation(routes, needs(section.get("needs"))));
        return new EngineConfig.Policy(
                settings,
                routes,
                new EngineConfig.Bridged(
                        keepAgent ? Optional.of(routes.get(text(bridged, "agentRoute"))) : Optional.empty()),
                unlessNone(section, "evidenceLink"),
                section.get("dryRun").asBoolean(),
                followUp(section.get("levels").get("archive")),
                unlessNone(section.get("levels").get("confirm"), "whisper"),
                new EngineConfig.PolicyChange(
                        text(section, "appliesTo").equals("live-calls"),
                        Optional.of(text(section, "changedBy")).filter(by -> !by.equals("owner")),
                        unlessNone(section, "reason")));
    }

    private static List<PolicyRule> rules(JsonNode list, Map<String, Route> routes) {
        List<PolicyRule> rules = new ArrayList<>();
        for (JsonNode rule : list) {
            rules.add(new PolicyRule(
                    text(rule, "name"),
                    Optional.ofNullable(routes.get(text(rule, "route"))),
                    text(rule, "route").equals(PolicyRule.BY_NEED),
                    unlessNone(rule, "why")));
        }
        return rules;
    }

    private static Optional<FollowUp> followUp(JsonNode section) {
        String after = text(section, "followUp");
        return after.equals(NONE)
                ? Optional.empty()
                : Optional.of(new FollowUp(
                        FollowUp.After.valueOf(after.replace('-', '_').toUpperCase(Locale.ROOT)),
                        duration(section, "followUpWithin")));
    }

    private static List<Need> needs(JsonNode list) {
        List<Need> needs = new ArrayList<>();
        for (JsonNode need : list) {
            needs.add(new Need(text(need, "name"), text(need, "skill")));
        }
        return needs;
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
                            route.get("priority").intValue(),
                            reception(route),
                            intake(route)));
        });
        return Collections.unmodifiableMap(routes);
    }

    private static Reception reception(JsonNode route) {
        return new Reception(
                unlessNone(route, "queue"),
                route.get("queuePriority").intValue(),
                unlessNone(route, "announce"),
                unlessNone(route, "whisper"),
                duration(route, "answerWithin"));
    }

    private static Intake intake(JsonNode route) {
        return new Intake(
                skills(route.get("skills")),
                OpeningHours.parse(text(route, "open")),
                route.get("minAgents").intValue(),
                route.get("maxWaiting").intValue(),
                duration(route, "maxHold"),
                Optional.of(unlessNone(route, "otherwise")).filter(name -> !name.isEmpty()));
    }

    private static Set<String> skills(JsonNode list) {
        Set<String> skills = new TreeSet<>();
        list.forEach(skill -> skills.add(skill.asString()));
        return skills;
    }

    private static String unlessNone(JsonNode section, String name) {
        String text = text(section, name);
        return text.equals(NONE) ? "" : text;
    }

    private static EngineConfig.Workers workers(JsonNode section) {
        return new EngineConfig.Workers(
                section.get("workers").intValue(),
                section.get("queueFrames").intValue(),
                duration(section, "gapAfter"),
                section.get("maxCalls").intValue(),
                duration(section, "drainWithin"),
                duration(section, "lateAfter"),
                section.get("refuseWhenLate").booleanValue());
    }

    private static AudioSettings recordings(JsonNode section, OptionalInt archiveDays) {
        String[] consent = text(section, "consent").split("=", 2);
        OptionalInt own = days(section, "keepDays");
        OptionalInt days = own.isPresent() && archiveDays.isPresent()
                ? OptionalInt.of(Math.min(own.getAsInt(), archiveDays.getAsInt()))
                : own.isPresent() ? own : archiveDays;
        return new AudioSettings(
                AudioSettings.Keep.valueOf(text(section, "keep").toUpperCase(Locale.ROOT)),
                consent[0],
                consent[1],
                days);
    }

    private static EngineConfig.Archive archive(JsonNode section) {
        return new EngineConfig.Archive(
                Path.of(text(section, "directory")),
                new EngineConfig.Database(
                        text(section, "database"),
                        text(section, "username"),
                        new PasswordSource(file(section, "passwordFile"), text(section, "passwordEnvironment"))),
                days(section, "keepDays"),
                days(section, "historyDays"),
                section.get("tracks").asBoolean());
    }

    /** 0 is for ever. */
    private static OptionalInt days(JsonNode section, String name) {
        int days = section.get(name).intValue();
        return days == 0 ? OptionalInt.empty() : OptionalInt.of(days);
    }

    private static EngineConfig.Privacy privacy(JsonNode section) {
        String keep = text(section, "keepMarks");
        return new EngineConfig.Privacy(
                keep.equals(NONE) ? Set.of() : new TreeSet<>(List.of(keep.split(", *"))),
                new PasswordSource(file(section, "keyFile"), text(section, "keyEnvironment")),
                days(section, "keepWordsDays"));
    }

    private static EngineConfig.Recognition recognition(JsonNode section) {
        return new EngineConfig.Recognition(
                text(section, "model"),
                section.get("threads").intValue(),
                section.get("maxCalls").intValue(),
                section.get("quickPartials").asBoolean(),
                section.get("maxMemory").intValue(),
                duration(section, "replaceAfter"),
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
