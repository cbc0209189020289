package io.callfuse.engine.cli.load;

import io.callfuse.engine.EngineVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * On what a test ran: without it no figure can be compared with another.
 *
 * @param processor its name
 * @param cores that Java sees
 * @param memoryMiB of the machine
 * @param java name and version
 * @param engine version
 * @param model version of the emotion model
 */
public record Machine(String processor, int cores, long memoryMiB, String java, String engine, String model) {
    private static final long KIB_A_MIB = 1024;

    /** This one. */
    public static Machine here(String model) {
        return new Machine(
                value(Path.of("/proc/cpuinfo"), "model name"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong("0" + value(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", "")) / KIB_A_MIB,
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                EngineVersion.text(),
                model);
    }

    private static String value(Path file, String name) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.stream()
                    .filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("");
        } catch (IOException notTold) {
            return "";
        }
    }

    /** In one line. */
    public String line() {
        return processor + ", " + cores + " cores, " + memoryMiB + " MiB; " + java + "; engine " + engine + ", model "
                + model;
    }
}
