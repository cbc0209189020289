package io.callfuse.engine.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Where a password is found. The password itself is in no configuration, no log and no hash.
 *
 * @param file whose first line it is; empty takes it from the environment
 * @param environment the variable that holds it
 */
public record PasswordSource(Optional<Path> file, String environment) {

    /**
     * Reads the password.
     *
     * @param variables looks up an environment variable and returns null where there is none, as {@code System::getenv} does
     * @throws ConfigException if there is none; the message says where it was looked for
     */
    public String read(UnaryOperator<String> variables) throws ConfigException {
        if (file.isPresent()) {
            return readFile(file.get());
        }
        String password = variables.apply(environment);
        if (password == null || password.isEmpty()) {
            throw fault("environment variable " + environment, "is not set", "or name a file in passwordFile");
        }
        return password;
    }

    /** What is wrong with how the password is kept, one line; empty where nothing is. */
    public Optional<String> warning() {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file.get());
            permissions.retainAll(Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ));
            return permissions.isEmpty()
                    ? Optional.empty()
                    : Optional.of(file.get() + " can be read by others than its owner: chmod 600 it");
        } catch (IOException | UnsupportedOperationException unknown) {
            return Optional.empty();
        }
    }

    private static String readFile(Path file) throws ConfigException {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            if (lines.isEmpty() || lines.get(0).isEmpty()) {
                throw fault(file.toString(), "its first line is empty", "it must hold the password");
            }
            return lines.get(0);
        } catch (NoSuchFileException missing) {
            throw fault(file.toString(), "does not exist", "passwordFile names it");
        } catch (IOException unreadable) {
            throw fault(file.toString(), "cannot be read", "passwordFile names it");
        }
    }

    private static ConfigException fault(String place, String reason, String hint) {
        return new ConfigException(place, List.of(new ConfigFault(0, "", reason, hint)));
    }
}
