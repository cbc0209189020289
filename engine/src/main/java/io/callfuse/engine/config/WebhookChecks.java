package io.callfuse.engine.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Checks the receivers of events: names that no two share, and that no secret's post goes over a network in the clear. */
final class WebhookChecks {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]");

    private final JsonNode effective;
    private final YamlDocument document;
    private final CrossChecks checks;

    WebhookChecks(JsonNode effective, YamlDocument document, CrossChecks checks) {
        this.effective = effective;
        this.document = document;
        this.checks = checks;
    }

    /** Returns everything that is wrong. */
    List<ConfigFault> find() {
        List<ConfigFault> faults = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        JsonNode hooks = effective.path("webhooks");
        for (int h = 0; h < hooks.size(); h++) {
            if (checks.sound("webhooks." + h)) {
                checkName(h, hooks.get(h).path("name").asString(), lines, faults);
                checkUrl(h, hooks.get(h).path("url").asString(), faults);
            }
        }
        return faults;
    }

    private void checkName(int hook, String name, Map<String, Integer> lines, List<ConfigFault> faults) {
        int line = line(hook, "name");
        Integer first = lines.putIfAbsent(name, line);
        if (first != null) {
            faults.add(new ConfigFault(
                    line,
                    "webhooks." + hook + ".name",
                    "the receiver in line " + first + " is called '" + name + "' too",
                    ""));
        }
    }

    private void checkUrl(int hook, String text, List<ConfigFault> faults) {
        String option = "webhooks." + hook + ".url";
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException malformed) {
            faults.add(new ConfigFault(line(hook, "url"), option, "is no URL", ""));
            return;
        }
        if (url.getHost() == null) {
            faults.add(new ConfigFault(line(hook, "url"), option, "names no host", ""));
        } else if (url.getScheme().equals("http")
                && !LOOPBACK.matcher(url.getHost()).matches()) {
            faults.add(new ConfigFault(
                    line(hook, "url"), option, "would go over the network in the clear", "begin it with https"));
        }
    }

    private int line(int hook, String option) {
        return document.line(List.of("webhooks", Integer.toString(hook), option));
    }
}
