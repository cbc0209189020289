package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What can be read off the shipped files without an Asterisk. */
@Timeout(value = 10, unit = TimeUnit.SECONDS)
class ShippedDialplanTest {
    private static final Path SHIPPED = Path.of("asterisk");
    private static final Pattern BLOCKING = Pattern.compile("\\b(AGI|AudioSocket)\\(");

    @Test
    void shouldArmAGuardBeforeEachApplicationThatCanBlock() throws IOException {
        int guarded = 0;
        boolean armed = false;
        for (String step : stepsOfTheCaller()) {
            armed |= step.contains("Gosub(callfuse-guard,arm,1(");
            armed &= !step.contains("SET(CALLFUSE_GUARDED=)");
            if (BLOCKING.matcher(step).find()) {
                assertThat(armed).as(step).isTrue();
                guarded++;
            }
        }
        assertThat(guarded).isEqualTo(5);
    }

    @Test
    void shouldAskWhetherTheEngineIsThereBeforeEachAudioSocket() throws IOException {
        int asked = 0;
        boolean alive = false;
        for (String step : steps("callfuse-(tap|question)")) {
            alive |= step.contains("\"${CALLFUSE_ALIVE}\" = \"\"]?");
            if (step.contains("AudioSocket")) {
                assertThat(alive).as(step).isTrue();
                asked++;
                alive = false;
            }
        }
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void shouldNotRunAudioSocketWithoutTryExec() throws IOException {
        assertThat(stepsOfTheCaller())
                .filteredOn(step -> step.contains("AudioSocket("))
                .isNotEmpty()
                .allMatch(step -> step.contains("TryExec(AudioSocket("));
    }

    /** After Stasis() Asterisk refuses the lock: whoever waited for it would wait for ever. */
    @Test
    void shouldNotWaitForALockThatIsRefused() throws IOException {
        List<String> stasis = steps("callfuse-stasis");
        int application = indexOf(stasis, "Stasis(");
        assertThat(indexOf(stasis, "Gosub(callfuse-guard,arm,1(")).isBetween(0, application);
        assertThat(stasis.subList(application, stasis.size())).noneMatch(step -> step.contains("LOCK("));
        assertThat(steps("callfuse-(watch|async|question)"))
                .filteredOn(step -> step.contains("GotoIf($[\"${CALLFUSE_FREE}\""))
                .hasSize(4)
                .allMatch(step -> step.contains("| \"${CALLFUSE_FREE}\" = \"\"]?"));
    }

    private static int indexOf(List<String> steps, String text) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).contains(text)) {
                return i;
            }
        }
        return -1;
    }

    /** Neither words nor anything that nobody has thought of. */
    @Test
    void shouldTellTheAgentsPhoneFactsOnly() throws IOException {
        assertThat(steps("callfuse-handover"))
                .filteredOn(step -> step.contains("PJSIP_HEADER("))
                .extracting(
                        step -> step.replaceAll(".*add,X-Callfuse-(\\w+)\\)=\\$\\{CALLFUSE_CALL_(\\w+)}\\)*", "$1 $2"))
                .containsExactly(
                        "Id ID",
                        "Score SCORE",
                        "Emotion EMOTION",
                        "Confidence CONFIDENCE",
                        "Reason REASON",
                        "Topic TOPIC",
                        "Evidence EVIDENCE");
    }

    /** A caller who stands before the end of an extension is hung up on. */
    @Test
    void shouldEndNoHandoverWithoutANextStep() throws IOException {
        List<String> steps = steps("callfuse-handover");
        for (int i = 0; i < steps.size(); i++) {
            boolean last = i + 1 == steps.size() || steps.get(i + 1).startsWith("exten");
            if (last) {
                assertThat(steps.get(i)).matches(".*(Return|Hangup)\\(\\)");
            }
        }
        assertThat(Files.readAllLines(SHIPPED.resolve("extensions_callfuse_routes.conf")))
                .filteredOn(line -> line.contains("Goto("))
                .hasSize(3)
                .allMatch(line -> line.endsWith("Goto(${CALLFUSE_NEXT})"));
    }

    @Test
    void shouldShipNoSecret() throws IOException {
        try (Stream<Path> files = Files.list(SHIPPED)) {
            for (Path file : files.toList()) {
                assertThat(Files.readAllLines(file))
                        .filteredOn(line -> line.matches("\\s*(secret|password)\\s*=.*"))
                        .allMatch(line -> line.endsWith("= change-me"));
            }
        }
    }

    @Test
    void shouldAskForLeastRightsOnly() throws IOException {
        assertThat(Files.readAllLines(SHIPPED.resolve("manager_callfuse.conf")))
                .contains("read = call,dtmf,user,agent,agi,cdr", "write = call,originate,user,agi");
    }

    /** Without those of the tap's own Local channel, which holds nobody. */
    private static List<String> stepsOfTheCaller() throws IOException {
        List<String> steps = steps("callfuse-(watch|async|tap|question)");
        int tap = steps.indexOf("exten => tap,1,Set(CDR_PROP(disable)=1)");
        int end = tap;
        while (!steps.get(end).endsWith("Hangup()")) {
            end++;
        }
        steps.subList(tap, end + 1).clear();
        return steps;
    }

    private static List<String> steps(String contexts) throws IOException {
        List<String> steps = new ArrayList<>();
        boolean within = false;
        for (String line : Files.readAllLines(SHIPPED.resolve("extensions_callfuse.conf"))) {
            if (line.startsWith("[")) {
                within = line.matches("\\[" + contexts + "]");
            } else if (within && !line.isBlank() && !line.startsWith(";")) {
                steps.add(line);
            }
        }
        return steps;
    }
}
