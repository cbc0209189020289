package io.callfuse.engine.cli;

import io.callfuse.engine.EngineVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: this Callfuse and the Java it runs on. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"callfuse " + EngineVersion.text() + ", Java " + Runtime.version()};
    }
}
