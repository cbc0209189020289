package io.callfuse.engine.config;

import io.callfuse.engine.admission.Networks;
import io.callfuse.engine.call.DurationText;
import io.callfuse.engine.policy.Route;
import io.callfuse.engine.policy.rules.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Checks options against each other. An option that is faulty by itself takes part in no check. */
final class CrossChecks {
    private static final Set<String> EVERY_INTERFACE = Set.of("0.0.0.0", "[::]");
    private static final String FUSE = "policy.fuse.";

    private final JsonNode effective;
    private final YamlDocument document;
    private final Collection<List<String>> faulty;
    private final List<ConfigFault> faults = new ArrayList<>();

    CrossChecks(JsonNode effective, YamlDocument document, Collection<List<String>> faulty) {
        this.effective = effective;
        this.document = document;
        this.faulty = faulty;
    }

    List<ConfigFault> find() {
        notOver(FUSE + "exitThreshold", FUSE + "enterThreshold");
        notLongerThan("policy.classifyBy", "policy.decideBy");
        notLongerThan("ami.reconnect.initial", "ami.reconnect.max");
        notLongerThan("ari.reconnect.initial", "ari.reconnect.max");
        routeExists("policy.switchTo", "", "name a route");
        routeExists("policy.fallback", Route.NONE, "or write none, to leave the caller in place");
        if (at("policy.bridged.agent").asString().equals("keep")) {
            routeExists("policy.bridged.agentRoute", "", "or set policy.bridged.agent to hangup");
        }
        tapHasOneAddress();
        rtpHasOneHost();
        readable("rtp.allow", Networks::parse);
        readable("rtp.ports", ConfigBinder::ports);
        readable("audiosocket.allow", Networks::parse);
        readable("websocket.allow", Networks::parse);
        readable("agi.allow", Networks::parse);
        readable("http.allow", Networks::parse);
        httpHasCertificateAndKey();
        tapHasItsWay();
        agentsCanBeFollowed();
        asyncAgiHasItsWay();
        whisperHasItsWay();
        mediaHasItsWay();
        return faults;
    }

    private void notOver(String lower, String upper) {
        if (sound(lower, upper) && at(lower).doubleValue() > at(upper).doubleValue()) {
            add(lower, upper, "is over " + upper + " (" + at(upper).asString() + ")");
        }
    }

    private void notLongerThan(String shorter, String longer) {
        if (sound(shorter, longer) && ms(shorter) > ms(longer)) {
            add(shorter, longer, "is longer than " + longer + " (" + at(longer).asString() + ")");
        }
    }

    private void routeExists(String option, String also, String hint) {
        String name = at(option).asString();
        if (!sound(option, "policy.routes")
                || name.equals(also)
                || at("policy.routes").has(name)) {
            return;
        }
        faults.add(noRoute(lineOf(option, "policy.routes"), option, name, hint));
    }

    /** Says that no route has this name. */
    ConfigFault noRoute(int line, String option, String name, String hint) {
        Set<String> routes = new TreeSet<>(at("policy.routes").propertyNames());
        String advice = NearestName.of(name, routes)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("known routes: " + String.join(", ", routes) + "; " + hint);
        return new ConfigFault(line, option, "there is no route '" + name + "' in policy.routes", advice);
    }

    private void tapHasOneAddress() {
        String listen = at("audiosocket.listen").asString();
        String host = listen.substring(0, listen.lastIndexOf(':'));
        if (sound("audiosocket.listen", "tap.audiosocketAddress")
                && at("tap.audiosocketAddress").asString().equals("listen")
                && EVERY_INTERFACE.contains(host)) {
            faults.add(new ConfigFault(
                    lineOf("audiosocket.listen", "tap"),
                    "tap.audiosocketAddress",
                    "is needed where audiosocket.listen names every interface",
                    "write the HOST:PORT to which Asterisk connects"));
        }
    }

    private void rtpHasOneHost() {
        String listen = at("rtp.listen").asString();
        if (sound("rtp.listen", "rtp.host")
                && at("rtp.host").asString().equals("listen")
                && EVERY_INTERFACE.contains(listen.substring(0, listen.lastIndexOf(':')))) {
            faults.add(new ConfigFault(
                    lineOf("rtp.listen", "rtp"),
                    "rtp.host",
                    "is needed where rtp.listen names every interface",
                    "write the host to which Asterisk sends"));
        }
    }

    private void readable(String option, Consumer<String> reader) {
        if (!sound(option)) {
            return;
        }
        try {
            reader.accept(at(option).asString());
        } catch (IllegalArgumentException malformed) {
            faults.add(new ConfigFault(lineOf(option, option), option, malformed.getMessage(), ""));
        }
    }

    private void tapHasItsWay() {
        if (sound("tap.by", "ari.enabled")
                && at("tap.by").asString().equals("ari")
                && !at("ari.enabled").asBoolean()) {
            faults.add(new ConfigFault(
                    lineOf("tap.by", "ari"),
                    "tap.by",
                    "'ari' needs ARI",
                    "set ari.enabled to true, or tap by chanspy"));
        }
    }

    private void httpHasCertificateAndKey() {
        boolean certificate = !at("http.certificateFile").asString("").equals("none");
        boolean key = !at("http.keyFile").asString("").equals("none");
        if (sound("http.certificateFile", "http.keyFile") && certificate != key) {
            String missing = certificate ? "http.keyFile" : "http.certificateFile";
            faults.add(new ConfigFault(
                    lineOf("http.certificateFile", "http.keyFile"),
                    missing,
                    "is needed where the other of the two is named",
                    "name both, or none for HTTP without TLS"));
        }
    }

    private void agentsCanBeFollowed() {
        if (sound("agent.leg", "ami.enabled")
                && at("agent.leg").asBoolean()
                && !at("ami.enabled").asBoolean()) {
            faults.add(new ConfigFault(
                    lineOf("agent.leg", "ami"),
                    "agent.leg",
                    "needs AMI, which tells whom a caller talks to",
                    "set ami.enabled to true, or agent.leg to false"));
        }
    }

    private void asyncAgiHasItsWay() {
        if (sound("agi.async", "ami.enabled")
                && !at("agi.async").asString().equals("none")
                && !at("ami.enabled").asBoolean()) {
            faults.add(new ConfigFault(
                    lineOf("agi.async", "ami"),
                    "agi.async",
                    "needs AMI, over which it is asked and answered",
                    "set ami.enabled to true, or agi.async to none"));
        }
    }

    private void whisperHasItsWay() {
        String option = "policy.levels.confirm.whisper";
        if (sound(option, "ami.enabled")
                && !at(option).asString().equals("none")
                && !at("ami.enabled").asBoolean()) {
            faults.add(new ConfigFault(
                    lineOf(option, "ami"),
                    option,
                    "needs AMI: ARI alone cannot whisper to an agent",
                    "set ami.enabled to true, or whisper to none"));
        }
    }

    private void mediaHasItsWay() {
        if (!sound("tap.media", "ari.enabled") || at("tap.media").asString().equals("audiosocket")) {
            return;
        }
        String media = at("tap.media").asString();
        if (!at("ari.enabled").asBoolean()) {
            faults.add(new ConfigFault(
                    lineOf("tap.media", "ari"),
                    "tap.media",
                    "'" + media + "' needs ARI",
                    "set ari.enabled to true, or bring the audio by audiosocket"));
        }
        if (media.equals("rtp") && sound("rtp.enabled") && !at("rtp.enabled").asBoolean()) {
            faults.add(new ConfigFault(
                    lineOf("tap.media", "rtp"),
                    "tap.media",
                    "'rtp' needs the RTP inlet",
                    "set rtp.enabled to true, or bring the audio by audiosocket"));
        }
    }

    private void add(String option, String other, String reason) {
        faults.add(
                new ConfigFault(lineOf(option, other), option, "'" + at(option).asString() + "' " + reason, ""));
    }

    /** The line of the first that the file names itself: the other one may stand at its default. */
    private int lineOf(String option, String other) {
        return named(option) ? document.line(path(option)) : document.line(path(other));
    }

    private boolean named(String option) {
        JsonNode node = document.root();
        for (String name : path(option)) {
            node = node.path(name);
        }
        return !node.isMissingNode();
    }

    /** Whether none of these options is faulty, nor anything in them or around them. */
    boolean sound(String... options) {
        for (String option : options) {
            List<String> path = path(option);
            for (List<String> fault : faulty) {
                int common = Math.min(path.size(), fault.size());
                if (path.subList(0, common).equals(fault.subList(0, common))) {
                    return false;
                }
            }
        }
        return true;
    }

    private JsonNode at(String option) {
        JsonNode node = effective;
        for (String name : path(option)) {
            node = node.path(name);
        }
        return node;
    }

    private long ms(String option) {
        return DurationText.parse(at(option).asString()).orElseThrow().toMillis();
    }

    private static List<String> path(String option) {
        return List.of(option.split("\\."));
    }
}
