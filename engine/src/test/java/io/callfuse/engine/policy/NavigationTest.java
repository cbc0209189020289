package io.callfuse.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.policy.routing.CallHistory;
import io.callfuse.engine.policy.routing.EarlierCall;
import io.callfuse.engine.policy.routing.OpeningHours;
import io.callfuse.engine.policy.routing.QueueStatus;
import io.callfuse.engine.policy.routing.QueueStatuses;
import io.callfuse.engine.policy.rules.CallFacts;
import io.callfuse.engine.policy.rules.RuleCompiler;
import io.callfuse.engine.policy.rules.RuleException;
import io.callfuse.engine.policy.rules.RuleText;
import io.callfuse.engine.policy.rules.TextFact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who goes where by what he needs, who is there, and who called how many times. */
@Timeout(30)
class NavigationTest {
    private static final Duration NO_LIMIT = Duration.ZERO;

    private final Map<String, Route> routes = new TreeMap<>();
    private final List<Need> needs = new ArrayList<>();
    private final List<RuleText> conditions = new ArrayList<>();
    private final List<PolicyRule> rules = new ArrayList<>();
    private Optional<Route> fallback = Optional.empty();

    private Route route(String name, String skill, String hours, int minAgents, int maxWaiting, String otherwise) {
        Route route = new Route(
                name,
                "c",
                name,
                1,
                new Reception(name, 10, "", "", Duration.ofSeconds(60)),
                new Intake(
                        skill.isEmpty() ? Set.of() : Set.of(skill),
                        OpeningHours.parse(hours),
                        minAgents,
                        maxWaiting,
                        NO_LIMIT,
                        Optional.of(otherwise).filter(other -> !other.isEmpty())));
        routes.put(name, route);
        return route;
    }

    private Route route(String name, String skill) {
        return route(name, skill, "always", 0, 0, "");
    }

    private void need(String name, String when, String skill) {
        needs.add(new Need(name, skill));
        conditions.add(new RuleText(name, when, Duration.ZERO));
    }

    private PolicyFixture call() throws RuleException {
        PolicySettings plain = PolicyFixture.DEFAULTS;
        Route soothing = routes.containsKey("soothing") ? routes.get("soothing") : route("soothing", "soothing");
        return new PolicyFixture(new PolicySettings(
                "1",
                plain.fuse(),
                plain.classifyBy(),
                plain.decideBy(),
                plain.minimumSpeech(),
                soothing,
                fallback,
                new PolicyRules(RuleCompiler.compile(conditions, 10_000), rules),
                new Navigation(routes, needs)));
    }

    private static CallFacts facts(PolicyFixture call) {
        return call.policy.facts().orElseThrow();
    }

    private static void busy(PolicyFixture call, String queue, int waiting, int free) {
        call.policy.noted(
                QueueStatuses.KIND, new QueueStatuses(Map.of(queue, new QueueStatus(waiting, 5, free, 30))).details());
    }

    @Test
    void shouldMoveTheCallerToThoseWhoCanDoWhatHeNeeds() throws Exception {
        route("technicians", "technical");
        need("repair", "topic == \"fault\"", "technical");
        PolicyFixture call = call();
        facts(call).say(TextFact.TOPIC, "fault");
        call.trip();
        assertThat(call.policy.choice().routeName()).isEqualTo("technicians");
        assertThat(call.policy.choice().need()).contains("repair");
        assertThat(call.policy.choice().alternatives()).extracting(Route::name).containsExactly("soothing");
        assertThat(call.all(Decision.class)).extracting(Decision::routeName).containsExactly("technicians");
    }

    @Test
    void shouldMoveHimWhereTheScoreDoesIfHeNeedsNothingInParticular() throws Exception {
        route("technicians", "technical");
        need("repair", "topic == \"fault\"", "technical");
        PolicyFixture call = call();
        call.trip();
        assertThat(call.policy.choice().routeName()).isEqualTo("soothing");
        assertThat(call.policy.choice().need()).isEmpty();
        assertThat(call.policy.choice().why()).isEmpty();
    }

    @Test
    void shouldTakeTheFirstNeedWhosePeopleAreThere() throws Exception {
        route("adviser", "adviser", "Mon-Fri 09:00-17:00", 0, 0, "");
        route("technicians", "technical");
        need("own-adviser", "earlierCalls(\"14 d\", topic) >= 2", "adviser");
        need("repair", "topic == \"fault\"", "technical");
        CallHistory twice = new CallHistory(List.of(
                new EarlierCall(Duration.ofDays(2), "fault", true),
                new EarlierCall(Duration.ofDays(13), "fault", false),
                new EarlierCall(Duration.ofDays(3), "billing", false)));
        for (String time : List.of("16:59", "17:00")) {
            PolicyFixture call = call();
            call.policy.noted("clock", Map.of("date", "2026-11-23", "local", time));
            call.policy.noted(CallHistory.KIND, twice.details());
            facts(call).say(TextFact.TOPIC, "fault");
            call.trip();
            boolean open = time.equals("16:59");
            assertThat(call.policy.choice().routeName()).isEqualTo(open ? "adviser" : "technicians");
            assertThat(call.policy.choice().why())
                    .isEqualTo(open ? "need: own-adviser" : "need: own-adviser; passed over: adviser closed");
        }
    }

    /** The caller came a minute before they close, and is upset two minutes later. */
    @Test
    void shouldLookAtTheClockWhenTheFuseTrips() throws Exception {
        route("soothing", "soothing", "Mon-Sun 09:00-17:00", 0, 0, "");
        fallback = Optional.of(route("fallback", ""));
        PolicyFixture call = call();
        call.policy.noted("clock", Map.of("date", "2026-11-23", "local", "16:59"));
        call.seconds(120, 10);
        call.trip();
        assertThat(call.policy.choice().routeName()).isEqualTo("fallback");
    }

    @Test
    void shouldGoWhereMostAgentsAreFreeThenWhereFewestWait() throws Exception {
        route("north", "technical");
        route("south", "technical");
        route("west", "technical");
        need("repair", "!known(f0Hz)", "technical");
        PolicyFixture call = call();
        call.policy.noted(
                QueueStatuses.KIND,
                new QueueStatuses(Map.of(
                                "north", new QueueStatus(0, 3, 1, 0),
                                "south", new QueueStatus(4, 3, 2, 0),
                                "west", new QueueStatus(3, 3, 2, 0)))
                        .details());
        call.trip();
        assertThat(call.policy.choice().routeName()).isEqualTo("west");
        assertThat(call.policy.choice().alternatives())
                .extracting(Route::name)
                .containsExactly("south", "north", "soothing");
    }

    @Test
    void shouldPassOverWhoIsFullOrHasNobodyAndFollowWhatTheRouteNames() throws Exception {
        route("soothing", "", "always", 1, 0, "second");
        route("second", "", "always", 0, 3, "third");
        route("third", "", "always", 0, 0, "soothing");
        fallback = Optional.of(route("fallback", ""));
        PolicyFixture call = call();
        call.policy.noted(
                QueueStatuses.KIND,
                new QueueStatuses(
                                Map.of("soothing", new QueueStatus(0, 2, 0, 0), "second", new QueueStatus(3, 2, 2, 0)))
                        .details());
        call.trip();
        assertThat(call.policy.choice().routeName()).isEqualTo("third");
        assertThat(call.policy.choice().why())
                .isEqualTo("passed over: soothing free agents 0 of 1, second callers waiting 3");
        assertThat(call.policy.choice().alternatives()).extracting(Route::name).containsExactly("fallback");
    }

    @Test
    void shouldKeepNobodyOutForWhatIsNotKnown() throws Exception {
        route("soothing", "", "Mon 09:00-09:01", 2, 1, "");
        PolicyFixture call = call();
        call.trip();
        assertThat(call.policy.choice().routeName()).isEqualTo("soothing");
    }

    @Test
    void shouldLeaveTheCallerWhereHeIsIfNoRouteTakesHim() throws Exception {
        route("soothing", "", "always", 1, 0, "");
        PolicyFixture call = call();
        busy(call, "soothing", 7, 0);
        call.trip();
        assertThat(call.policy.choice().target()).isEmpty();
        assertThat(call.all(Decision.class)).extracting(Decision::routeName).containsExactly("none");
        call.policy.switchFailed(call.atMs, "no route takes callers");
        assertThat(call.policy.state()).isInstanceOf(FuseState.Archived.class);
    }

    @Test
    void shouldMoveByNeedWhereTheRuleSaysSo() throws Exception {
        route("technicians", "technical");
        conditions.add(new RuleText("asks", "topic == \"fault\"", Duration.ZERO));
        rules.add(new PolicyRule("asks", Optional.empty(), true, ""));
        need("repair", "topic == \"fault\"", "technical");
        PolicyFixture call = call();
        facts(call).say(TextFact.TOPIC, "fault");
        call.second(10);
        assertThat(call.all(RuleHeld.class)).containsExactly(new RuleHeld(1000, "asks", "by-need", 10));
        assertThat(call.policy.choice().routeName()).isEqualTo("technicians");
        assertThat(call.all(Decision.class)).extracting(Decision::cause).containsExactly("rule:asks");
    }

    @Test
    void shouldKnowUnderAChangedPolicyWhatWasKnownBefore() throws Exception {
        need("back-again", "earlierCalls(\"1 d\") >= 1 && freeAgents(\"soothing\") > 0", "technical");
        route("technicians", "technical");
        PolicyFixture call = call();
        call.policy.noted(
                CallHistory.KIND, new CallHistory(List.of(new EarlierCall(Duration.ofHours(1), "", false))).details());
        busy(call, "soothing", 0, 1);
        call.second(10);
        call.policy.change(call().policy.settings());
        call.trip();
        assertThat(call.policy.choice().routeName()).isEqualTo("technicians");
    }

    @Test
    void shouldNotKnowHowOftenSomebodyCalledOfWhomNobodyKnows() throws Exception {
        need("new-here", "earlierCalls(\"1 d\") < 1", "technical");
        need("unknown", "!known(earlierTrips(\"1 d\")) && !known(waitingCallers(\"soothing\"))", "adviser");
        route("technicians", "technical");
        route("adviser", "adviser");
        PolicyFixture call = call();
        call.trip();
        assertThat(call.policy.choice().routeName()).isEqualTo("adviser");
    }

    @Test
    void shouldAskOnlyForTheQueuesByWhichItChooses() throws Exception {
        route("soothing", "");
        route("limited", "", "always", 1, 0, "");
        route("skilled", "technical");
        route("unreached", "", "always", 1, 0, "");
        routes.put("soothing", route("soothing", "", "always", 0, 0, "limited"));
        need("repair", "waitingCallers(\"other\") > 2", "technical");
        assertThat(call().policy.settings().queues()).containsExactly("limited", "other", "skilled");
    }
}
