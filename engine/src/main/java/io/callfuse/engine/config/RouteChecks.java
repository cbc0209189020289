package io.callfuse.engine.config;

import io.callfuse.engine.call.DurationText;
import io.callfuse.engine.policy.Route;
import io.callfuse.engine.policy.routing.OpeningHours;
import io.callfuse.engine.policy.rules.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Checks whom routes take, and what callers need, against each other. */
final class RouteChecks {
    private static final String ROUTES = "policy.routes.";
    private static final List<String> LIMITS = List.of("minAgents", "maxWaiting");

    private final JsonNode policy;
    private final YamlDocument document;
    private final CrossChecks checks;
    private final List<ConfigFault> faults = new ArrayList<>();

    RouteChecks(JsonNode effective, YamlDocument document, CrossChecks checks) {
        this.document = document;
        this.checks = checks;
        policy = effective.path("policy");
    }

    /** Returns everything that is wrong. */
    List<ConfigFault> find() {
        if (!checks.sound("policy.routes")) {
            return faults;
        }
        Set<String> skills = new TreeSet<>();
        policy.path("routes").properties().forEach(named -> {
            JsonNode route = named.getValue();
            route.path("skills").forEach(skill -> skills.add(skill.asString()));
            opensSomeday(named.getKey(), route);
            limitsHaveQueue(named.getKey(), route);
            otherwiseExists(named.getKey(), route);
        });
        JsonNode needs = policy.path("needs");
        for (int n = 0; n < needs.size(); n++) {
            if (checks.sound("policy.needs." + n)) {
                somebodyHas(n, needs.get(n).path("skill").asString(), skills);
            }
        }
        return faults;
    }

    private void opensSomeday(String name, JsonNode route) {
        try {
            OpeningHours.parse(route.path("open").asString("always"));
        } catch (IllegalArgumentException malformed) {
            add(name, "open", malformed.getMessage(), "");
        }
    }

    private void limitsHaveQueue(String name, JsonNode route) {
        if (!route.path("queue").asString("none").equals("none")) {
            return;
        }
        for (String limit : LIMITS) {
            if (route.path(limit).intValue(0) > 0) {
                queueMissing(name, limit);
            }
        }
        if (!DurationText.parse(route.path("maxHold").asString("0 s"))
                .orElseThrow()
                .isZero()) {
            queueMissing(name, "maxHold");
        }
    }

    private void queueMissing(String name, String limit) {
        add(name, limit, "is asked of a queue, and the route names none", "write queue: NAME, as queues.conf calls it");
    }

    private void otherwiseExists(String name, JsonNode route) {
        String other = route.path("otherwise").asString(Route.NONE);
        String option = ROUTES + name + ".otherwise";
        if (other.equals(name)) {
            add(name, "otherwise", "is the route itself", "name another route, or none");
        } else if (!other.equals(Route.NONE) && !policy.path("routes").has(other)) {
            faults.add(checks.noRoute(
                    document.line(List.of("policy", "routes", name, "otherwise")), option, other, "or write none"));
        }
    }

    private void somebodyHas(int need, String skill, Set<String> skills) {
        if (!skills.contains(skill)) {
            String hint = NearestName.of(skill, skills)
                    .map(near -> "did you mean '" + near + "'?")
                    .orElse(
                            skills.isEmpty()
                                    ? "write skills: [" + skill + "] at the route of those who have it"
                                    : "skills that routes have: " + String.join(", ", skills));
            faults.add(new ConfigFault(
                    document.line(List.of("policy", "needs", Integer.toString(need), "skill")),
                    "policy.needs." + need + ".skill",
                    "no route has the skill '" + skill + "'",
                    hint));
        }
    }

    private void add(String route, String option, String reason, String hint) {
        faults.add(new ConfigFault(
                document.line(List.of("policy", "routes", route, option)),
                ROUTES + route + "." + option,
                reason,
                hint));
    }
}
