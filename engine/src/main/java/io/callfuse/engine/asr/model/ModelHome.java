package io.callfuse.engine.asr.model;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder in which speech models are kept, each in a folder of its own: the one that {@code CALLFUSE_MODELS} names, or
 * else {@code callfuse/models} among the user's data. A link in it says which model is in use.
 */
public final class ModelHome {
    private static final String IN_USE = "in-use";

    private final Path folder;

    /** Takes a folder, which need not exist. */
    public ModelHome(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** The folder that the environment names. */
    public static ModelHome of(Map<String, String> environment) {
        String named = environment.getOrDefault("CALLFUSE_MODELS", "");
        if (!named.isEmpty()) {
            return new ModelHome(Path.of(named));
        }
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        Path base = data.isEmpty()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".local", "share")
                : Path.of(data);
        return new ModelHome(base.resolve("callfuse").resolve("models"));
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    /** The models that are here and could be used, by name. */
    public List<SpeechModel> installed() throws IOException {
        List<SpeechModel> models = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                for (Path entry : entries.sorted().toList()) {
                    String name = entry.getFileName().toString();
                    if (!name.equals(IN_USE) && !name.startsWith(".") && Files.isDirectory(entry)) {
                        usable(entry).ifPresent(models::add);
                    }
                }
            }
        }
        return models;
    }

    private static Optional<SpeechModel> usable(Path entry) {
        try {
            return Optional.of(SpeechModel.open(entry));
        } catch (SpeechModelException unfit) {
            return Optional.empty();
        }
    }

    /**
     * The model in use: the one that was chosen, or else the only one there is.
     *
     * @throws SpeechModelException if the chosen one cannot be used; one line
     */
    public Optional<SpeechModel> inUse() throws SpeechModelException {
        Path link = folder.resolve(IN_USE);
        try {
            if (Files.isSymbolicLink(link)) {
                return Optional.of(SpeechModel.open(folder.resolve(Files.readSymbolicLink(link))));
            }
            List<SpeechModel> all = installed();
            return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
        } catch (IOException unreadable) {
            throw new SpeechModelException(folder + ": cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /**
     * Chooses a model, here by its name or anywhere by its path.
     *
     * @throws SpeechModelException if it cannot be used; one line
     */
    public SpeechModel use(String nameOrPath) throws SpeechModelException {
        Path here = folder.resolve(nameOrPath);
        Path chosen = Files.isDirectory(here)
                ? here
                : Path.of(nameOrPath).toAbsolutePath().normalize();
        SpeechModel model = SpeechModel.open(chosen);
        Path link = folder.resolve(IN_USE);
        Path next = folder.resolve("." + IN_USE + "-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(next);
            Files.createSymbolicLink(next, chosen);
            replace(next, link);
        } catch (IOException refused) {
            throw new SpeechModelException(folder + ": cannot be written: " + refused.getMessage(), refused);
        }
        return model;
    }

    private static void replace(Path next, Path link) throws IOException {
        try {
            Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException odd) {
            Files.move(next, link, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
