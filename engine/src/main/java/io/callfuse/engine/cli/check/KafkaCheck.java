package io.callfuse.engine.cli.check;

import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.config.KafkaProperties;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;

/** Whether a broker of Kafka listens, and the file of the client's properties can be used. Nobody logs in and nothing is written. */
final class KafkaCheck {
    private static final String SUBJECT = "kafka";
    private static final int CONNECT_MS = 3000;

    private KafkaCheck() {}

    static Finding look(EngineConfig.Kafka kafka) {
        Optional<String> careless = kafka.properties().flatMap(KafkaProperties::warning);
        try {
            if (kafka.properties().isPresent()) {
                kafka.properties().get().read();
            }
        } catch (ConfigException unusable) {
            return new Finding(SUBJECT, false, unusable.getMessage());
        }
        if (kafka.bootstrapServers().stream().noneMatch(KafkaCheck::listens)) {
            return Finding.warning(
                    SUBJECT,
                    "nobody listens at " + String.join(", ", kafka.bootstrapServers()),
                    "events wait in the archive's files until a broker does");
        }
        return careless.map(warning -> Finding.warning(SUBJECT, kafka.topic(), warning))
                .orElse(Finding.ok(SUBJECT, kafka.topic() + " is told of " + String.join(", ", kafka.events())));
    }

    private static boolean listens(String server) {
        int colon = server.lastIndexOf(':');
        String host = server.substring(0, colon).replaceAll("^\\[|]$", "");
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, Integer.parseInt(server.substring(colon + 1))), CONNECT_MS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
