package io.callfuse.engine.policy.rules;

/** The texts there are. Those of the same parts are equal, so that they can be shared. */
final class Texts {
    private Texts() {}

    /** A text that is written down. */
    record Written(String text) implements Text {
        @Override
        public String of(RuleWatch leg) {
            return text;
        }
    }

    /** A fact of this second. */
    record Now(TextFact fact) implements Text {
        @Override
        public String of(RuleWatch leg) {
            return leg.facts().text(fact);
        }
    }

    /** What the dialplan marked the call with. */
    record Marked(String name) implements Text {
        @Override
        public String of(RuleWatch leg) {
            return leg.facts().mark(name);
        }
    }
}
