package io.callfuse.engine.policy.rules;

import dev.cel.common.CelIssue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what CEL's compiler has found in the words of one who edits a rule. */
final class CelIssues {
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern OVERLOAD = Pattern.compile(
            "found no matching overload for '([^']*)' applied to '(?:([^'.]*)\\.)?\\(([^']*)\\)'.*", Pattern.DOTALL);
    private static final Pattern NOT_A_CONDITION =
            Pattern.compile("expected type 'bool' but found '([^']*)'.*", Pattern.DOTALL);

    private CelIssues() {}

    static RuleFault fault(int rule, CelIssue issue) {
        int line = Math.max(1, issue.getSourceLocation().getLine());
        int column = Math.max(0, issue.getSourceLocation().getColumn()) + 1;
        String message = issue.getMessage();
        Matcher undeclared = UNDECLARED.matcher(message);
        if (undeclared.matches()) {
            String name = undeclared.group(1);
            return new RuleFault(rule, line, column, "there is no fact or function '" + name + "'", meant(name));
        }
        Matcher overload = OVERLOAD.matcher(message);
        if (overload.matches()) {
            return overload(rule, line, column, overload.group(1), overload.group(3));
        }
        Matcher type = NOT_A_CONDITION.matcher(message);
        if (type.matches()) {
            return new RuleFault(
                    rule,
                    line,
                    column,
                    "is " + typeName(type.group(1)) + ", not a condition",
                    "compare it, as in score >= 75");
        }
        String firstLine = message.lines().findFirst().orElse("").replaceAll(" expecting \\{.*", "");
        boolean tooShort = firstLine.contains("<EOF>");
        return new RuleFault(
                rule,
                line,
                column,
                tooShort ? "is not CEL: it ends too early" : "is not CEL: " + firstLine,
                tooShort ? "is something missing behind the last word, or a bracket?" : "");
    }

    private static String meant(String name) {
        Optional<String> near = NearestName.of(name, RuleLanguage.names());
        return near.map(one -> "did you mean '" + one + "'?")
                .orElse("known: " + String.join(", ", RuleLanguage.names()));
    }

    private static RuleFault overload(int rule, int line, int column, String name, String types) {
        String called = name.replaceAll("^@|_", "").replace("?:", "? :");
        String reason = "'" + called + "' does not take " + typeNames(types);
        if (RuleLanguage.FUNCTIONS.containsKey(name)) {
            return new RuleFault(rule, line, column, reason, "write it as in " + RuleLanguage.FUNCTIONS.get(name));
        }
        boolean mixed = types.contains("int") && types.contains("double");
        return new RuleFault(
                rule, line, column, reason, mixed ? "write whole numbers with a decimal point here: 2.0" : "");
    }

    private static String typeNames(String types) {
        StringBuilder names = new StringBuilder();
        for (String type : types.split(", ")) {
            names.append(names.isEmpty() ? "" : " and ").append(typeName(type));
        }
        return names.toString();
    }

    private static String typeName(String type) {
        return switch (type) {
            case "double" -> "a number";
            case "int" -> "a whole number";
            case "string" -> "a text";
            case "bool" -> "a condition";
            case "" -> "nothing";
            default -> type;
        };
    }
}
