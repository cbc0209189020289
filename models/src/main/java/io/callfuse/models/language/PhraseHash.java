package io.callfuse.models.language;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Identifies an operator's phrase files by their names below his directory and every byte in them. For one thread. */
final class PhraseHash {
    private final MessageDigest digest;

    PhraseHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** The next file that is read. */
    void add(String name, byte[] content) {
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(Long.toString(content.length).getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) 0);
        digest.update(content);
    }

    /** {@code sha256:} and 64 hexadecimal digits. Once, last. */
    String text() {
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }
}
