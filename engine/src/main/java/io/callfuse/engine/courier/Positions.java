package io.callfuse.engine.courier;

import io.callfuse.engine.archive.CommittedLines;
import io.callfuse.engine.archive.store.SpoolPosition;
import io.callfuse.engine.archive.store.SpoolReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far a receiver has been told of each of the archive's files, in a file of its own that survives a crash. A receiver that is
 * new begins with what is written from now on. One thread.
 */
final class Positions {
    private final Path file;
    private final CommittedLines committed;
    private final Map<String, SpoolPosition> byHead = new LinkedHashMap<>();

    private Positions(Path file, CommittedLines committed) {
        this.file = file;
        this.committed = committed;
    }

    /** Reads them, or makes those of a new receiver; its directory, too. */
    static Positions open(Path directory, String name, CommittedLines committed) throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Positions positions = new Positions(directory.resolve(name + ".json"), committed);
        if (Files.exists(positions.file)) {
            positions.read();
        } else {
            for (Map.Entry<String, Long> day : committed.bytesByFile().entrySet()) {
                positions.add(SpoolReader.endOf(committed.directory(), day.getKey(), day.getValue()));
            }
            positions.save();
        }
        return positions;
    }

    /** How far the file with this first line was told; empty where it was not. */
    Optional<SpoolPosition> of(String head) {
        return Optional.ofNullable(byHead.get(head));
    }

    /** Remembers, until {@link #save} says it to the disk, that it was told up to here. */
    void add(SpoolPosition position) {
        if (!position.head().isEmpty()) {
            byHead.put(position.head(), position);
        }
    }

    /** Puts them on the disk, at once or not at all; those of files that are gone are forgotten. */
    void save() throws IOException {
        byHead.values().removeIf(one -> !committed.bytesByFile().containsKey(one.file()));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("positions");
        for (SpoolPosition one : byHead.values()) {
            list.addObject()
                    .put("head", one.head())
                    .put("file", one.file())
                    .put("bytes", one.bytes())
                    .put("lastId", one.lastId())
                    .put("lastBytes", one.lastBytes());
        }
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (FileChannel channel = FileChannel.open(
                next,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE))) {
            ByteBuffer bytes = ByteBuffer.wrap((json + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void read() throws IOException {
        try {
            for (JsonNode one :
                    JsonMapper.shared().readTree(Files.readAllBytes(file)).path("positions")) {
                add(new SpoolPosition(
                        one.path("head").asString(),
                        one.path("file").asString(),
                        one.path("bytes").asLong(),
                        one.path("lastId").asString(),
                        one.path("lastBytes").asInt()));
            }
        } catch (JacksonException broken) {
            throw new IOException(file + " is no list of positions: remove it to begin with what comes next", broken);
        }
    }
}
