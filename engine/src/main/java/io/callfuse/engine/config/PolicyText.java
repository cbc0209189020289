package io.callfuse.engine.config;

import io.callfuse.engine.policy.PolicySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** The section {@code policy} as a person writes it. Stateless. */
public final class PolicyText {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .build();
    private static final Pattern SECTION = Pattern.compile("policy[ \t]*:[ \t]*(#.*)?");
    private static final String INDENT = "  ";

    private PolicyText() {}

    /**
     * Writes a policy as YAML, without what is the default anyway.
     *
     * @param json as {@link EffectiveConfig#policyText()} gives it
     * @param instead options to be written in place of its own, by name
     */
    public static String yaml(String json, Map<String, String> instead) {
        ObjectNode policy = (ObjectNode) JsonMapper.shared().readTree(json);
        instead.forEach(policy::put);
        JsonNode defaults = ConfigSchema.EMBEDDED
                .complete(JsonNodeFactory.instance.objectNode())
                .path("policy");
        ObjectNode said = withoutDefaults(policy, defaults);
        // The name stands there in any case: a policy is known by it.
        said.set("version", policy.path("version"));
        StringBuilder text = new StringBuilder("policy:\n");
        YAML.writeValueAsString(said)
                .lines()
                .forEach(line -> text.append(INDENT).append(line).append('\n'));
        return text.toString();
    }

    private static ObjectNode withoutDefaults(ObjectNode given, JsonNode defaults) {
        ObjectNode said = JsonNodeFactory.instance.objectNode();
        given.properties().forEach(named -> {
            JsonNode value = named.getValue();
            JsonNode standard = defaults.path(named.getKey());
            if (standard.isMissingNode() || !CanonicalForm.text(value).equals(CanonicalForm.text(standard))) {
                // Routes of one's own take the place of all the default ones.
                boolean whole = named.getKey().equals("routes") || !(value instanceof ObjectNode);
                said.set(named.getKey(), whole ? value : withoutDefaults((ObjectNode) value, standard));
            }
        });
        return said;
    }

    /**
     * Reads a policy that was in force.
     *
     * @param json as {@link EffectiveConfig#policyText()} gives it
     * @throws ConfigException if this engine cannot use it
     */
    public static PolicySettings settings(String json) throws ConfigException {
        // Its rules may ask what agents say, which was switched on elsewhere in its file.
        String file = "agent: {words: true}\npolicy: " + json;
        return ConfigLoader.parse(file, "a kept policy", ConfigSchema.EMBEDDED).policySettings();
    }

    /**
     * Puts a policy into the text of a file in place of its own, and leaves every other line as it is.
     *
     * @param yaml as {@link #yaml} gives it
     */
    static String replacedIn(String file, String yaml) {
        List<String> lines = file.lines().toList();
        int begin = 0;
        while (begin < lines.size() && !SECTION.matcher(lines.get(begin)).matches()) {
            begin++;
        }
        List<String> text = new ArrayList<>(lines.subList(0, begin));
        text.addAll(yaml.lines().toList());
        if (begin < lines.size()) {
            text.addAll(lines.subList(endOfSection(lines, begin), lines.size()));
        }
        return String.join("\n", text) + "\n";
    }

    /** Comments and blank lines before the next section belong to that. */
    private static int endOfSection(List<String> lines, int begin) {
        int next = begin + 1;
        while (next < lines.size() && isInside(lines.get(next))) {
            next++;
        }
        while (next > begin + 1 && isBetween(lines.get(next - 1))) {
            next--;
        }
        return next;
    }

    private static boolean isInside(String line) {
        return isBetween(line) || Character.isWhitespace(line.charAt(0));
    }

    private static boolean isBetween(String line) {
        return line.isBlank() || line.charAt(0) == '#';
    }
}
