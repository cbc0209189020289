package io.callfuse.engine.policy.rules;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.SimpleType;
import io.callfuse.engine.call.DurationText;
import io.callfuse.engine.policy.rules.Quantities.Statistic;
import io.callfuse.engine.policy.rules.Truths.Comparison;
import io.callfuse.models.language.LexicalCategory;
import io.callfuse.models.language.Subtext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the calls of our own functions into what a leg can ask. */
final class FunctionBuilder {
    static final int LONGEST_WINDOW_SECONDS = 120;

    private static final Duration LONGEST_MEMORY = Duration.ofHours(1);
    private static final Duration LONGEST_HISTORY = Duration.ofDays(3660);
    private static final Pattern DAYS = Pattern.compile("([0-9]{1,6}) ?d");
    private static final int MOST_WORDS_BETWEEN = 20;
    private static final Quantity ZERO = new Quantities.Constant(0);
    private static final Map<String, Statistic> WINDOWS = Map.of(
            "mean", Statistic.MEAN,
            "max", Statistic.MAX,
            "min", Statistic.MIN,
            "change", Statistic.CHANGE,
            "trend", Statistic.TREND);

    private final ConditionBuilder conditions;
    private final Pool pool;

    FunctionBuilder(ConditionBuilder conditions, Pool pool) {
        this.conditions = conditions;
        this.pool = pool;
    }

    Truth truth(CelExpr expr) {
        List<CelExpr> args = expr.call().args();
        return switch (expr.call().function()) {
            case "known" -> known(args.get(0));
            case "atLeast" -> atLeast(args);
            case "said" -> said(false, args.get(0), within(args, 1));
            case "agentSaid" -> said(true, args.get(0), within(args, 1));
            case "saidAny" -> new Truths.Any(each(args));
            case "saidAll" -> new Truths.All(each(args));
            case "saidNear" -> near(args);
            default ->
                throw ConditionBuilder.refused(expr, "'" + expr.call().function() + "' is CEL, but not for rules");
        };
    }

    Quantity number(CelExpr expr) {
        String name = expr.call().function();
        List<CelExpr> args = expr.call().args();
        if (WINDOWS.containsKey(name)) {
            int seconds = window(args.get(1));
            int kept = name.equals("change") ? seconds + 1 : seconds;
            return new Quantities.Windowed(
                    WINDOWS.get(name), pool.series(conditions.number(args.get(0)), kept), seconds);
        }
        return switch (name) {
            case "share" -> {
                int seconds = window(args.get(1));
                yield new Quantities.Windowed(Statistic.SHARE, indicated(args.get(0), seconds), seconds);
            }
            case "streak" -> new Quantities.Streak(indicated(args.get(0), 1));
            case "timesSaid" ->
                new Quantities.TimesSaid(false, pool.phrase(false, phrase(args.get(0))), within(args, 1));
            case "secondsSinceSaid" -> new Quantities.SecondsSinceSaid(false, pool.phrase(false, phrase(args.get(0))));
            case "subtext" -> new Quantities.SubtextNow(oneOf("subtext", Subtext.values(), args.get(0)));
            case "category" -> new Quantities.CategoryNow(oneOf("category", LexicalCategory.values(), args.get(0)));
            case "earlierCalls" ->
                new Quantities.EarlierCalls(
                        days(args.get(0)),
                        args.size() > 1 ? Optional.of(conditions.text(args.get(1))) : Optional.empty());
            case "earlierTrips" -> new Quantities.EarlierTrips(days(args.get(0)));
            case "freeAgents" -> new Quantities.FreeAgents(pool.queue(conditions.literal(args.get(0))));
            case "waitingCallers" -> new Quantities.WaitingCallers(pool.queue(conditions.literal(args.get(0))));
            default -> throw ConditionBuilder.refused(expr, "'" + name + "' is CEL, but not for rules");
        };
    }

    private Truth known(CelExpr arg) {
        return conditions.type(arg).equals(SimpleType.STRING)
                ? new Truths.KnownText(conditions.text(arg))
                : new Truths.Known(conditions.number(arg));
    }

    private Truth atLeast(List<CelExpr> args) {
        List<CelExpr> asked = args.subList(1, args.size());
        if (asked.size() == 1) {
            if (asked.get(0).getKind() != CelExpr.ExprKind.Kind.LIST) {
                throw ConditionBuilder.refused(asked.get(0), "the list must be written out");
            }
            asked = asked.get(0).list().elements();
        }
        int needed = whole(args.get(0), 1, asked.size());
        return new Truths.AtLeast(needed, asked.stream().map(conditions::truth).toList());
    }

    private int indicated(CelExpr condition, int seconds) {
        return pool.series(new Quantities.Indicator(conditions.truth(condition)), seconds);
    }

    private List<Truth> each(List<CelExpr> args) {
        List<Truth> said = new ArrayList<>();
        CelExpr list = args.get(0);
        conditions.texts(list);
        for (CelExpr phrase : list.list().elements()) {
            said.add(pool.share(said(false, phrase, within(args, 1))));
        }
        return said;
    }

    private Truth said(boolean byAgent, CelExpr phrase, long withinMs) {
        return saidMore(new Quantities.TimesSaid(byAgent, pool.phrase(byAgent, phrase(phrase)), withinMs));
    }

    private Truth saidMore(Quantity times) {
        return new Truths.Compared(Comparison.MORE, pool.shareNumber(times), ZERO);
    }

    private Truth near(List<CelExpr> args) {
        int between = whole(args.get(2), 0, MOST_WORDS_BETWEEN);
        Phrase one = phrase(args.get(0));
        Phrase other = phrase(args.get(1));
        List<Truth> orders = new ArrayList<>();
        for (Phrase order : List.of(joined(one, other, between, args), joined(other, one, between, args))) {
            orders.add(pool.share(saidMore(new Quantities.TimesSaid(false, pool.phrase(false, order), 0))));
        }
        return new Truths.Any(orders);
    }

    private static Phrase joined(Phrase one, Phrase other, int between, List<CelExpr> args) {
        try {
            return one.then(other, between);
        } catch (IllegalArgumentException malformed) {
            throw new RefusedException(args.get(0).id(), malformed.getMessage(), "");
        }
    }

    private Phrase phrase(CelExpr expr) {
        try {
            return Phrase.parse(conditions.literal(expr));
        } catch (IllegalArgumentException malformed) {
            throw new RefusedException(
                    expr.id(), malformed.getMessage(), "write it as in said(\"cancel|terminate ... contract\")");
        }
    }

    private int window(CelExpr expr) {
        String text = conditions.literal(expr);
        Duration window = time(expr, text);
        if (window.toMillis() % 1000 != 0 || window.isZero() || window.toSeconds() > LONGEST_WINDOW_SECONDS) {
            throw new RefusedException(
                    expr.id(),
                    "the window '" + text + "' is not of 1 s to " + LONGEST_WINDOW_SECONDS + " s in whole seconds",
                    "");
        }
        return (int) window.toSeconds();
    }

    /** The time that may stand as the argument of this number, ms; 0 where it does not. */
    private long within(List<CelExpr> args, int argument) {
        if (args.size() <= argument) {
            return 0;
        }
        String text = conditions.literal(args.get(argument));
        Duration time = time(args.get(argument), text);
        if (time.isZero() || time.compareTo(LONGEST_MEMORY) > 0) {
            throw new RefusedException(args.get(argument).id(), "the time '" + text + "' is not of 1 ms to 1 h", "");
        }
        return time.toMillis();
    }

    /** How far back earlier calls are counted. */
    private Duration days(CelExpr expr) {
        String text = conditions.literal(expr);
        Matcher days = DAYS.matcher(text);
        Duration within = days.matches() ? Duration.ofDays(Long.parseLong(days.group(1))) : time(expr, text);
        if (within.isZero() || within.compareTo(LONGEST_HISTORY) > 0) {
            throw new RefusedException(expr.id(), "the time '" + text + "' is not of 1 s to 3660 d", "");
        }
        return within;
    }

    private static Duration time(CelExpr expr, String text) {
        return DurationText.parse(text)
                .orElseThrow(() -> new RefusedException(
                        expr.id(), "'" + text + "' is not a time", "write a number and its unit: \"10 s\""));
    }

    private int whole(CelExpr expr, int least, int most) {
        boolean written = expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT;
        long value = written ? expr.constant().int64Value() : -1;
        if (value < least || value > most) {
            throw new RefusedException(
                    expr.id(), "this must be a whole number from " + least + " to " + most + ", written out", "");
        }
        return (int) value;
    }

    private <E extends Enum<E>> E oneOf(String what, E[] values, CelExpr expr) {
        String label = conditions.literal(expr);
        List<String> labels = Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        conditions.requireKnown(what, label, labels, expr);
        return values[labels.indexOf(label)];
    }
}
