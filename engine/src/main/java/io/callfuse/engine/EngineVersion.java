package io.callfuse.engine;

import java.util.Optional;

/** Which Callfuse this is. */
public final class EngineVersion {
    private EngineVersion() {}

    /** The version as the manifest of the runnable jar says it; {@code development} where the classes come from elsewhere. */
    public static String text() {
        return Optional.ofNullable(EngineVersion.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
