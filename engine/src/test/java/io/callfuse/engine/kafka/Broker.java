package io.callfuse.engine.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A real broker of Kafka in this process, on ports of its own, that can be stopped and started again on the same files. */
final class Broker implements AutoCloseable {
    private static final int PARTITIONS = 3;
    private static final Duration POLL = Duration.ofMillis(500);

    private final int port;
    private final Properties properties = new Properties();
    private KafkaRaftServer server;

    Broker(Path folder) throws Exception {
        port = freePort();
        int controller = freePort();
        properties.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controller,
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
                "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
                "controller.listener.names", "CONTROLLER",
                "log.dirs", folder.toString(),
                "offsets.topic.replication.factor", "1",
                "auto.create.topics.enable", "false"));
        properties.put("log.cleaner.enable", "false");
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setDirectories(List.of(Files.createDirectories(folder).toString()))
                .setMetadataLogDirectory(folder.toString())
                .setControllerListenerName("CONTROLLER")
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .run();
        start();
    }

    void start() {
        server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        server.startup();
    }

    void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** Makes a topic that takes messages up to so many bytes. */
    void topic(String name, int maxBytes) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
            NewTopic topic = new NewTopic(name, PARTITIONS, (short) 1)
                    .configs(Map.of("max.message.bytes", Integer.toString(maxBytes)));
            admin.createTopics(List.of(topic)).all().get();
        }
    }

    /** All that a topic holds now, each partition in its order. */
    List<ConsumerRecord<String, String>> records(String topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < PARTITIONS; i++) {
            partitions.add(new TopicPartition(topic, i));
        }
        Map<String, Object> settings = new HashMap<>(Map.of("bootstrap.servers", address()));
        settings.put("enable.auto.commit", false);
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(records::add);
            }
        }
        return records;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
