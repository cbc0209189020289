package io.callfuse.engine.policy.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.callfuse.engine.policy.rules.Quantities.Arithmetic;
import io.callfuse.engine.policy.rules.Truths.Comparison;
import io.callfuse.engine.scoring.Emotion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns one condition that CEL has checked into what a leg can ask without allocating. What CEL knows beyond the subset that rules
 * may use is refused.
 */
final class ConditionBuilder {
    static final String SUBSET =
            "rules know && || ! ?: comparisons, + - * /, 'in' a list that is written out, and the functions of the manual";

    private static final Map<String, Comparison> COMPARISONS = Map.of(
            "_<_", Comparison.LESS,
            "_<=_", Comparison.LESS_OR_SAME,
            "_>_", Comparison.MORE,
            "_>=_", Comparison.MORE_OR_SAME);
    private static final Map<String, Arithmetic> ARITHMETIC = Map.of(
            "_+_", Arithmetic.PLUS,
            "_-_", Arithmetic.MINUS,
            "_*_", Arithmetic.TIMES,
            "_/_", Arithmetic.OVER);

    private final CelAbstractSyntaxTree checked;
    private final Pool pool;
    private final FunctionBuilder functions;
    private boolean byVoice;

    ConditionBuilder(CelAbstractSyntaxTree checked, Pool pool) {
        this.checked = checked;
        this.pool = pool;
        functions = new FunctionBuilder(this, pool);
    }

    /** Whether anything was asked that is measured on the caller's voice. */
    boolean byVoice() {
        return byVoice;
    }

    /** @throws RefusedException if it is no part of the subset */
    Truth truth(CelExpr expr) {
        return switch (expr.getKind()) {
            case CONSTANT -> new Truths.Always(expr.constant().booleanValue());
            case CALL -> pool.share(calledTruth(expr));
            default -> throw refused(expr, "this is CEL, but not for rules");
        };
    }

    private Truth calledTruth(CelExpr expr) {
        String name = expr.call().function();
        List<CelExpr> args = expr.call().args();
        if (COMPARISONS.containsKey(name)) {
            return new Truths.Compared(COMPARISONS.get(name), number(args.get(0)), number(args.get(1)));
        }
        return switch (name) {
            case "_&&_" -> new Truths.All(flat("_&&_", expr, new ArrayList<>()));
            case "_||_" -> new Truths.Any(flat("_||_", expr, new ArrayList<>()));
            case "!_" -> new Truths.Not(truth(args.get(0)));
            case "_?_:_" -> new Truths.Either(truth(args.get(0)), truth(args.get(1)), truth(args.get(2)));
            case "_==_" -> same(expr, args.get(0), args.get(1));
            case "_!=_" -> new Truths.Not(pool.share(same(expr, args.get(0), args.get(1))));
            case "@in", "_in_" -> oneOf(args.get(0), args.get(1));
            case "startsWith" -> startsWith(expr);
            default -> functions.truth(expr);
        };
    }

    private List<Truth> flat(String operator, CelExpr expr, List<Truth> parts) {
        for (CelExpr arg : expr.call().args()) {
            if (arg.getKind() == CelExpr.ExprKind.Kind.CALL
                    && arg.call().function().equals(operator)) {
                flat(operator, arg, parts);
            } else {
                parts.add(truth(arg));
            }
        }
        return parts;
    }

    private Truth same(CelExpr expr, CelExpr left, CelExpr right) {
        CelType type = type(left);
        if (type.equals(SimpleType.STRING)) {
            return sameText(text(left), text(right), right);
        }
        if (type.equals(SimpleType.BOOL)) {
            return new Truths.Same(truth(left), truth(right));
        }
        if (type.equals(SimpleType.DOUBLE) || type.equals(SimpleType.INT)) {
            return new Truths.Compared(Comparison.SAME, number(left), number(right));
        }
        throw refused(expr, "only numbers, texts and conditions can be compared");
    }

    private Truth sameText(Text left, Text right, CelExpr where) {
        if (left instanceof Texts.Written written && !(right instanceof Texts.Written)) {
            return sameText(right, written, where);
        }
        if (right instanceof Texts.Written written) {
            checkLabel(left, written.text(), where);
        }
        return new Truths.SameText(left, right);
    }

    private Truth oneOf(CelExpr element, CelExpr list) {
        if (list.getKind() != CelExpr.ExprKind.Kind.LIST) {
            throw refused(list, "the list behind 'in' must be written out");
        }
        if (type(element).equals(SimpleType.STRING)) {
            Text text = text(element);
            List<String> known = texts(list);
            known.forEach(label -> checkLabel(text, label, list));
            return new Truths.OneOf(text, known);
        }
        Quantity number = number(element);
        List<Truth> same = new ArrayList<>();
        for (CelExpr one : list.list().elements()) {
            same.add(pool.share(new Truths.Compared(Comparison.SAME, number, number(one))));
        }
        return new Truths.Any(same);
    }

    private Truth startsWith(CelExpr expr) {
        CelExpr target = expr.call().target().orElseThrow(() -> refused(expr, "startsWith belongs behind a text"));
        return new Truths.StartsWith(text(target), text(expr.call().args().get(0)));
    }

    /** An emotion that there is not would never be heard; better to say so. */
    private void checkLabel(Text asked, String label, CelExpr where) {
        if (asked.equals(new Texts.Now(TextFact.EMOTION))) {
            List<String> emotions =
                    Arrays.stream(Emotion.values()).map(Emotion::label).toList();
            requireKnown("emotion", label, emotions, where);
        }
    }

    /** Refuses a name that is none of those known. */
    void requireKnown(String what, String name, List<String> known, CelExpr where) {
        if (!known.contains(name)) {
            Optional<String> near = NearestName.of(name, known);
            throw new RefusedException(
                    where.id(),
                    "there is no " + what + " '" + name + "'",
                    near.map(one -> "did you mean '" + one + "'?").orElse("known: " + String.join(", ", known)));
        }
    }

    /** @throws RefusedException if it is no part of the subset */
    Quantity number(CelExpr expr) {
        return switch (expr.getKind()) {
            case CONSTANT -> constant(expr);
            case IDENT -> fact(expr);
            case CALL -> pool.shareNumber(calledNumber(expr));
            default -> throw refused(expr, "this is CEL, but not for rules");
        };
    }

    private Quantity constant(CelExpr expr) {
        CelConstant constant = expr.constant();
        return switch (constant.getKind()) {
            case DOUBLE_VALUE -> new Quantities.Constant(constant.doubleValue());
            case INT64_VALUE -> new Quantities.Constant(constant.int64Value());
            default -> throw refused(expr, "numbers are written as 75 or 0.5");
        };
    }

    private Quantity fact(CelExpr expr) {
        for (Fact fact : Fact.values()) {
            if (fact.label().equals(expr.ident().name())) {
                byVoice |= fact.byVoice();
                return new Quantities.Now(fact);
            }
        }
        throw refused(expr, "'" + expr.ident().name() + "' is no number");
    }

    private Quantity calledNumber(CelExpr expr) {
        String name = expr.call().function();
        List<CelExpr> args = expr.call().args();
        if (ARITHMETIC.containsKey(name)) {
            if (!type(expr).equals(SimpleType.DOUBLE)) {
                throw new RefusedException(
                        expr.id(),
                        "'" + name.replace("_", "") + "' wants numbers with a decimal point",
                        "write 2.0 for 2");
            }
            return new Quantities.Calculated(ARITHMETIC.get(name), number(args.get(0)), number(args.get(1)));
        }
        return switch (name) {
            case "-_" -> new Quantities.Negative(number(args.get(0)));
            case "_?_:_" -> new Quantities.EitherNumber(truth(args.get(0)), number(args.get(1)), number(args.get(2)));
            default -> functions.number(expr);
        };
    }

    /** @throws RefusedException if it is no part of the subset */
    Text text(CelExpr expr) {
        switch (expr.getKind()) {
            case CONSTANT:
                return new Texts.Written(expr.constant().stringValue());
            case IDENT:
                for (TextFact fact : TextFact.values()) {
                    if (fact.label().equals(expr.ident().name())) {
                        byVoice |= fact.byVoice();
                        return new Texts.Now(fact);
                    }
                }
                break;
            case CALL:
                if (expr.call().function().equals("mark")) {
                    return new Texts.Marked(literal(expr.call().args().get(0)));
                }
                break;
            default:
                break;
        }
        throw refused(expr, "this is CEL, but not for rules");
    }

    /** A text that must be written out. */
    String literal(CelExpr expr) {
        if (expr.getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
            throw refused(expr, "this text must be written out");
        }
        return expr.constant().stringValue();
    }

    /** A list of texts that must be written out. */
    List<String> texts(CelExpr expr) {
        if (expr.getKind() != CelExpr.ExprKind.Kind.LIST) {
            throw refused(expr, "the list must be written out");
        }
        return expr.list().elements().stream().map(this::literal).toList();
    }

    CelType type(CelExpr expr) {
        return checked.getTypeOrThrow(expr.id());
    }

    static RefusedException refused(CelExpr expr, String reason) {
        return new RefusedException(expr.id(), reason, SUBSET);
    }
}
