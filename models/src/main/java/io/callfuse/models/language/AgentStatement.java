package io.callfuse.models.language;

import java.util.Locale;

/** What an agent says that is counted, where that is switched on. Only his words: nothing is taken from his voice. */
public enum AgentStatement {
    /** He apologises. */
    APOLOGY,
    /** He shows that he sees how the caller feels. */
    EMPATHY;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Its name in phrase files and reports. */
    public String label() {
        return label;
    }

    /** Returns the statement with this {@link #label}; an unknown one is refused. */
    public static AgentStatement ofLabel(String label) {
        for (AgentStatement statement : values()) {
            if (statement.label.equals(label)) {
                return statement;
            }
        }
        throw new IllegalArgumentException("'" + label + "' is no statement of agents");
    }

    static boolean isLabel(String name) {
        for (AgentStatement statement : values()) {
            if (statement.label.equals(name)) {
                return true;
            }
        }
        return false;
    }
}
