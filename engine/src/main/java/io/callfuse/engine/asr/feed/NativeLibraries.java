package io.callfuse.engine.asr.feed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The libraries that the recognition process needs, unpacked once: each process would otherwise leave a copy behind. */
final class NativeLibraries {
    private static final Map<String, String> BY_NAME = Map.of(
            "libvosk.so", "/linux-x86-64/libvosk.so",
            "libjnidispatch.so", "/com/sun/jna/linux-x86-64/libjnidispatch.so");

    private NativeLibraries() {}

    /** Writes them to a folder. */
    static void unpack(Path folder) throws IOException {
        String architecture = System.getProperty("os.arch");
        if (!architecture.equals("amd64") || !System.getProperty("os.name").equals("Linux")) {
            throw new IOException("speech is recognised on Linux x86-64 only, this is " + System.getProperty("os.name")
                    + " " + architecture);
        }
        for (Map.Entry<String, String> library : BY_NAME.entrySet()) {
            try (InputStream in = NativeLibraries.class.getResourceAsStream(library.getValue())) {
                if (in == null) {
                    throw new IOException("the jar lacks " + library.getValue());
                }
                Files.copy(in, folder.resolve(library.getKey()));
            }
        }
    }
}
