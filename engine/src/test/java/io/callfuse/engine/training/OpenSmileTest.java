package io.callfuse.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class OpenSmileTest {
    @TempDir
    Path directory;

    @Test
    void shouldFindARelease() throws Exception {
        Path release = StubSmile.in(directory.resolve("release"), "");
        OpenSmile found = OpenSmile.find(release, null);
        assertThat(found.binary()).isEqualTo(release.resolve("bin/SMILExtract"));
        assertThat(found.configuration(OpenSmile.FeatureSet.COMPARE))
                .isEqualTo(release.resolve("config/compare16/ComParE_2016.conf"));
        assertThat(found.configuration(OpenSmile.FeatureSet.EGEMAPS))
                .isEqualTo(release.resolve("config/egemaps/v02/eGeMAPSv02.conf"));
    }

    @Test
    void shouldFindABuildFromSource() throws Exception {
        Path source = StubSmile.in(directory.resolve("source"), "");
        Path built = source.resolve("build/progsrc/smilextract/SMILExtract");
        Files.createDirectories(built.getParent());
        Files.move(source.resolve("bin/SMILExtract"), built);
        assertThat(OpenSmile.find(source, null).binary()).isEqualTo(built);
    }

    @Test
    void shouldFindTheCommandOnThePathAndItsConfigurationsAboveIt() throws Exception {
        Path release = StubSmile.in(directory.resolve("release"), "");
        String path = directory + File.pathSeparator + File.pathSeparator + release.resolve("bin");
        OpenSmile found = OpenSmile.find(null, path);
        assertThat(found.binary()).isEqualTo(release.resolve("bin/SMILExtract"));
        assertThat(found.config()).isEqualTo(release.toRealPath().resolve("config"));
    }

    @Test
    void shouldTakeTheConfigurationsOfTheNamedDirectoryForACommandOnThePath() throws Exception {
        Path named = StubSmile.in(directory.resolve("named"), "");
        Files.delete(named.resolve("bin/SMILExtract"));
        Path command = StubSmile.command(directory.resolve("commands/SMILExtract"), "");
        OpenSmile found = OpenSmile.find(named, command.getParent().toString());
        assertThat(found.binary()).isEqualTo(command);
        assertThat(found.config()).isEqualTo(named.resolve("config"));
    }

    @Test
    void shouldSayWhereItLooked() {
        assertThatThrownBy(() -> OpenSmile.find(directory, directory.toString()))
                .isInstanceOf(OpenSmile.Missing.class)
                .hasMessage("no SMILExtract in " + directory + "/bin, in " + directory
                        + "/build/progsrc/smilextract, or on the PATH");
        assertThatThrownBy(() -> OpenSmile.find(null, null)).hasMessageContaining("OPENSMILE_DIR/bin");
    }

    @Test
    void shouldSayWhichConfigurationsAreMissing() throws Exception {
        Path command = StubSmile.command(directory.resolve("bin/SMILExtract"), "");
        assertThatThrownBy(() -> OpenSmile.find(directory, null))
                .hasMessage("found " + command + ", but not config/egemaps/v02/eGeMAPSv02.conf and"
                        + " config/compare16/ComParE_2016.conf in " + directory);
        assertThatThrownBy(() -> OpenSmile.find(null, command.getParent().toString()))
                .hasMessageEndingWith("in a directory above it");
    }

    @Test
    void shouldNotTakeAFileThatCannotBeRun() throws Exception {
        Path release = StubSmile.in(directory.resolve("release"), "");
        assertThat(release.resolve("bin/SMILExtract").toFile().setExecutable(false, false))
                .isTrue();
        assertThatThrownBy(() -> OpenSmile.find(release, null)).isInstanceOf(OpenSmile.Missing.class);
    }
}
