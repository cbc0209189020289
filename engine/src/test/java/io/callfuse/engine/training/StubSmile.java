package io.callfuse.engine.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** An openSMILE of a few lines of shell: it has the places, the options and the table of the real one, and features of its own. */
final class StubSmile {
    /** Reads the options into variables, as the real command does; {@code config}, {@code wav}, {@code csv}, {@code name}. */
    private static final String OPTIONS =
            """
            #!/bin/sh
            while [ $# -gt 0 ]; do
              case "$1" in
                -C) config=$2; shift;;
                -I) wav=$2; shift;;
                -csvoutput) csv=$2; shift;;
                -appendcsv) append=$2; shift;;
                -instname) name=$2; shift;;
                -loglevel) level=$2; shift;;
                -nologfile) nologfile=1;;
                *) echo "unknown option $1"; exit 10;;
              esac
              shift
            done
            """;

    private StubSmile() {}

    /** A command whose features are three bytes of the samples, one that is the same for all, and one that nobody has. */
    static Path good(Path directory) throws IOException {
        return in(
                directory,
                """
                [ "$append$level$nologfile" = 011 ] && [ -f "$config" ] && [ -f "$wav" ] || exit 11
                set -- $(od -An -tu1 -j 4045 -N 3 "$wav")
                printf 'name;frameTime;a_amean;b_amean;c_amean;same;none\\n' > "$csv"
                printf "'%s';0.000000;%s;%s.5e+00;%s;7;nan\\n" "$name" "$1" "$2" "$3" >> "$csv"
                """);
    }

    /** A command that does this, in a directory that looks like a release. */
    static Path in(Path directory, String script) throws IOException {
        for (OpenSmile.FeatureSet set : OpenSmile.FeatureSet.values()) {
            Path configuration = new OpenSmile(directory, directory.resolve("config")).configuration(set);
            Files.createDirectories(configuration.getParent());
            Files.writeString(configuration, "");
        }
        command(directory.resolve("bin/SMILExtract"), script);
        return directory;
    }

    /** A command alone. */
    static Path command(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, OPTIONS + script);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
