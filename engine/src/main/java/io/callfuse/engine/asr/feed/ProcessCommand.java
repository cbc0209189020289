package io.callfuse.engine.asr.feed;

import io.callfuse.engine.asr.child.RecognitionProcess;
import io.callfuse.engine.asr.model.SpeechModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the recognition process is started. */
interface ProcessCommand {
    /** Starts one whose three standard streams are pipes. */
    Process start() throws IOException;

    /**
     * The same Java machine and the same jar, with another main class, little memory of its own, and after everybody else
     * where processors are scarce.
     *
     * @param workFolder holds the libraries, and what a crash leaves behind
     */
    static ProcessCommand ofThisJar(SpeechModel model, int threads, Path workFolder) {
        return () -> {
            ProcessBuilder builder = new ProcessBuilder(arguments(
                            RecognitionProcess.class,
                            List.of(
                                    model.folder().toString(),
                                    Integer.toString(model.sampleRateHz()),
                                    Integer.toString(threads)),
                            workFolder))
                    .directory(workFolder.toFile());
            builder.environment().put("OPENBLAS_NUM_THREADS", "1");
            // The Java machine reports on standard error that it reads them.
            builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
            return builder.start();
        };
    }

    /** The words of the command line. */
    static List<String> arguments(Class<?> main, List<String> arguments, Path workFolder) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/nice"))) {
            command.addAll(List.of("/usr/bin/nice", "-n", "5"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:+DisplayVMOutputToStderr",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + workFolder.resolve("crash.log"),
                "-Djna.library.path=" + workFolder,
                "-Djna.boot.library.path=" + workFolder,
                "-Djna.nosys=true",
                "-Dcallfuse.log.level=warn"));
        if (Runtime.version().feature() >= 24) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of("-cp", absolute(System.getProperty("java.class.path")), main.getName()));
        command.addAll(arguments);
        return command;
    }

    private static String absolute(String classPath) {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(System.getProperty("path.separator"))) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(System.getProperty("path.separator"), entries);
    }
}
