package io.callfuse.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.policy.PolicyRule;
import io.callfuse.engine.policy.PolicyRules;
import io.callfuse.engine.policy.Route;
import io.callfuse.engine.policy.rules.RuleCompiler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules as the designer writes them, and what he is told of each kind of mistake. */
@Timeout(60)
class RuleOptionsTest {
    @Test
    void shouldHaveNoRulesByDefault() {
        assertThat(ConfigLoader.defaults().policySettings().rules()).isEqualTo(PolicyRules.NONE);
    }

    @Test
    void shouldReadARuleWithAllThatItMaySay() throws Exception {
        LoadedConfig loaded = load(
                """
                policy:
                  rules:
                    - name: lost-patience
                      when: share(score > 60, "20 s") > 0.5 && said("manager|supervisor", "60 s")
                      for: 2 s
                      route: technical
                      why: he asks for a manager
                    - name: quiet
                      when: silenceSeconds > 15
                """);
        PolicyRules rules = loaded.policySettings().rules();
        Route technical = new Route("technical", "callfuse-routes", "technical", 1);
        assertThat(rules.rules())
                .containsExactly(
                        new PolicyRule("lost-patience", Optional.of(technical), "he asks for a manager"),
                        new PolicyRule("quiet", Optional.empty(), ""));
        assertThat(rules.compiled().byVoice(0)).isTrue();
        assertThat(rules.compiled().byVoice(1)).isFalse();
        assertThat(rules.compiled().mostSteps()).isEqualTo(100_000);
        assertThat(loaded.config().policy().routesInUse()).contains(technical);
    }

    @Test
    void shouldGiveEachSetOfRulesAHashOfItsOwnAndTheSameForTheSame() throws Exception {
        String one = "policy: {rules: [{name: a, when: score > 1}]}";
        String same = "policy:\n  rules:\n    - when: score > 1\n      for: 0 ms\n      name: a\n      route: none\n";
        assertThat(load(one).sha256()).isEqualTo(load(same).sha256());
        assertThat(load(one).sha256())
                .isNotEqualTo(
                        load("policy: {rules: [{name: a, when: score > 2}]}").sha256())
                .isNotEqualTo(ConfigLoader.defaults().sha256());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "when: scores >= 75                      | 4 | when: column 1: there is no fact or function 'scores' (hint: did you mean 'score'?)",
                "when: score > 3 && meen(score, '10 s') > 3.0 | 4 | when: column 18: there is no fact or function 'meen' (hint: did you mean 'mean'?)",
                "when: mean(score, 10) > 3               | 4 | when: column 5: 'mean' does not take a number and a whole number (hint: write it as in mean(score, \"10 s\"))",
                "when: mean(score, '10') > 3             | 4 | when: column 13: '10' is not a time (hint: write a number and its unit: \"10 s\")",
                "when: mean(score, '121 s') > 3          | 4 | when: column 13: the window '121 s' is not of 1 s to 120 s in whole seconds",
                "when: mean(score, '0.5 s') > 3          | 4 | when: column 13: the window '0.5 s' is not of 1 s to 120 s in whole seconds",
                "when: said('no', '2 h')                 | 4 | when: column 12: the time '2 h' is not of 1 ms to 1 h",
                "when: said('... no')                    | 4 | when: column 6: the phrase",
                "when: score > 'a'                       | 4 | when: column 7: '>' does not take a number and a text",
                "when: score * 2 > 75                    | 4 | when: column 7: '*' does not take a number and a whole number (hint: write whole numbers with a decimal point here: 2.0)",
                "when: score                             | 4 | when: column 1: is a number, not a condition (hint: compare it, as in score >= 75)",
                "when: score > 60 &&                     | 4 | when: column 14: is not CEL: it ends too early",
                "when: emotion == 'angr'                 | 4 | when: column 12: there is no emotion 'angr' (hint: did you mean 'anger'?)",
                "when: subtext('impatient') > 0.5        | 4 | when: column 9: there is no subtext 'impatient' (hint: did you mean 'impatience'?)",
                "when: emotion.matches('a')              | 4 | when: column 16: 'matches' is CEL, but not for rules",
                "when: atLeast(3, score > 1, score > 2)  | 4 | when: column 9: this must be a whole number from 1 to 2, written out",
                "when: agentSaid('sorry')                | 2 | policy.rules: a rule asks what the agent says (agentSaid), and agent.words is false (hint: set agent.words to true)",
                "wen: score > 3                          | 4 | policy.rules.0.wen: is not an option (hint: did you mean 'when'?)",
                "wen: score > 3                          | 3 | policy.rules.0: lacks 'when'",
                "when: 75                                | 4 | policy.rules.0.when: is '75'; it must be a condition, such as score >= 75",
            })
    void shouldSayWhatIsWrongWithAConditionAndWhere(String option, int line, String told) {
        String yaml = "policy:\n  rules:\n    - name: one\n      " + option + "\n";
        assertThatThrownBy(() -> load(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("test.yaml:" + line + ": ")
                .hasMessageContaining(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "route: tecnical  | policy.rules.0.route: there is no route 'tecnical' in policy.routes (hint: did you mean 'technical'?)",
                "for: 3           | policy.rules.0.for: is '3'; it must be a time from 0 s to 10 min (hint: write a unit: '3 s', '3 ms' or '3 min')",
                "for: 11 min      | policy.rules.0.for: is '11 min'; it must be a time from 0 s to 10 min",
                "why: 3           | policy.rules.0.why: is '3'; it must be text of 1 to 200 characters (hint: put it in quotes: '3')",
                "name: two        | policy.rules.0.name: stands twice"
            })
    void shouldSayWhatIsWrongWithTheRestOfARule(String option, String told) {
        String yaml = "policy:\n  rules:\n    - name: one\n      when: score > 3\n      " + option + "\n";
        assertThatThrownBy(() -> load(yaml))
                .hasMessageContaining("test.yaml:5: ")
                .hasMessageContaining(told);
    }

    @Test
    void shouldRefuseTwoRulesOfOneName() {
        assertThatThrownBy(() ->
                        load("policy:\n  rules:\n    - {name: a, when: score > 1}\n    - {name: a, when: score > 2}\n"))
                .hasMessageContaining("test.yaml:4: policy.rules.1.name: the rule in line 3 is called 'a' too");
    }

    @Test
    void shouldRefuseANameThatIsNone() {
        assertThatThrownBy(() -> load("policy: {rules: [{name: 1st, when: score > 1}]}"))
                .hasMessageContaining("policy.rules.0.name: is '1st'; it must be a name that begins with a letter");
    }

    @Test
    void shouldCountTheLinesOfAConditionOfSeveral() {
        String yaml =
                """
                policy:
                  rules:
                    - name: one
                      when: |
                        score > 60 &&
                          silenceSecond > 3
                """;
        assertThatThrownBy(() -> load(yaml))
                .hasMessageContaining("test.yaml:6: policy.rules.0.when: column 3: there is no fact or function")
                .hasMessageContaining("did you mean 'silenceSeconds'?");
    }

    @Test
    void shouldTellTheFaultsOfAllRulesAtOnce() {
        String yaml =
                """
                policy:
                  rules:
                    - {name: a, when: scores > 1}
                    - {name: b, for: 3, when: score > 1}
                    - {name: c, when: scored > 1}
                """;
        assertThatThrownBy(() -> load(yaml))
                .hasMessageContaining("test.yaml:3: policy.rules.0.when")
                .hasMessageContaining("test.yaml:4: policy.rules.1.for")
                .hasMessageContaining("test.yaml:5: policy.rules.2.when");
    }

    @ParameterizedTest
    @CsvSource({"rules: 3", "rules: {a: score > 3}", "rules: [score > 3]", "ruleSteps: 10"})
    void shouldRefuseWhatIsNoListOfRules(String option) {
        assertThatThrownBy(() -> load("policy:\n  " + option + "\n")).hasMessageContaining("test.yaml:2: policy.rule");
    }

    @Test
    void shouldNameEveryOptionOfARuleInTheReference() throws Exception {
        String reference = new String(
                RuleOptionsTest.class.getResourceAsStream("reference.yaml").readAllBytes(), StandardCharsets.UTF_8);
        assertThat(ConfigSchema.EMBEDDED
                        .at(List.of("policy", "rules", "0"))
                        .path("properties")
                        .propertyNames())
                .hasSize(5)
                .allSatisfy(option -> assertThat(reference).containsPattern("#   [- ] " + option + ": "));
    }

    @Test
    void shouldReadTheRulesOfTheManualAsTheyStandThere() throws Exception {
        String manual = Files.readString(Path.of("..", "README.md"));
        String rules = manual.substring(manual.indexOf("### Rules"));
        String yaml =
                rules.substring(rules.indexOf("```yaml") + 7, rules.indexOf("```\n", rules.indexOf("```yaml") + 7));
        assertThat(load(yaml).policySettings().rules().rules())
                .extracting(PolicyRule::name)
                .containsExactly("lost-patience", "leaving", "dead-air");
        assertThat(RuleCompiler.names()).hasSizeGreaterThan(30).allSatisfy(name -> assertThat(rules)
                .as("the manual names %s", name)
                .containsPattern("`[^`]*\\b" + name + "\\b[^`]*`"));
    }

    private static LoadedConfig load(String yaml) throws ConfigException {
        return ConfigLoader.parse(yaml, "test.yaml", ConfigSchema.EMBEDDED);
    }
}
