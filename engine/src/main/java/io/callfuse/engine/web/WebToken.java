package io.callfuse.engine.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes the secret that programs must bring, where nobody has given one. */
public final class WebToken {
    private static final int RANDOM_BYTES = 32;

    private WebToken() {}

    /**
     * Makes a file with a new token that only its owner may read, unless there is one; its folder too.
     *
     * @return whether it was made
     * @throws IOException if it cannot be made
     */
    public static boolean makeUnlessThere(Path file) throws IOException {
        if (Files.exists(file)) {
            return false;
        }
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException made) {
            return false;
        }
        Files.writeString(file, token + "\n", StandardCharsets.US_ASCII);
        return true;
    }
}
