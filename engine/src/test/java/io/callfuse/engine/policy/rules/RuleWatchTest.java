package io.callfuse.engine.policy.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RuleWatchTest {
    private static final Duration AT_ONCE = Duration.ZERO;

    private long nowMs;

    @Test
    void shouldHoldOnlyAfterTheConditionHasBeenSoForAsLongAsTheRuleSays() throws Exception {
        RuleWatch watch = watch("score > 50", Duration.ofSeconds(2));
        assertThat(heldAfter(watch, 60, 60, 60)).containsExactly(false, false, true);
        assertThat(heldAfter(watch, 40, 60, 60, 60)).containsExactly(false, false, false, true);
    }

    @Test
    void shouldTakeWhatIsNotKnownForNeitherMoreNorLess() throws Exception {
        assertThat(heldAfter(watch("score > 50", AT_ONCE), Double.NaN)).containsExactly(false);
        assertThat(heldAfter(watch("score <= 50", AT_ONCE), Double.NaN)).containsExactly(false);
        assertThat(heldAfter(watch("!known(score)", AT_ONCE), Double.NaN, 3)).containsExactly(true, false);
        assertThat(heldAfter(watch("mean(score, \"3 s\") == 6.0", AT_ONCE), 4, Double.NaN, 8, Double.NaN))
                .containsExactly(false, false, true, false);
    }

    @Test
    void shouldMeasureWindowsAsTheDefinitionOfEachSays() throws Exception {
        Random random = new Random(7);
        SampledSeries series = new SampledSeries(11);
        List<Double> said = new ArrayList<>();
        for (int second = 0; second < 200; second++) {
            double value = random.nextInt(4) == 0 ? Double.NaN : random.nextInt(100);
            series.add(value);
            said.add(value);
            List<Double> last = said.subList(Math.max(0, said.size() - 10), said.size());
            double[] known = last.stream()
                    .mapToDouble(Double::doubleValue)
                    .filter(v -> !Double.isNaN(v))
                    .toArray();
            if (known.length == 0) {
                assertThat(series.mean(10)).isNaN();
                assertThat(series.max(10)).isNaN();
                assertThat(series.min(10)).isNaN();
                continue;
            }
            assertThat(series.mean(10)).isCloseTo(Arrays.stream(known).average().orElseThrow(), within(1e-9));
            assertThat(series.max(10)).isEqualTo(Arrays.stream(known).max().orElseThrow());
            assertThat(series.min(10)).isEqualTo(Arrays.stream(known).min().orElseThrow());
            assertThat(series.share(10)).isCloseTo(Arrays.stream(known).sum() / 10, within(1e-9));
            double before = said.size() > 10 ? said.get(said.size() - 11) : Double.NaN;
            assertThat(Double.valueOf(series.change(10))).isEqualTo(Double.valueOf(value - before));
        }
    }

    @Test
    void shouldFindTheSlopeOfAStraightLineThroughGaps() {
        SampledSeries series = new SampledSeries(8);
        assertThat(series.trend(8)).isNaN();
        for (int second = 0; second < 20; second++) {
            series.add(second % 3 == 1 ? Double.NaN : 10 - 2.5 * second);
        }
        assertThat(series.trend(8)).isCloseTo(-2.5, within(1e-9));
        assertThat(series.trend(1)).isNaN();
    }

    @Test
    void shouldCountAShareOverTheWholeWindowFromTheFirstSecondOn() throws Exception {
        assertThat(heldAfter(watch("share(score > 50, \"4 s\") >= 0.5", AT_ONCE), 60, 60, 0, 0, 0))
                .containsExactly(false, true, true, true, false);
    }

    @Test
    void shouldCountSecondsInARow() throws Exception {
        assertThat(heldAfter(watch("streak(score > 50) >= 2", AT_ONCE), 60, 60, 60, 0, 60))
                .containsExactly(false, true, true, false, false);
    }

    @Test
    void shouldAskForSoManyOfSomeConditions() throws Exception {
        RuleWatch watch = watch("atLeast(2, score > 10, score > 20, score > 30)", AT_ONCE);
        assertThat(heldAfter(watch, 15, 25, 35)).containsExactly(false, true, true);
    }

    @Test
    void shouldAskOnceASecondWhatStandsInManyRules() throws Exception {
        List<RuleText> texts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            texts.add(new RuleText("r" + i, "mean(score, \"100 s\") > 50 && confidence >= 0." + (100 + i), AT_ONCE));
        }
        RuleWatch watch = RuleCompiler.compile(texts, 1_000_000).watch();
        watch.facts().say(Fact.SCORE, 60);
        watch.tick(1000);
        assertThat(watch.steps())
                .as("one window, 100 comparisons, one comparison that all share")
                .isEqualTo(201);
        assertThat(watch.series(0).mean(1)).isEqualTo(60);
    }

    @Test
    void shouldCutTheRulesBehindTheBudgetAlwaysInTheSamePlaceAndCountThem() throws Exception {
        List<RuleText> texts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            texts.add(new RuleText("r" + i, "score > " + i + ".5", AT_ONCE));
        }
        RuleWatch watch = RuleCompiler.compile(texts, 20).watch();
        for (int second = 1; second <= 3; second++) {
            watch.facts().say(Fact.SCORE, 100);
            watch.tick(second * 1000L);
            assertThat(watch.cut()).isEqualTo(30);
            assertThat(watch.isTrue(19)).isTrue();
            assertThat(watch.isTrue(20)).isFalse();
        }
        assertThat(watch.cutInAll()).isEqualTo(90);
    }

    @Test
    void shouldGoOnWithTheOthersWhereARuleFails() {
        RuntimeException broken = new IllegalStateException("broken");
        RuleSet.Rule failing = new RuleSet.Rule(
                "failing",
                leg -> {
                    throw broken;
                },
                AT_ONCE,
                false);
        RuleSet.Rule sound = new RuleSet.Rule("sound", new Truths.Always(true), AT_ONCE, false);
        RuleSet.Shape shape = new RuleSet.Shape(0, List.of(), List.of(), List.of(), Set.of());
        RuleWatch watch = new RuleSet(List.of(failing, sound), shape, 100).watch();
        watch.tick(1000);
        watch.tick(2000);
        assertThat(watch.failure(0)).isSameAs(broken);
        assertThat(watch.failure(1)).isNull();
        assertThat(watch.holds(0)).isFalse();
        assertThat(watch.holds(1)).isTrue();
    }

    @Test
    void shouldHearPhrasesWithinATimeAndTakeBackWhatWasNotSettled() throws Exception {
        RuleWatch watch = watch("said(\"cancel|terminate ... contract*\", \"5 s\")", AT_ONCE);
        watch.facts().hear(words(false, 1000, "please", "cancel", "my", "contracts"));
        assertThat(heldAfter(watch, 0)).containsExactly(true);
        watch.facts()
                .hear(new Revision(
                        1000,
                        words(true, 1000, "please", "counsel", "my", "contracts")
                                .words(),
                        true));
        assertThat(heldAfter(watch, 0)).containsExactly(false);
        watch.facts().hear(words(true, 3000, "Terminate", "the", "old", "contract"));
        assertThat(heldAfter(watch, 0, 0, 0, 0, 0, 0, 0))
                .as("from 3 s on, the last word at 3.6 s")
                .containsExactly(true, true, true, true, true, true, false);
    }

    @Test
    void shouldCountHowOftenSomethingWasSaid() throws Exception {
        RuleWatch watch = watch("timesSaid(\"refund\") >= 3", AT_ONCE);
        watch.facts().hear(words(true, 0, "refund", "now", "a", "refund"));
        assertThat(heldAfter(watch, 0)).containsExactly(false);
        watch.facts().hear(words(true, 900, "refund"));
        assertThat(heldAfter(watch, 0)).containsExactly(true);
    }

    @Test
    void shouldFindWordsNearEachOtherInEitherOrder() throws Exception {
        for (String[] said : new String[][] {
            {"cancel", "that", "damned", "contract"}, {"contract", "i", "will", "cancel"},
        }) {
            RuleWatch near = watch("saidNear(\"cancel\", \"contract\", 2)", AT_ONCE);
            near.facts().hear(words(true, 0, said));
            assertThat(heldAfter(near, 0)).containsExactly(true);
            RuleWatch nearer = watch("saidNear(\"cancel\", \"contract\", 1)", AT_ONCE);
            nearer.facts().hear(words(true, 0, said));
            assertThat(heldAfter(nearer, 0)).containsExactly(false);
        }
    }

    @Test
    void shouldReadChineseCharacterByCharacter() throws Exception {
        RuleWatch watch = watch("saidAny([\"退款\", \"投诉\"])", AT_ONCE);
        watch.facts().hear(words(true, 0, "我要", "退", "款"));
        assertThat(heldAfter(watch, 0)).containsExactly(true);
    }

    @Test
    void shouldSayThatSomethingWasNotSaidInTime() throws Exception {
        RuleWatch watch = watch("callSeconds >= 3 && !said(\"hello\")", AT_ONCE);
        assertThat(heldAfter(watch, 0, 0, 0)).containsExactly(false, false, true);
        watch.facts().hear(words(true, 3000, "hello"));
        assertThat(heldAfter(watch, 0)).containsExactly(false);
    }

    @Test
    void shouldTellTheAgentsWordsFromTheCallers() throws Exception {
        RuleWatch watch = watch("agentSaid(\"sorry\") && !said(\"sorry\")", AT_ONCE);
        watch.facts().hearAgent(words(true, 0, "sorry"));
        assertThat(heldAfter(watch, 0)).containsExactly(true);
        watch.facts().hear(words(true, 0, "sorry"));
        assertThat(heldAfter(watch, 0)).containsExactly(false);
    }

    @Test
    void shouldKnowWhatTheDialplanMarkedTheCallWith() throws Exception {
        RuleWatch watch = watch("mark(\"queue\") in [\"sales\", \"vip\"]", AT_ONCE);
        assertThat(heldAfter(watch, 0)).containsExactly(false);
        watch.facts().mark(Map.of("queue", "vip"));
        assertThat(heldAfter(watch, 0)).containsExactly(true);
    }

    @Test
    void shouldKnowWhichRulesAreByVoice() throws Exception {
        RuleSet rules = RuleCompiler.compile(
                List.of(
                        new RuleText("voice", "mean(score, \"3 s\") > 50 || said(\"x\")", AT_ONCE),
                        new RuleText("words", "said(\"x\") && silenceSeconds > 3", AT_ONCE)),
                1000);
        assertThat(rules.byVoice(0)).isTrue();
        assertThat(rules.byVoice(1)).isFalse();
    }

    @Test
    void shouldAllocateNothingInASecond() throws Exception {
        List<RuleText> texts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            texts.add(new RuleText(
                    "r" + i,
                    "mean(score, \"" + (i + 1) + " s\") > 200 || streak(score > " + i
                            + ") > 9000 || trend(f0Hz, \"9 s\") > 9 || "
                            + "emotion in [\"anger\"] || timesSaid(\"no\", \"9 s\") > " + i
                            + " || mark(\"q\") == \"a\"",
                    AT_ONCE));
        }
        RuleWatch watch = RuleCompiler.compile(texts, 1_000_000).watch();
        watch.facts().hear(words(true, 0, "no", "no"));
        run(watch, 20_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            run(watch, 1000);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isLessThan(1000);
    }

    private void run(RuleWatch watch, int seconds) {
        for (int second = 0; second < seconds; second++) {
            nowMs += 1000;
            watch.facts().say(Fact.SCORE, second % 100);
            watch.tick(nowMs);
        }
    }

    private List<Boolean> heldAfter(RuleWatch watch, double... scores) {
        List<Boolean> held = new ArrayList<>();
        for (double score : scores) {
            nowMs += 1000;
            watch.facts().say(Fact.SCORE, score);
            watch.facts().say(Fact.CALL_SECONDS, nowMs / 1000.0);
            watch.tick(nowMs);
            held.add(watch.holds(0));
        }
        return held;
    }

    private RuleWatch watch(String when, Duration holdsFor) throws RuleException {
        nowMs = 0;
        return RuleCompiler.compile(List.of(new RuleText("rule", when, holdsFor)), 10_000)
                .watch();
    }

    /** Words that follow each other every 200 ms. */
    private static Revision words(boolean settled, long fromMs, String... said) {
        List<TimedWord> words = new ArrayList<>();
        for (int w = 0; w < said.length; w++) {
            words.add(new TimedWord(fromMs + 200L * w, fromMs + 200L * w + 150, said[w], 0.9));
        }
        return new Revision(fromMs, words, settled);
    }
}
