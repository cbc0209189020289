package io.callfuse.engine.policy.rules;

import java.util.List;

/** The conditions there are. Those of the same parts are equal, so that they can be shared. */
final class Truths {
    private Truths() {}

    /** True, or false. */
    record Always(boolean value) implements Truth {
        @Override
        public boolean of(RuleWatch leg) {
            return value;
        }
    }

    /** Whether all hold; those behind the first that does not are not asked. */
    record All(List<Truth> parts) implements Truth {
        @Override
        public boolean of(RuleWatch leg) {
            for (int i = 0; i < parts.size(); i++) {
                if (!parts.get(i).of(leg)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Whether one holds; those behind the first that does are not asked. */
    record Any(List<Truth> parts) implements Truth {
        @Override
        public boolean of(RuleWatch leg) {
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).of(leg)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Whether at least so many hold; those behind the last that is needed are not asked. */
    record AtLeast(int needed, List<Truth> parts) implements Truth {
        @Override
        public boolean of(RuleWatch leg) {
            int holding = 0;
            for (int i = 0; i < parts.size() && holding < needed; i++) {
                holding += parts.get(i).of(leg) ? 1 : 0;
            }
            return holding >= needed;
        }
    }

    /** Whether it does not hold. */
    record Not(Truth part) implements Truth {
        @Override
        public boolean of(RuleWatch leg) {
            return !part.of(leg);
        }
    }

    /** One condition or another, by a third. */
    record Either(Truth condition, Truth yes, Truth no) implements Truth {
        @Override
        public boolean of(RuleWatch leg) {
            return condition.of(leg) ? yes.of(leg) : no.of(leg);
        }
    }

    /** Whether two conditions agree. */
    record Same(Truth left, Truth right) implements Truth {
        @Override
        public boolean of(RuleWatch leg) {
            return left.of(leg) == right.of(leg);
        }
    }

    /** How two numbers are compared, as IEEE 754 has it: one that is not known is neither less, nor more, nor the same. */
    enum Comparison {
        LESS,
        LESS_OR_SAME,
        MORE,
        MORE_OR_SAME,
        SAME
    }

    /** A comparison of numbers. */
    record Compared(Comparison how, Quantity left, Quantity right) implements Truth {
        @Override
        public boolean of(RuleWatch leg) {
            leg.step(1);
            double one = left.of(leg);
            double other = right.of(leg);
            return switch (how) {
                case LESS -> one < other;
                case LESS_OR_SAME -> one <= other;
                case MORE -> one > other;
                case MORE_OR_SAME -> one >= other;
                case SAME -> one == other;
            };
        }
    }

    /** Whether two texts are the same. */
    record SameText(Text left, Text right) implements Truth {
        @Override
        public boolean of(RuleWatch leg) {
            leg.step(1);
            return left.of(leg).equals(right.of(leg));
        }
    }

    /** Whether a text is one of some. */
    record OneOf(Text text, List<String> known) implements Truth {
        @Override
        public boolean of(RuleWatch leg) {
            leg.step(known.size());
            String said = text.of(leg);
            for (int i = 0; i < known.size(); i++) {
                if (known.get(i).equals(said)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Whether a text begins with another. */
    record StartsWith(Text text, Text beginning) implements Truth {
        @Override
        public boolean of(RuleWatch leg) {
            leg.step(1);
            return text.of(leg).startsWith(beginning.of(leg));
        }
    }

    /** Whether a number is known. */
    record Known(Quantity number) implements Truth {
        @Override
        public boolean of(RuleWatch leg) {
            leg.step(1);
            return !Double.isNaN(number.of(leg));
        }
    }

    /** Whether a text is known. */
    record KnownText(Text text) implements Truth {
        @Override
        public boolean of(RuleWatch leg) {
            leg.step(1);
            return !text.of(leg).isEmpty();
        }
    }
}
