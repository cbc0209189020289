package io.callfuse.perf.ear;

import java.nio.file.Path;

/**
 * What {@code perf/ear} hands to each table's main: the data directory, and {@code --tuning} where the recordings and lines that
 * may be tuned on are wanted and not those that judge.
 *
 * @param data the data directory
 * @param part which recordings and lines
 */
record Arguments(Path data, Part part) {
    /** Reads the command line; one that makes no sense ends the process with exit code 2. */
    static Arguments parse(String[] args) {
        if (args.length < 1 || args.length > 2 || args.length == 2 && !args[1].equals("--tuning")) {
            System.err.println("usage: DATA_DIR [--tuning]");
            System.exit(2);
        }
        return new Arguments(Path.of(args[0]), args.length == 2 ? Part.TUNING : Part.KEPT);
    }
}
