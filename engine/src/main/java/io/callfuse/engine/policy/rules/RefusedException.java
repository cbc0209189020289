package io.callfuse.engine.policy.rules;

/** A part of a condition is CEL, but no rule can use it. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long expression;
    private final String hint;

    /** Names the part by CEL's number of it. */
    RefusedException(long expression, String reason, String hint) {
        super(reason, null, false, false);
        this.expression = expression;
        this.hint = hint;
    }

    long expression() {
        return expression;
    }

    String hint() {
        return hint;
    }
}
