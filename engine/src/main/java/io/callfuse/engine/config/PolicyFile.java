package io.callfuse.engine.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A configuration file whose policy can be put back to a former one. */
public final class PolicyFile {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path file;
    private final byte[] bytes;
    private final LoadedConfig config;

    private PolicyFile(Path file, byte[] bytes, LoadedConfig config) {
        this.file = file;
        this.bytes = bytes;
        this.config = config;
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException if it cannot be read or used
     */
    public static PolicyFile read(Path file) throws ConfigException {
        byte[] bytes = ConfigLoader.read(file, file.toString());
        return new PolicyFile(file, bytes, ConfigLoader.read(bytes, file));
    }

    /** What it says. */
    public LoadedConfig config() {
        return config;
    }

    /**
     * Writes the file anew with another policy and all else as it was, in one step: whoever reads it meanwhile finds the one or the
     * other. A copy of what it was is left beside it.
     *
     * @param json the policy, as {@link EffectiveConfig#policyText()} gives it
     * @param instead options to be written in place of its own, by name
     * @param now names the copy
     * @return the copy
     * @throws ConfigException if the file would not say what it must; then nothing was written
     * @throws IOException if it cannot be written; then the file is as it was
     */
    public Path put(String json, Map<String, String> instead, Instant now) throws ConfigException, IOException {
        String text = PolicyText.replacedIn(new String(bytes, StandardCharsets.UTF_8), PolicyText.yaml(json, instead));
        byte[] written = text.getBytes(StandardCharsets.UTF_8);
        LoadedConfig changed = ConfigLoader.read(written, file);
        requireOnlyThePolicyChanged(json, instead, changed);
        Path target = file.toRealPath();
        Path copy = target.resolveSibling(target.getFileName() + "." + STAMP.format(now) + ".bak");
        Files.copy(target, copy, StandardCopyOption.COPY_ATTRIBUTES);
        Path fresh = Files.createTempFile(target.toAbsolutePath().getParent(), ".callfuse-", ".yaml");
        try {
            Files.write(fresh, written, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.SYNC);
            takeRights(target, fresh);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
        return copy;
    }

    private void requireOnlyThePolicyChanged(String json, Map<String, String> instead, LoadedConfig changed)
            throws ConfigException {
        ObjectNode wanted = (ObjectNode) JsonMapper.shared().readTree(json);
        instead.forEach(wanted::put);
        if (!changed.effective().policyText().equals(CanonicalForm.text(wanted))
                || !changed.effective().optionsOtherThanIn(config.effective()).isEmpty()) {
            throw new ConfigException(
                    file.toString(),
                    List.of(new ConfigFault(
                            0,
                            "policy",
                            "stands there in a form in which it cannot be replaced",
                            "write the section by hand, from 'callfuse policy show'")));
        }
    }

    private static void takeRights(Path from, Path to) throws IOException {
        PosixFileAttributeView had = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        PosixFileAttributeView gets = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (had != null && gets != null) {
            if (!gets.getOwner().equals(had.getOwner())) {
                gets.setOwner(had.getOwner());
            }
            if (!gets.readAttributes().group().equals(had.readAttributes().group())) {
                gets.setGroup(had.readAttributes().group());
            }
            gets.setPermissions(had.readAttributes().permissions());
        }
    }
}
