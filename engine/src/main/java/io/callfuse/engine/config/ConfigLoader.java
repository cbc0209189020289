package io.callfuse.engine.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a configuration file, tells everything that is wrong with it at once, and completes it with the defaults. */
public final class ConfigLoader {
    static final long LONGEST_FILE_BYTES = 1 << 20;

    private ConfigLoader() {}

    /**
     * Loads a file.
     *
     * @throws ConfigException if it cannot be read or used; one line for each fault, {@code FILE:LINE: option: reason}
     */
    public static LoadedConfig load(Path yaml) throws ConfigException {
        String source = yaml.toString();
        return read(read(yaml, source), yaml);
    }

    /**
     * Reads what a file holds.
     *
     * @throws ConfigException if it cannot be used; one line for each fault
     */
    static LoadedConfig read(byte[] bytes, Path yaml) throws ConfigException {
        String source = yaml.toString();
        LoadedConfig parsed = parse(decode(bytes, source), source, ConfigSchema.EMBEDDED);
        return new LoadedConfig(parsed.config(), source, parsed.effective(), Optional.of(yaml));
    }

    /** The configuration of an engine without a file. */
    public static LoadedConfig defaults() {
        try {
            return parse("{}", "defaults", ConfigSchema.EMBEDDED);
        } catch (ConfigException broken) {
            throw new IllegalStateException("the engine's own defaults are faulty: " + broken.getMessage(), broken);
        }
    }

    static LoadedConfig parse(String text, String source, ConfigSchema schema) throws ConfigException {
        YamlDocument document = YamlDocument.read(text);
        requireUsable(document, source);
        Map<List<String>, ConfigFault> faults = new SchemaFaults(schema, document).find();
        ObjectNode sound = (ObjectNode) document.root();
        faults.keySet().forEach(path -> remove(sound, path));
        ObjectNode effective = schema.complete(sound);
        List<ConfigFault> all = new ArrayList<>(faults.values());
        CrossChecks checks = new CrossChecks(effective, document, faults.keySet());
        all.addAll(checks.find());
        RuleReader rules = new RuleReader(effective, document, checks);
        all.addAll(rules.read());
        all.addAll(new RouteChecks(effective, document, checks).find());
        all.addAll(new WebhookChecks(effective, document, checks).find());
        all.addAll(new KafkaChecks(effective, document, checks).find());
        if (!all.isEmpty()) {
            throw new ConfigException(source, all);
        }
        return new LoadedConfig(
                ConfigBinder.bind(effective, rules.compiled()),
                source,
                new EffectiveConfig(effective),
                Optional.empty());
    }

    private static void requireUsable(YamlDocument document, String source) throws ConfigException {
        if (!document.faults().isEmpty()) {
            throw new ConfigException(source, document.faults());
        }
        if (document.root().isMissingNode() || document.root().isNull()) {
            throw fault(
                    source, 1, "holds no option", "begin with a section such as 'policy:', or start without a file");
        }
        if (!document.root().isObject()) {
            throw fault(source, 1, "holds no sections", "begin with a section such as 'policy:'");
        }
    }

    private static void remove(ObjectNode tree, List<String> path) {
        JsonNode section = tree;
        for (String name : path.subList(0, path.size() - 1)) {
            if (section.isArray()) {
                break;
            }
            section = section.path(name);
        }
        if (section instanceof ObjectNode object) {
            object.remove(path.get(path.size() - 1));
        } else if (section instanceof ArrayNode list) {
            // Its place stays, so that the others keep theirs.
            list.set(Integer.parseInt(path.get(indexIn(path, tree))), JsonNodeFactory.instance.objectNode());
        }
    }

    /** Where in a path the number of an element stands: behind the first list on the way. */
    private static int indexIn(List<String> path, JsonNode tree) {
        JsonNode node = tree;
        int place = 0;
        while (!node.isArray()) {
            node = node.path(path.get(place));
            place++;
        }
        return place;
    }

    static byte[] read(Path yaml, String source) throws ConfigException {
        try {
            if (Files.isDirectory(yaml)) {
                throw fault(source, 0, "is a directory", "name the file itself");
            }
            if (Files.size(yaml) > LONGEST_FILE_BYTES) {
                throw fault(source, 0, "is longer than 1 MiB", "is it a configuration at all?");
            }
            return Files.readAllBytes(yaml);
        } catch (NoSuchFileException missing) {
            throw fault(source, 0, "does not exist", "");
        } catch (AccessDeniedException denied) {
            throw fault(source, 0, "cannot be read: permission denied", "");
        } catch (IOException unreadable) {
            throw fault(source, 0, "cannot be read: " + unreadable.getMessage(), "");
        }
    }

    private static String decode(byte[] bytes, String source) throws ConfigException {
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = utf8.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
            throw fault(source, line, "is not UTF-8", "save the file as UTF-8");
        }
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static ConfigException fault(String source, int line, String reason, String hint) {
        return new ConfigException(source, List.of(new ConfigFault(line, "", reason, hint)));
    }
}
