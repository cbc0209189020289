package io.callfuse.engine.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the lab's script, one command a process. Any thread. */
final class LabScript {
    private final LabSettings settings;

    LabScript(LabSettings settings) {
        this.settings = settings;
    }

    /**
     * What a command of the script came to.
     *
     * @param ok whether its exit code was 0
     * @param output everything that it printed
     */
    record Result(boolean ok, String output) {
        /** The line that says why it failed; empty where it did not. */
        String fault() {
            return ok ? "" : reason();
        }

        /** The line that says why it failed: its own if there is one, otherwise the last. */
        String reason() {
            List<String> lines = output.lines()
                    .filter(line -> !line.isBlank())
                    .map(String::strip)
                    .toList();
            return lines.stream()
                    .filter(line -> line.startsWith("lab: "))
                    .findFirst()
                    .orElse(lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1));
        }
    }

    /** Starts a command whose output goes to a file. */
    Process start(Path output, String... arguments) throws LabException {
        List<String> command = new ArrayList<>(List.of(settings.script().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CALLFUSE_LAB", settings.state().toString());
        try {
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new LabException(settings.script() + " cannot be run: " + e.getMessage(), e);
        }
    }

    /** Runs a command to its end; when the calling thread is interrupted, the command and all that it started are ended. */
    Result run(int limitSeconds, String... arguments) throws LabException, InterruptedException {
        Path output = null;
        Process process = null;
        try {
            output = Files.createTempFile("callfuse-lab", ".out");
            process = start(output, arguments);
            boolean ended = process.waitFor(limitSeconds, TimeUnit.SECONDS);
            String printed = Files.readString(output);
            return new Result(
                    ended && process.exitValue() == 0,
                    ended ? printed : printed + "\nno end after " + limitSeconds + " s");
        } catch (LabException e) {
            throw e;
        } catch (IOException e) {
            throw new LabException("what the lab printed cannot be kept: " + e.getMessage(), e);
        } finally {
            endAll(process);
            deleteIfThere(output);
        }
    }

    private static void endAll(Process process) {
        if (process != null && process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    private static void deleteIfThere(Path file) throws LabException {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new LabException(file + " cannot be removed: " + e.getMessage(), e);
        }
    }
}
