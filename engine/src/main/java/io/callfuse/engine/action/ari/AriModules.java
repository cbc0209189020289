package io.callfuse.engine.action.ari;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Which of Asterisk's modules ARI call control needs. Stateless. */
final class AriModules {
    /** In the order in which they are met; res_ari itself must be there, or nobody would answer. */
    private static final List<String> NEEDED = List.of(
            "res_ari_asterisk.so",
            "res_ari_events.so",
            "res_ari_channels.so",
            "res_ari_bridges.so",
            "res_ari_applications.so",
            "app_stasis.so",
            "res_stasis_snoop.so",
            "res_stasis_answer.so",
            "bridge_simple.so",
            "func_cdr.so",
            "func_dialplan.so");

    private AriModules() {}

    /**
     * Returns those that are needed and do not run, in words; empty where all do.
     *
     * @param modules the answer to {@code GET /asterisk/modules}
     * @param ofTheTap what the way of the audio needs besides
     */
    static List<String> missing(JsonNode modules, List<String> ofTheTap) {
        Map<String, String> status = new HashMap<>();
        modules.forEach(module -> status.put(
                module.path("name").asString(""), module.path("status").asString("")));
        return Stream.concat(NEEDED.stream(), ofTheTap.stream())
                .filter(name -> !"Running".equals(status.get(name)))
                .map(name -> status.containsKey(name) ? name + " (" + status.get(name) + ")" : name)
                .toList();
    }
}
