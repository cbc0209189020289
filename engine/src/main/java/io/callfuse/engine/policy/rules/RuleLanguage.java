package io.callfuse.engine.policy.rules;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which names a condition may use, and of which types they are: the part of CEL's environment that is ours. */
final class RuleLanguage {
    static final int MOST_CONDITIONS = 8;

    private static final int LONGEST_CONDITION = 20_000;
    private static final CelType NUMBER = SimpleType.DOUBLE;
    private static final CelType WHOLE = SimpleType.INT;
    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType TRUTH = SimpleType.BOOL;
    private static final CelType TEXTS = ListType.create(TEXT);

    /** Each function with how it is called, for hints and for the reader. */
    static final Map<String, String> FUNCTIONS = functions();

    private RuleLanguage() {}

    private static Map<String, String> functions() {
        Map<String, String> calls = new LinkedHashMap<>();
        calls.put("mean", "mean(score, \"10 s\")");
        calls.put("max", "max(levelDbfs, \"10 s\")");
        calls.put("min", "min(score, \"10 s\")");
        calls.put("change", "change(score, \"5 s\")");
        calls.put("trend", "trend(score, \"15 s\")");
        calls.put("share", "share(score > 60, \"30 s\")");
        calls.put("streak", "streak(emotion == \"anger\")");
        calls.put("known", "known(f0Hz)");
        calls.put("atLeast", "atLeast(2, score > 60, silenceSeconds > 10, said(\"refund\"))");
        calls.put("said", "said(\"cancel|terminate ... contract\", \"30 s\")");
        calls.put("saidAny", "saidAny([\"refund\", \"money back\"], \"30 s\")");
        calls.put("saidAll", "saidAll([\"router\", \"broken\"])");
        calls.put("saidNear", "saidNear(\"cancel\", \"contract\", 5)");
        calls.put("timesSaid", "timesSaid(\"refund\", \"120 s\")");
        calls.put("secondsSinceSaid", "secondsSinceSaid(\"one moment\")");
        calls.put("agentSaid", "agentSaid(\"sorry|apologise\", \"30 s\")");
        calls.put("subtext", "subtext(\"impatience\")");
        calls.put("category", "category(\"threat\")");
        calls.put("mark", "mark(\"queue\")");
        calls.put("earlierCalls", "earlierCalls(\"14 d\", topic)");
        calls.put("earlierTrips", "earlierTrips(\"30 d\")");
        calls.put("freeAgents", "freeAgents(\"support\")");
        calls.put("waitingCallers", "waitingCallers(\"support\")");
        calls.put("startsWith", "mark(\"did\").startsWith(\"0800\")");
        return calls;
    }

    /** Every name that may stand in a condition. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>(FUNCTIONS.keySet());
        for (Fact fact : Fact.values()) {
            names.add(fact.label());
        }
        for (TextFact fact : TextFact.values()) {
            names.add(fact.label());
        }
        return names;
    }

    /** The compiler that parses conditions and checks their types. */
    static CelCompiler compiler() {
        return declare(CelCompilerFactory.standardCelCompilerBuilder())
                .setOptions(options())
                .setResultType(TRUTH)
                .build();
    }

    /** A number may be compared with a whole one: {@code score > 75}. */
    static CelOptions options() {
        return CelOptions.current()
                .enableHeterogeneousNumericComparisons(true)
                .maxExpressionCodePointSize(LONGEST_CONDITION)
                .build();
    }

    static CelCompilerBuilder declare(CelCompilerBuilder compiler) {
        for (Fact fact : Fact.values()) {
            compiler.addVar(fact.label(), NUMBER);
        }
        for (TextFact fact : TextFact.values()) {
            compiler.addVar(fact.label(), TEXT);
        }
        List<CelFunctionDecl> declared = new ArrayList<>();
        for (String window : List.of("mean", "max", "min", "change", "trend")) {
            declared.add(function(window, overload(window, NUMBER, NUMBER, TEXT)));
        }
        declared.add(function("share", overload("share", NUMBER, TRUTH, TEXT)));
        declared.add(function("streak", overload("streak", NUMBER, TRUTH)));
        declared.add(function("known", overload("known_number", TRUTH, NUMBER), overload("known_text", TRUTH, TEXT)));
        declared.add(atLeast());
        for (String said : List.of("said", "agentSaid")) {
            declared.add(function(said, overload(said, TRUTH, TEXT), overload(said + "_within", TRUTH, TEXT, TEXT)));
        }
        for (String said : List.of("saidAny", "saidAll")) {
            declared.add(function(said, overload(said, TRUTH, TEXTS), overload(said + "_within", TRUTH, TEXTS, TEXT)));
        }
        declared.add(function("saidNear", overload("saidNear", TRUTH, TEXT, TEXT, WHOLE)));
        declared.add(function(
                "timesSaid", overload("timesSaid", NUMBER, TEXT), overload("timesSaid_within", NUMBER, TEXT, TEXT)));
        for (String ofText : List.of("secondsSinceSaid", "subtext", "category")) {
            declared.add(function(ofText, overload(ofText, NUMBER, TEXT)));
        }
        declared.add(function("mark", overload("mark", TEXT, TEXT)));
        declared.add(function(
                "earlierCalls",
                overload("earlierCalls", NUMBER, TEXT),
                overload("earlierCalls_about", NUMBER, TEXT, TEXT)));
        for (String ofText : List.of("earlierTrips", "freeAgents", "waitingCallers")) {
            declared.add(function(ofText, overload(ofText, NUMBER, TEXT)));
        }
        return compiler.addFunctionDeclarations(declared);
    }

    private static CelFunctionDecl atLeast() {
        List<CelOverloadDecl> overloads = new ArrayList<>();
        overloads.add(overload("atLeast_list", TRUTH, WHOLE, ListType.create(TRUTH)));
        for (int conditions = 2; conditions <= MOST_CONDITIONS; conditions++) {
            CelType[] arguments = new CelType[conditions + 1];
            Arrays.fill(arguments, TRUTH);
            arguments[0] = WHOLE;
            overloads.add(overload("atLeast_" + conditions, TRUTH, arguments));
        }
        return CelFunctionDecl.newFunctionDeclaration("atLeast", overloads);
    }

    private static CelFunctionDecl function(String name, CelOverloadDecl... overloads) {
        return CelFunctionDecl.newFunctionDeclaration(name, overloads);
    }

    private static CelOverloadDecl overload(String id, CelType result, CelType... arguments) {
        return CelOverloadDecl.newGlobalOverload(id, result, arguments);
    }
}
