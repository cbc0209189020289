package io.callfuse.engine.policy;

import java.util.Objects;

/**
 * A place in the dialplan to which a caller can be moved.
 *
 * @param name how the configuration and the reports call it
 * @param context the dialplan context
 * @param extension the extension in it
 * @param priority the priority to start at, from 1
 * @param reception how a caller is received there
 * @param intake whom it takes, and when
 */
public record Route(String name, String context, String extension, int priority, Reception reception, Intake intake) {
    /** What a decision names where nobody is moved; no route may be called so. */
    public static final String NONE = "none";

    /** Rejects what no dialplan could hold. */
    public Route {
        requireWord("name", name);
        requireWord("context", context);
        requireWord("extension", extension);
        if (name.equals(NONE)) {
            throw new IllegalArgumentException("a route may not be named '" + NONE + "'");
        }
        Objects.requireNonNull(reception, "reception is null");
        Objects.requireNonNull(intake, "intake is null");
        if (priority < 1) {
            throw new IllegalArgumentException("priority " + priority + " of route '" + name + "' is below 1");
        }
    }

    /** A place where callers are received as the defaults say. */
    public Route(String name, String context, String extension, int priority) {
        this(name, context, extension, priority, Reception.PLAIN);
    }

    /** A place that takes anybody at any time. */
    public Route(String name, String context, String extension, int priority, Reception reception) {
        this(name, context, extension, priority, reception, Intake.ANYBODY);
    }

    /** The place as the dialplan's {@code Goto()} takes it: {@code context,extension,priority}. */
    public String place() {
        return context + "," + extension + "," + priority;
    }

    // A route travels in AMI headers and dialplan arguments, where a line break or a comma would start something new.
    private static void requireWord(String what, String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c < 127 && c != ',')) {
            throw new IllegalArgumentException(
                    "the " + what + " of a route must be printable ASCII without blanks and commas");
        }
    }
}
