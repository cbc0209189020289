package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the real launcher in a small copy of the project, with commands in place of Java and Maven that only say their words. */
@Timeout(60)
class LauncherTest {
    private static final Path LAUNCHER =
            Path.of("..", "callfuse").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    private Path home;
    private Path commands;
    private final Map<String, String> environment = new TreeMap<>();

    @BeforeEach
    void layOut() throws IOException {
        home = directory.resolve("home");
        Files.createDirectories(home.resolve("engine/src/main"));
        Files.createDirectories(home.resolve("engine/target"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Files.copy(LAUNCHER, home.resolve("callfuse"));
        executable(home.resolve("callfuse"), Files.readString(LAUNCHER));
        commands = Files.createDirectories(directory.resolve("commands"));
        executable(commands.resolve("mvn"), "#!/bin/sh\necho \"mvn $*\"\ntouch \"$PWD/engine/target/callfuse.jar\"\n");
        environment.put("PATH", commands + ":/usr/bin:/bin");
        environment.put("CALLFUSE_JAVA_HOME", java(17).toString());
    }

    /** A Java of this release, which prints its arguments one a line. */
    private Path java(int release) throws IOException {
        Path java = directory.resolve("java-" + release);
        Files.createDirectories(java.resolve("bin"));
        Files.writeString(java.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + release + ".0.3\"\n");
        executable(java.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\nexit 7\n");
        return java;
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void buildJar(Instant at) throws IOException {
        Path jar = home.resolve("engine/target/callfuse.jar");
        Files.writeString(jar, "jar");
        Files.setLastModifiedTime(jar, FileTime.from(at));
    }

    @Test
    void shouldBecomeJavaWithTheArgumentsAndItsExitCode() throws Exception {
        buildJar(Instant.now().plusSeconds(60));

        CommandRun run = launch(home.resolve("callfuse"), "analyze", "a file.wav");

        assertThat(run.exitCode()).isEqualTo(7);
        assertThat(run.err()).isEmpty();
        assertThat(run.outLines())
                .endsWith("-jar", home.toRealPath() + "/engine/target/callfuse.jar", "analyze", "a file.wav");
        assertThat(run.outLines())
                .contains("-Djava.awt.headless=true", "-Dcallfuse.home=" + home.toRealPath())
                .doesNotContain("--enable-native-access=ALL-UNNAMED");
    }

    @Test
    void shouldPassTheFlagsThatKeepNewerJavaQuiet() throws Exception {
        buildJar(Instant.now().plusSeconds(60));
        environment.put("CALLFUSE_JAVA_HOME", java(25).toString());

        CommandRun run = launch(home.resolve("callfuse"), "check");

        assertThat(run.outLines())
                .contains("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    }

    @Test
    void shouldPassOptionsOfTheUserAfterItsOwn() throws Exception {
        buildJar(Instant.now().plusSeconds(60));
        environment.put("CALLFUSE_OPTS", "-Xmx4g -Dx=y");

        List<String> words = launch(home.resolve("callfuse"), "serve").outLines();

        assertThat(words.indexOf("-Xmx4g")).isGreaterThan(words.indexOf("-Xmx1g"));
        assertThat(words).contains("-Dx=y");
    }

    @Test
    void shouldFindItsHomeThroughLinks() throws Exception {
        buildJar(Instant.now().plusSeconds(60));
        Path first = Files.createSymbolicLink(directory.resolve("first"), Path.of("home/callfuse"));
        Path second = Files.createSymbolicLink(commands.resolve("second"), first);

        CommandRun run = launch(second, "demo");

        assertThat(run.outLines()).contains(home.toRealPath() + "/engine/target/callfuse.jar");
    }

    @Test
    void shouldBuildWhenTheJarIsMissingAndSayThatOnOneLine() throws Exception {
        CommandRun run = launch(home.resolve("callfuse"), "demo");

        assertThat(run.exitCode()).isEqualTo(7);
        assertThat(run.errLines()).containsExactly("callfuse: building (first run)…");
        assertThat(home.resolve("engine/target/callfuse.jar")).exists();
    }

    @Test
    void shouldBuildAnewWhenASourceIsNewerThanTheJar() throws Exception {
        buildJar(Instant.now().minusSeconds(60));
        Files.writeString(home.resolve("engine/src/main/New.java"), "class New {}");

        CommandRun run = launch(home.resolve("callfuse"), "demo");

        assertThat(run.errLines()).containsExactly("callfuse: building (sources changed)…");
    }

    @Test
    void shouldShowTheLogOfABuildThatFails() throws Exception {
        executable(commands.resolve("mvn"), "#!/bin/sh\necho 'symbol not found'\nexit 1\n");

        CommandRun run = launch(home.resolve("callfuse"), "demo");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("symbol not found").contains("callfuse: the build failed");
    }

    @Test
    void shouldRefuseAJavaThatIsTooOldInOneLine() throws Exception {
        environment.put("CALLFUSE_JAVA_HOME", java(11).toString());

        CommandRun run = launch(home.resolve("callfuse"), "demo");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .contains("java-11")
                .contains("17 or newer");
    }

    private CommandRun launch(Path launcher, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new CommandRun(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
