package io.callfuse.engine;

import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.config.KafkaProperties;
import io.callfuse.engine.kafka.KafkaSettings;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the configuration says of the topic that is told of events, in its own terms. Stateless. */
final class KafkaWay {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaWay.class);
    private static final String DIRECTORY = "kafka";

    private KafkaWay() {}

    /**
     * Returns the topic; empty where none is told.
     *
     * @throws EngineStartException if the client's properties cannot be read
     */
    static Optional<KafkaSettings> topic(EngineConfig config) throws EngineStartException {
        if (config.kafka().isEmpty()) {
            return Optional.empty();
        }
        EngineConfig.Kafka kafka = config.kafka().get();
        return Optional.of(new KafkaSettings(
                String.join(",", kafka.bootstrapServers()),
                kafka.topic(),
                kafka.events(),
                kafka.properties().isPresent() ? client(kafka.properties().get()) : Map.of(),
                config.archive().directory().resolve(DIRECTORY),
                KafkaSettings.METADATA_WITHIN,
                KafkaSettings.WRITTEN_WITHIN,
                KafkaSettings.FIRST_WAIT,
                KafkaSettings.LONGEST_WAIT));
    }

    private static Map<String, String> client(KafkaProperties properties) throws EngineStartException {
        try {
            properties.warning().ifPresent(warning -> LOG.warn("kafka: propertiesFile: {}", warning));
            return properties.read();
        } catch (ConfigException unusable) {
            throw new EngineStartException("kafka: " + unusable.getMessage(), unusable);
        }
    }
}
