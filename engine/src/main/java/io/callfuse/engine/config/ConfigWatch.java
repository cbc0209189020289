package io.callfuse.engine.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Looks at a configuration file again and again, by its content, so that it does not matter whether an editor writes into it or
 * puts another in its place. What has changed is read when {@value #LOOKS_AT_REST} looks have found the same: a file that is half
 * written is no fault. Each content is told once. For one thread.
 */
public final class ConfigWatch {
    private static final int LOOKS_AT_REST = 3;
    private static final byte[] NONE = {};

    private final Path file;
    private final Listener listener;
    private byte[] told;
    private byte[] seen;
    private int looksAtRest;

    /** Hears what became of the file; called by the one who looks. */
    public interface Listener {
        /** The file holds another content than before, and can be used. */
        void changed(LoadedConfig config);

        /** The file holds another content than before, or is gone, and cannot be used. */
        void refused(ConfigException why);
    }

    /** Watches a file; what it holds at first is told too. */
    public ConfigWatch(Path file, Listener listener) {
        this.file = file;
        this.listener = listener;
    }

    /** Looks once. */
    public void look() {
        byte[] now = content();
        looksAtRest = Arrays.equals(now, seen) ? Math.min(looksAtRest + 1, LOOKS_AT_REST) : 1;
        seen = now;
        if (looksAtRest == LOOKS_AT_REST && !Arrays.equals(now, told)) {
            told = now;
            tell(now);
        }
    }

    /** What cannot be read is told by the loader, in its words. */
    private byte[] content() {
        try {
            return Files.size(file) > ConfigLoader.LONGEST_FILE_BYTES ? NONE : Files.readAllBytes(file);
        } catch (IOException unreadable) {
            return NONE;
        }
    }

    private void tell(byte[] content) {
        LoadedConfig config;
        try {
            config = content.length == 0 ? ConfigLoader.load(file) : ConfigLoader.read(content, file);
        } catch (ConfigException refused) {
            listener.refused(refused);
            return;
        }
        listener.changed(config);
    }
}
