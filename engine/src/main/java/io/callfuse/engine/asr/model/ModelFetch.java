package io.callfuse.engine.asr.model;

import io.callfuse.models.speech.PublishedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Gets a published model into the home of models: whole, with the right sum and fit for use, or not at all. What was downloaded
 * when a connection broke or a disk was full stays for the next attempt.
 */
public final class ModelFetch {
    private final ModelHome home;
    private final ModelDownload download;

    /** Told how much of an archive is there, now and then. */
    @FunctionalInterface
    public interface Progress {
        /** @param bytes there are so far, of all, where that is known */
        void bytes(long bytes, OptionalLong all);
    }

    /** @param environment names the proxies */
    public ModelFetch(ModelHome home, Map<String, String> environment, Progress progress) {
        this.home = home;
        download = new ModelDownload(environment, progress);
    }

    /**
     * Fetches a model, and returns it; one that is there already is left as it is.
     *
     * @throws SpeechModelException if it cannot be had, or is not what was published; one line
     */
    public SpeechModel fetch(PublishedModel model) throws SpeechModelException {
        Path target = home.folder().resolve(model.name());
        if (Files.exists(target)) {
            return SpeechModel.open(target);
        }
        String wanted = model.sha256()
                .orElseThrow(() -> new SpeechModelException(model.name()
                        + ": its checksum is not known for certain; get it from somebody you trust and say --sha256"));
        Path archive = home.folder().resolve("." + model.name() + ".zip");
        try {
            Files.createDirectories(home.folder());
            download.fetch(model.address(), archive);
            check(archive, wanted, model);
            install(archive, target);
            Files.delete(archive);
            return SpeechModel.open(target);
        } catch (IOException full) {
            throw new SpeechModelException(
                    home.folder() + ": cannot be written (" + full.getMessage()
                            + "); what was downloaded is kept for the next attempt",
                    full);
        }
    }

    private static void check(Path archive, String wanted, PublishedModel model)
            throws IOException, SpeechModelException {
        String found = FolderSums.sha256(archive);
        if (!found.equals(wanted)) {
            Files.delete(archive);
            throw new SpeechModelException(model.address() + ": sha256 is " + found + ", not " + wanted
                    + " as published; what was downloaded is thrown away");
        }
    }

    private void install(Path archive, Path target) throws IOException, SpeechModelException {
        Path unpacking = Files.createTempDirectory(home.folder(), ".unpacking-");
        try {
            Path root = ModelArchive.unpack(archive, unpacking);
            SpeechModel.open(root);
            FolderSums.write(root, FolderSums.beside(target));
            // The folder appears under its name whole or not at all.
            Files.move(root, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(unpacking);
        }
    }

    /** Compares a model with the sums of its files as they were when it was fetched, and returns what differs. */
    public static List<String> differences(SpeechModel model) throws IOException {
        Path sums = FolderSums.beside(model.folder().toAbsolutePath().normalize());
        return Files.exists(sums) ? FolderSums.differences(model.folder(), sums) : List.of();
    }

    /** Whether the sums of a model's files are known. */
    public static boolean hasSums(SpeechModel model) {
        return Files.exists(FolderSums.beside(model.folder().toAbsolutePath().normalize()));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
