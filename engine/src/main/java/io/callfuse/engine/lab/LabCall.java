package io.callfuse.engine.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** One call that SIPp places for the lab: it speaks a recording and hangs up. One thread. */
public final class LabCall implements AutoCloseable {
    private static final int GOODBYE_SECONDS = 3;

    private final Process process;
    private final Path output;

    LabCall(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** True when the caller has hung up or was hung up on. */
    public boolean isOver() {
        return !process.isAlive();
    }

    /** What went wrong in a call that is over, one line; empty where nothing did. */
    public String complaint() throws IOException {
        return new LabScript.Result(process.exitValue() == 0, Files.readString(output)).fault();
    }

    /** Ends the caller's process if it is not over, without a goodbye; the script then clears up after it. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        if (!Patience.awaitEnd(process, GOODBYE_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
