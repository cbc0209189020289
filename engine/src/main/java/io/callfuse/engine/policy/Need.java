package io.callfuse.engine.policy;

import java.util.Objects;

/**
 * What a caller may need whom the fuse moves.
 *
 * @param name how reports call it
 * @param skill what those must be good at to whom he is moved
 */
public record Need(String name, String skill) {
    /** Rejects null. */
    public Need {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(skill, "skill is null");
    }
}
