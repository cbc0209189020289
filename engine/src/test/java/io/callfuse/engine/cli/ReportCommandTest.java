package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.archive.store.StoredCallsFixture;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class ReportCommandTest {
    @TempDir
    Path directory;

    private Path config;

    @BeforeEach
    void writeConfig() throws IOException {
        config = Files.writeString(
                directory.resolve("engine.yaml"), "archive:\n  directory: '%s'\n".formatted(directory));
    }

    @Test
    void shouldWriteAPageThatNeedsNothingElse() throws Exception {
        StoredCallsFixture.fill(directory, 40);
        Path out = directory.resolve("november.html");
        CommandRun run = CommandRun.of("report", "-c", config, "--zone", "UTC", "--out", out);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().strip()).isEqualTo("40 calls: " + out);
        String page = Files.readString(out);
        assertThat(page)
                .contains("40 calls from 2026-11-21 10:00 to 2026-11-21 10:39")
                .contains("calls that tripped")
                .contains("a hole in the stream")
                .doesNotContain("http", "<script", "NaN", "Optional", "PJSIP");
        for (String drawing : page.split("(?=<svg )")) {
            if (drawing.startsWith("<svg ")) {
                String svg = drawing.substring(0, drawing.indexOf("</svg>") + 6);
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
            }
        }
    }

    @Test
    void shouldTellTheSameToPrograms() throws IOException {
        StoredCallsFixture.fill(directory, 3);
        CommandRun run = CommandRun.of("report", "-c", config, "--zone", "UTC", "--format", "json");
        assertThat(run.exitCode()).isZero();
        JsonNode report = JsonMapper.shared().readTree(run.out());
        assertThat(report.at("/calls/watched").asInt()).isEqualTo(3);
        assertThat(report.at("/calls/tripped/count").asInt()).isEqualTo(3);
        assertThat(report.at("/trips/routes/0/route").asString()).isEqualTo("soothing");
        assertThat(report.at("/trips/routes/0/moved").asInt()).isEqualTo(3);
        assertThat(report.at("/trips/afterSeconds/median").asDouble()).isEqualTo(6);
        assertThat(report.at("/hours/10/tripped/of").asInt()).isEqualTo(3);
        assertThat(report.at("/period/zone").asString()).isEqualTo("UTC");
    }

    @Test
    void shouldReportTheDaysAskedFor() throws IOException {
        StoredCallsFixture.fill(directory, 3);
        CommandRun run =
                CommandRun.of("report", "-c", config, "--zone", "UTC", "--format", "json", "--from", "2026-11-22");
        assertThat(JsonMapper.shared().readTree(run.out()).at("/calls/watched").asInt(-1))
                .isZero();
        Path out = directory.resolve("empty.html");
        CommandRun.of("report", "-c", config, "--zone", "UTC", "--from", "2026-11-22", "--out", out);
        assertThat(Files.readString(out)).contains("No call came under watch");
    }

    @Test
    void shouldSayWhatIsWrong() throws IOException {
        assertThat(CommandRun.of("report", "-c", config).err()).contains("no calls are kept in");
        StoredCallsFixture.fill(directory, 1);
        CommandRun taken = CommandRun.of("report", "-c", config, "--out", directory);
        assertThat(taken.exitCode()).isEqualTo(2);
        assertThat(taken.err()).contains("--out: " + directory + " is a directory");
        CommandRun missing = CommandRun.of("report", "-c", config, "--out", directory.resolve("no/such/page.html"));
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("page.html: cannot be written");
    }
}
