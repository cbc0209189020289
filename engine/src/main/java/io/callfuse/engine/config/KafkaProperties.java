package io.callfuse.engine.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A file of properties for Kafka's client: TLS and who logs in. What it says is in no configuration, no log and no hash.
 *
 * @param file as Kafka's own tools take it
 */
public record KafkaProperties(Path file) {
    private static final List<String> TAKEN = List.of("security.", "ssl.", "sasl.", "client.");

    /**
     * Reads it.
     *
     * @throws ConfigException if it cannot be read, or says what the engine decides itself; a value is never told
     */
    public Map<String, String> read() throws ConfigException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException missing) {
            throw fault("does not exist", "kafka.propertiesFile names it");
        } catch (IOException | IllegalArgumentException unreadable) {
            throw fault("cannot be read as properties", "kafka.propertiesFile names it");
        }
        Map<String, String> taken = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (TAKEN.stream().noneMatch(name::startsWith)) {
                throw fault(
                        "'" + name + "' is not for this file",
                        "it may say security.*, ssl.*, sasl.* and client.*; the rest is the engine's own");
            }
            taken.put(name, properties.getProperty(name));
        }
        return taken;
    }

    /** What is wrong with how it is kept, one line; empty where nothing is. */
    public Optional<String> warning() {
        return new PasswordSource(Optional.of(file), "").warning();
    }

    private ConfigException fault(String reason, String hint) {
        return new ConfigException(file.toString(), List.of(new ConfigFault(0, "", reason, hint)));
    }
}
