package io.callfuse.engine.training;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where openSMILE (Eyben et al. 2010) is installed; it is no part of this project.
 *
 * @param binary its command {@code SMILExtract}
 * @param config its directory of configurations
 */
record OpenSmile(Path binary, Path config) {
    private static final String COMMAND = "SMILExtract";
    /** As a release has it, and as its build from source leaves it. */
    private static final List<String> PLACES = List.of("bin/" + COMMAND, "build/progsrc/smilextract/" + COMMAND);

    /** The feature sets that are compared. */
    enum FeatureSet {
        /** 88 features (Eyben et al. 2016). */
        EGEMAPS("openSMILE eGeMAPS v02", "egemaps/v02/eGeMAPSv02.conf"),
        /** 6373 features (Schuller et al. 2016). */
        COMPARE("openSMILE ComParE 2016", "compare16/ComParE_2016.conf");

        private final String title;
        private final String file;

        FeatureSet(String title, String file) {
            this.title = title;
            this.file = file;
        }

        /** Its name in tables. */
        String title() {
            return title;
        }
    }

    /** It is not where it was looked for; the message says where that was. */
    static final class Missing extends Exception {
        private static final long serialVersionUID = 1;

        Missing(String message) {
            super(message);
        }
    }

    /**
     * Finds it.
     *
     * @param directory where it was unpacked or built; {@code null} when nobody said
     * @param searchPath directories of commands, as the variable {@code PATH} has them; {@code null} for none
     * @throws Missing when the command, or a configuration, is nowhere
     */
    static OpenSmile find(Path directory, String searchPath) throws Missing {
        List<Path> candidates = new ArrayList<>();
        if (directory != null) {
            PLACES.forEach(place -> candidates.add(directory.resolve(place)));
        }
        if (searchPath != null) {
            Arrays.stream(searchPath.split(File.pathSeparator))
                    .filter(commands -> !commands.isEmpty())
                    .forEach(commands -> candidates.add(Path.of(commands, COMMAND)));
        }
        for (Path candidate : candidates) {
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return configured(candidate, directory);
            }
        }
        String named = directory == null ? "OPENSMILE_DIR" : directory.toString();
        throw new Missing(
                "no " + COMMAND + " in " + named + "/bin, in " + named + "/build/progsrc/smilextract, or on the PATH");
    }

    /** The configuration of a feature set. */
    Path configuration(FeatureSet set) {
        return config.resolve(set.file);
    }

    private static OpenSmile configured(Path binary, Path directory) throws Missing {
        for (Path root : directory == null ? above(binary) : List.of(directory)) {
            OpenSmile found = new OpenSmile(binary, root.resolve("config"));
            if (Arrays.stream(FeatureSet.values()).allMatch(set -> Files.isRegularFile(found.configuration(set)))) {
                return found;
            }
        }
        throw new Missing("found " + binary + ", but not config/" + FeatureSet.EGEMAPS.file + " and config/"
                + FeatureSet.COMPARE.file + " in " + (directory == null ? "a directory above it" : directory));
    }

    /** The directories that the command lies in, the nearest first. */
    private static List<Path> above(Path binary) {
        List<Path> roots = new ArrayList<>();
        for (Path root = real(binary).getParent(); root != null; root = root.getParent()) {
            roots.add(root);
        }
        return roots;
    }

    private static Path real(Path binary) {
        try {
            return binary.toRealPath();
        } catch (IOException e) {
            return binary.toAbsolutePath();
        }
    }
}
