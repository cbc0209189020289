package io.callfuse.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.policy.Intake;
import io.callfuse.engine.policy.Need;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.policy.Route;
import io.callfuse.engine.policy.routing.OpeningHours;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whom routes take, and what callers need, as the designer writes it; and what he is told of mistakes. */
@Timeout(60)
class RouteOptionsTest {
    private static final String ROUTES =
            """
            policy:
              routes:
                soothing: {context: c, extension: soothing}
                technical: {context: c, extension: t, queue: tech, skills: [technical, network], open: Mon-Fri 08:00-18:00,
                  minAgents: 1, maxWaiting: 8, maxHold: 5 min, otherwise: soothing}
                fallback: {context: c, extension: f}
                agent: {context: c, extension: a}
            """;

    @Test
    void shouldReadWhomARouteTakesAndWhatACallerNeeds() throws Exception {
        LoadedConfig loaded = load(
                ROUTES
                        + """
                  needs:
                    - {name: repair, when: topic == "fault", skill: network}
                  rules:
                    - {name: asks, when: said("repair"), route: by-need}
                """);
        PolicySettings policy = loaded.policySettings();
        Route technical = policy.navigation().routes().get("technical");
        assertThat(technical.intake())
                .isEqualTo(new Intake(
                        Set.of("technical", "network"),
                        OpeningHours.parse("Mon-Fri 08:00-18:00"),
                        1,
                        8,
                        Duration.ofMinutes(5),
                        Optional.of("soothing")));
        assertThat(policy.navigation().needs()).containsExactly(new Need("repair", "network"));
        assertThat(policy.rules().rules().get(0).byNeed()).isTrue();
        assertThat(policy.queues()).containsExactly("tech");
        assertThat(loaded.config().policy().routesInUse())
                .extracting(Route::name)
                .contains("technical", "soothing");
    }

    @Test
    void shouldSayEachMistakeWithItsLineAndAHint() {
        assertThatThrownBy(
                        () -> load(
                                """
                policy:
                  routes:
                    soothing:
                      context: c
                      open: Mon-Fry 08:00-18:00
                      minAgents: 1
                      otherwise: technicl
                    technical:
                      context: c
                      skills: [technical]
                      otherwise: technical
                    fallback: {context: c, maxHold: 1 min}
                    agent: {context: c}
                  needs:
                    - {name: repair, when: score > 1, skill: techncal}
                    - {name: repair, when: scor > 1, skill: technical}
                """))
                .hasMessageContaining(
                        "test.yaml:5: policy.routes.soothing.open: 'Fry' is no day; days are Mon Tue Wed Thu Fri Sat Sun")
                .hasMessageContaining("test.yaml:6: policy.routes.soothing.minAgents: is asked of a queue")
                .hasMessageContaining("test.yaml:7: policy.routes.soothing.otherwise: there is no route 'technicl'")
                .hasMessageContaining("did you mean 'technical'?")
                .hasMessageContaining("test.yaml:11: policy.routes.technical.otherwise: is the route itself")
                .hasMessageContaining("test.yaml:12: policy.routes.fallback.maxHold: is asked of a queue")
                .hasMessageContaining("test.yaml:15: policy.needs.0.skill: no route has the skill 'techncal'")
                .hasMessageContaining("test.yaml:16: policy.needs.1.name: the need in line 15 is called 'repair' too")
                .hasMessageContaining("test.yaml:16: policy.needs.1.when: column 1");
    }

    @Test
    void shouldTellHowToGiveSomebodyTheFirstSkill() {
        assertThatThrownBy(() -> load("policy: {needs: [{name: a, when: score > 1, skill: retention}]}"))
                .hasMessageContaining("write skills: [retention] at the route of those who have it");
    }

    @Test
    void shouldLetNoRouteBeCalledByNeed() {
        assertThatThrownBy(() -> load("policy: {routes: {by-need: {context: c}}}"))
                .hasMessageContaining("policy.routes");
    }

    @Test
    void shouldNameEveryOptionOfANeedInTheReference() throws Exception {
        String reference = new String(
                RouteOptionsTest.class.getResourceAsStream("reference.yaml").readAllBytes(), StandardCharsets.UTF_8);
        assertThat(ConfigSchema.EMBEDDED
                        .at(List.of("policy", "needs", "0"))
                        .path("properties")
                        .propertyNames())
                .hasSize(3)
                .allSatisfy(option -> assertThat(reference).containsPattern("#   [- ] " + option + ": "));
    }

    @Test
    void shouldReadTheRoutesOfTheManualAsTheyStandThere() throws Exception {
        String manual = Files.readString(Path.of("..", "README.md"));
        int begin = manual.indexOf("```yaml", manual.indexOf("### Who goes where")) + "```yaml".length();
        PolicySettings policy =
                load(manual.substring(begin, manual.indexOf("```", begin))).policySettings();
        assertThat(policy.navigation().needs())
                .extracting(Need::name)
                .containsExactly("own-adviser", "repair", "distress");
        assertThat(policy.queues()).containsExactly("callfuse-soothing", "callfuse-technical");
    }

    private static LoadedConfig load(String yaml) throws ConfigException {
        return ConfigLoader.parse(yaml, "test.yaml", ConfigSchema.EMBEDDED);
    }
}
