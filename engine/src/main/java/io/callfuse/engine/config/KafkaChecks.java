package io.callfuse.engine.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Checks where events go in Kafka: that the brokers can be addressed, and that the file of the client's properties can be used. */
final class KafkaChecks {
    private static final String SERVERS = "bootstrapServers";
    private static final int LAST_PORT = 65_535;

    private final JsonNode kafka;
    private final YamlDocument document;
    private final CrossChecks checks;

    KafkaChecks(JsonNode effective, YamlDocument document, CrossChecks checks) {
        kafka = effective.path("kafka");
        this.document = document;
        this.checks = checks;
    }

    /** Splits {@code HOST:PORT,HOST:PORT}. */
    static List<String> servers(String text) {
        return List.of(text.split(", *"));
    }

    /** Returns everything that is wrong. */
    List<ConfigFault> find() {
        List<ConfigFault> faults = new ArrayList<>();
        if (checks.sound("kafka." + SERVERS)) {
            checkServers(faults);
        }
        if (checks.sound("kafka.topic") && Set.of(".", "..").contains(text("topic"))) {
            faults.add(new ConfigFault(line("topic"), "kafka.topic", "'" + text("topic") + "' is no topic's name", ""));
        }
        return faults;
    }

    private void checkServers(List<ConfigFault> faults) {
        String servers = text(SERVERS);
        if (servers.equals("none")) {
            return;
        }
        Set<String> seen = new TreeSet<>();
        for (String server : servers(servers)) {
            int port = Integer.parseInt(server.substring(server.lastIndexOf(':') + 1));
            if (port < 1 || port > LAST_PORT) {
                faults.add(fault(server, "has no port from 1 to " + LAST_PORT, "a broker listens on 9092 by default"));
            } else if (!seen.add(server)) {
                faults.add(fault(server, "is named twice", ""));
            }
        }
    }

    private ConfigFault fault(String server, String reason, String hint) {
        return new ConfigFault(line(SERVERS), "kafka." + SERVERS, "'" + server + "' " + reason, hint);
    }

    private String text(String option) {
        return kafka.path(option).asString("");
    }

    private int line(String option) {
        return document.line(List.of("kafka", option));
    }
}
