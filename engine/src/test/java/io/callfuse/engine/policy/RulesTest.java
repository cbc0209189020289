package io.callfuse.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.policy.rules.CallFacts;
import io.callfuse.engine.policy.rules.Fact;
import io.callfuse.engine.policy.rules.RuleCompiler;
import io.callfuse.engine.policy.rules.RuleException;
import io.callfuse.engine.policy.rules.RuleText;
import io.callfuse.engine.scoring.Emotion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What follows when a rule of a designer holds. */
@Timeout(60)
class RulesTest {
    private static final Route TECHNICAL = new Route("technical", "callfuse-routes", "technical", 1);

    @Test
    void shouldMoveTheCallerToTheRouteOfTheRuleAndNameItInTheDecision() throws Exception {
        PolicyFixture call = call(rule("slow-burn", "score > 30", "2 s", true));
        seconds(call, 4, 40, 0);
        assertThat(call.all(Decision.class))
                .containsExactly(new Decision(
                        3000, "technical", Decision.Reason.RULE, 40, Emotion.NEUTRAL, 0.8, Optional.of("slow-burn")));
        assertThat(call.path()).containsExactly("3000 closed -> tripped (rule slow-burn)");
        assertThat(call.all(RuleHeld.class)).containsExactly(new RuleHeld(3000, "slow-burn", "technical", 40));
        assertThat(call.policy.choice().target()).contains(TECHNICAL);
    }

    @Test
    void shouldLeaveTheFuseOfTheScoreAsItIs() throws Exception {
        PolicyFixture call = call(rule("never", "score > 99", "0 s", true));
        seconds(call, 5, 80, 0);
        assertThat(call.path())
                .containsExactly("1000 closed -> confirming (enter)", "4000 confirming -> tripped (dwell)");
        assertThat(call.all(Decision.class))
                .containsExactly(new Decision(4000, "soothing", Decision.Reason.FUSE, 80, Emotion.ANGER, 0.8));
    }

    @Test
    void shouldOnlyTellWhereARuleHasNoRoute() throws Exception {
        PolicyFixture call = call(rule("quiet", "silenceSeconds >= 3", "0 s", false));
        seconds(call, 2, 10, 1);
        seconds(call, 5, 10, 4);
        assertThat(call.all(RuleHeld.class)).containsExactly(new RuleHeld(3000, "quiet", "none", 10));
        assertThat(call.policy.state()).isInstanceOf(FuseState.Closed.class);
        assertThat(call.all(Decision.class)).isEmpty();
    }

    @Test
    void shouldMoveNobodyByVoiceBeforeEnoughWasHeardButByOtherThingsAtOnce() throws Exception {
        PolicyFixture voice = call(rule("loud", "score > 30", "0 s", true));
        tell(voice.policy.facts().orElseThrow(), 40, 0);
        voice.second(40, Emotion.UNKNOWN, 1000, true);
        assertThat(voice.all(RuleHeld.class)).isEmpty();
        assertThat(voice.all(FuseChanged.class)).isEmpty();
        seconds(voice, 1, 40, 0);
        assertThat(voice.path()).containsExactly("2000 closed -> tripped (rule loud)");

        PolicyFixture silence = call(rule("quiet", "silenceSeconds >= 3", "0 s", true));
        tell(silence.policy.facts().orElseThrow(), 0, 9);
        silence.second(0, Emotion.UNKNOWN, 0, true);
        assertThat(silence.path()).containsExactly("1000 closed -> tripped (rule quiet)");
    }

    @Test
    void shouldTripOnceForWhatStaysTrueForever() throws Exception {
        PolicyFixture call = call(rule("cancel", "said(\"cancel\")", "0 s", true));
        CallFacts facts = call.policy.facts().orElseThrow();
        facts.hear(new Revision(0, List.of(new TimedWord(0, 300, "cancel", 0.9)), true));
        seconds(call, 1, 10, 0);
        call.policy.switched(call.atMs, "moved");
        seconds(call, 700, 10, 0);
        assertThat(call.all(FuseChanged.class))
                .filteredOn(change -> change.to() instanceof FuseState.Tripped)
                .hasSize(1);
        assertThat(call.all(RuleHeld.class)).hasSize(1);
    }

    @Test
    void shouldTripAgainAfterTheCooldownWhereTheRuleHasCeasedToHoldInBetween() throws Exception {
        PolicyFixture call = call(rule("loud", "score > 30", "0 s", true));
        seconds(call, 1, 40, 0);
        call.policy.switched(call.atMs, "moved");
        seconds(call, 5, 10, 0);
        seconds(call, 5, 40, 0);
        assertThat(call.policy.state()).as("within the cooldown").isInstanceOf(FuseState.Archived.class);
        seconds(call, 300, 40, 0);
        assertThat(call.all(FuseChanged.class))
                .filteredOn(change -> change.to() instanceof FuseState.Tripped)
                .extracting(FuseChanged::atMs)
                .containsExactly(1000L, 301_000L);
    }

    @Test
    void shouldNotTripByARuleWhatTheScoreHasTripped() throws Exception {
        PolicyFixture call = call(rule("late", "score > 70", "10 s", true));
        seconds(call, 30, 80, 0);
        assertThat(call.path())
                .containsExactly("1000 closed -> confirming (enter)", "4000 confirming -> tripped (dwell)");
        assertThat(call.all(RuleHeld.class)).extracting(RuleHeld::atMs).containsExactly(11_000L);
    }

    @Test
    void shouldRestWhileTheCallIsOnHold() throws Exception {
        PolicyFixture call = call(rule("loud", "score > 30", "2 s", true));
        seconds(call, 2, 40, 0);
        for (int held = 0; held < 10; held++) {
            call.atMs += 1000;
            call.policy.tickHeld(call.atMs);
        }
        assertThat(call.all(RuleHeld.class)).isEmpty();
        seconds(call, 1, 40, 0);
        assertThat(call.all(RuleHeld.class)).extracting(RuleHeld::atMs).containsExactly(13_000L);
    }

    @Test
    void shouldReportOnceWhatWasCutOverTheBudget() throws Exception {
        List<RuleText> texts = new ArrayList<>();
        List<PolicyRule> rules = new ArrayList<>();
        for (int r = 0; r < 10; r++) {
            texts.add(new RuleText("r" + r, "score > " + (90 + r), Duration.ZERO));
            rules.add(new PolicyRule("r" + r, Optional.empty(), ""));
        }
        PolicyFixture call = new PolicyFixture(with(new PolicyRules(RuleCompiler.compile(texts, 4), rules)));
        seconds(call, 3, 95, 0);
        assertThat(call.all(RuleTrouble.class)).singleElement().satisfies(trouble -> {
            assertThat(trouble.atMs()).isEqualTo(1000);
            assertThat(trouble.rule()).isEqualTo("r4");
            assertThat(trouble.why()).contains("6 in all", "4 steps", "policy.ruleSteps");
        });
        assertThat(call.policy.rulesCut()).isEqualTo(18);
        assertThat(call.all(RuleHeld.class)).extracting(RuleHeld::rule).containsExactly("r0", "r1", "r2", "r3");
    }

    private static void seconds(PolicyFixture call, int count, double score, double silenceSeconds) {
        for (int second = 0; second < count; second++) {
            tell(call.policy.facts().orElseThrow(), score, silenceSeconds);
            call.second(score);
        }
    }

    private static void tell(CallFacts facts, double score, double silenceSeconds) {
        facts.say(Fact.SCORE, score);
        facts.say(Fact.SILENCE_SECONDS, silenceSeconds);
    }

    private static PolicyRules rule(String name, String when, String holdsFor, boolean moves) throws RuleException {
        Duration holds = io.callfuse.engine.call.DurationText.parse(holdsFor).orElseThrow();
        return new PolicyRules(
                RuleCompiler.compile(List.of(new RuleText(name, when, holds)), 1000),
                List.of(new PolicyRule(name, moves ? Optional.of(TECHNICAL) : Optional.empty(), "")));
    }

    private static PolicyFixture call(PolicyRules rules) {
        return new PolicyFixture(settings(rules));
    }

    private static PolicySettings settings(PolicyRules rules) {
        return with(rules);
    }

    private static PolicySettings with(PolicyRules rules) {
        PolicySettings defaults = PolicyFixture.DEFAULTS;
        return new PolicySettings(
                defaults.version(),
                defaults.fuse(),
                defaults.classifyBy(),
                defaults.decideBy(),
                defaults.minimumSpeech(),
                defaults.switchRoute(),
                defaults.fallback(),
                rules);
    }
}
