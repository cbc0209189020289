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
    private static final Pattern CALLERS_CONTEXT = Pattern.compile("\\[callfuse-(watch|tap|question)]");

    @Test
    void shouldArmAGuardBeforeEachApplicationThatCanBlock() throws IOException {
        int guarded = 0;
        boolean armed = false;
        for (String step : stepsOfTheCaller()) {
            armed |= step.contains("Gosub(callfuse-guard,arm,1(");
            if (BLOCKING.matcher(step).find()) {
                assertThat(armed).as(step).isTrue();
                guarded++;
                armed = false;
            }
        }
        assertThat(guarded).isEqualTo(3);
    }

    @Test
    void shouldNotRunAudioSocketWithoutTryExec() throws IOException {
        assertThat(stepsOfTheCaller())
                .filteredOn(step -> step.contains("AudioSocket("))
                .isNotEmpty()
                .allMatch(step -> step.contains("TryExec(AudioSocket("));
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

    private static List<String> stepsOfTheCaller() throws IOException {
        List<String> steps = new ArrayList<>();
        boolean callers = false;
        for (String line : Files.readAllLines(SHIPPED.resolve("extensions_callfuse.conf"))) {
            if (line.startsWith("[")) {
                callers = CALLERS_CONTEXT.matcher(line).matches();
            } else if (callers && !line.isBlank() && !line.startsWith(";")) {
                steps.add(line);
            }
        }
        return steps;
    }
}
