package io.callfuse.engine.policy.rules;

import io.callfuse.engine.policy.routing.CallHistory;
import io.callfuse.engine.policy.routing.QueueStatus;
import io.callfuse.models.language.LexicalCategory;
import io.callfuse.models.language.Subtext;
import java.time.Duration;
import java.util.Optional;

/** The numbers there are. Those of the same parts are equal, so that they can be shared. */
final class Quantities {
    private Quantities() {}

    /** A number that is written down. */
    record Constant(double value) implements Quantity {
        @Override
        public double of(RuleWatch leg) {
            return value;
        }
    }

    /** A fact of this second. */
    record Now(Fact fact) implements Quantity {
        @Override
        public double of(RuleWatch leg) {
            return leg.facts().number(fact);
        }
    }

    /** How probable a subtext is, 0-1. */
    record SubtextNow(Subtext subtext) implements Quantity {
        @Override
        public double of(RuleWatch leg) {
            return leg.facts().subtext(subtext);
        }
    }

    /** How much the words speak for a category, 0-1. */
    record CategoryNow(LexicalCategory category) implements Quantity {
        @Override
        public double of(RuleWatch leg) {
            return leg.facts().category(category);
        }
    }

    /** How many calls the caller made in the days before, about something or about anything; unknown where nobody knows. */
    record EarlierCalls(Duration within, Optional<Text> topic) implements Quantity {
        @Override
        public double of(RuleWatch leg) {
            CallHistory history = leg.facts().history();
            if (history == null) {
                return Double.NaN;
            }
            leg.step(history.calls().size());
            return topic.isPresent() ? history.calls(within, topic.get().of(leg)) : history.calls(within);
        }
    }

    /** In how many of these calls the fuse tripped. */
    record EarlierTrips(Duration within) implements Quantity {
        @Override
        public double of(RuleWatch leg) {
            CallHistory history = leg.facts().history();
            if (history == null) {
                return Double.NaN;
            }
            leg.step(history.calls().size());
            return history.trips(within);
        }
    }

    /** How many agents of a queue could be called now; unknown where Asterisk has not told. */
    record FreeAgents(String queue) implements Quantity {
        @Override
        public double of(RuleWatch leg) {
            QueueStatus status = leg.facts().queue(queue);
            return status == null ? Double.NaN : status.available();
        }
    }

    /** How many callers wait in a queue; unknown where Asterisk has not told. */
    record WaitingCallers(String queue) implements Quantity {
        @Override
        public double of(RuleWatch leg) {
            QueueStatus status = leg.facts().queue(queue);
            return status == null ? Double.NaN : status.waiting();
        }
    }

    /** The four ways to calculate. */
    enum Arithmetic {
        PLUS,
        MINUS,
        TIMES,
        OVER
    }

    /** Two numbers put together; division by 0 is infinite, as IEEE 754 has it. */
    record Calculated(Arithmetic how, Quantity left, Quantity right) implements Quantity {
        @Override
        public double of(RuleWatch leg) {
            leg.step(1);
            double one = left.of(leg);
            double other = right.of(leg);
            return switch (how) {
                case PLUS -> one + other;
                case MINUS -> one - other;
                case TIMES -> one * other;
                case OVER -> one / other;
            };
        }
    }

    /** The same below 0 for above. */
    record Negative(Quantity part) implements Quantity {
        @Override
        public double of(RuleWatch leg) {
            return -part.of(leg);
        }
    }

    /** One number or another, by a condition. */
    record EitherNumber(Truth condition, Quantity yes, Quantity no) implements Quantity {
        @Override
        public double of(RuleWatch leg) {
            return condition.of(leg) ? yes.of(leg) : no.of(leg);
        }
    }

    /** 1 where a condition holds, else 0. */
    record Indicator(Truth condition) implements Quantity {
        @Override
        public double of(RuleWatch leg) {
            return condition.of(leg) ? 1 : 0;
        }
    }

    /** What is asked of the last seconds of a series. */
    enum Statistic {
        /** Mean of the seconds that are known. */
        MEAN,
        /** The greatest that is known. */
        MAX,
        /** The least that is known. */
        MIN,
        /** Sum over the whole window, a second before the call counted as 0. */
        SHARE,
        /** This second less the second so long ago. */
        CHANGE,
        /** Slope of the straight line through the seconds that are known, a second. */
        TREND
    }

    /** A statistic over the last seconds of a series. */
    record Windowed(Statistic statistic, int series, int seconds) implements Quantity {
        @Override
        public double of(RuleWatch leg) {
            SampledSeries samples = leg.series(series);
            leg.step(statistic == Statistic.CHANGE ? 1 : seconds);
            return switch (statistic) {
                case MEAN -> samples.mean(seconds);
                case MAX -> samples.max(seconds);
                case MIN -> samples.min(seconds);
                case SHARE -> samples.share(seconds);
                case CHANGE -> samples.change(seconds);
                case TREND -> samples.trend(seconds);
            };
        }
    }

    /** For how many seconds in a row a condition has held, this one included. */
    record Streak(int series) implements Quantity {
        @Override
        public double of(RuleWatch leg) {
            leg.step(1);
            return leg.series(series).streak();
        }
    }

    /** How often one leg said a phrase, in the last so many ms or, with 0, in the whole call. */
    record TimesSaid(boolean byAgent, int phrase, long withinMs) implements Quantity {
        @Override
        public double of(RuleWatch leg) {
            leg.step(1);
            return leg.words(byAgent).timesSaid(phrase, withinMs == 0 ? 0 : leg.nowMs() - withinMs);
        }
    }

    /** How long ago one leg said a phrase last, s; {@code NaN} where it never did. */
    record SecondsSinceSaid(boolean byAgent, int phrase) implements Quantity {
        @Override
        public double of(RuleWatch leg) {
            leg.step(1);
            long lastMs = leg.words(byAgent).lastSaidMs(phrase);
            return lastMs < 0 ? Double.NaN : (leg.nowMs() - lastMs) / 1000.0;
        }
    }
}
