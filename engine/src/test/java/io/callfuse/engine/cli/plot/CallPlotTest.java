package io.callfuse.engine.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CallPlotTest {
    @TempDir
    Path directory;

    @Test
    void shouldDrawAudioCurvesThresholdAndMarkersInTheirColours() throws Exception {
        Path png = directory.resolve("deep/inside/call.png");

        CallPlot.write(risingCall(60), png);

        BufferedImage image = ImageIO.read(png.toFile());
        assertThat(image.getWidth()).isEqualTo(CallPlot.WIDTH_PX);
        assertThat(image.getHeight()).isEqualTo(CallPlot.HEIGHT_PX);
        assertThat(colours(image))
                .contains(0x486581, 0x0F766E, 0xB45309, 0xC81E1E)
                .contains(
                        PlotMarker.Kind.FIRST_CLASS.color().getRGB() & 0xffffff,
                        PlotMarker.Kind.CONFIRMING.color().getRGB() & 0xffffff,
                        PlotMarker.Kind.DECISION.color().getRGB() & 0xffffff);
    }

    @Test
    void shouldDrawACallInWhichNothingWasHeard() throws Exception {
        Path png = directory.resolve("empty.png");
        double[] none = {};

        CallPlot.write(
                new CallPicture("none", "", new Waveform(8000), none, none, none, none, none, 75, 60, List.of()), png);

        assertThat(colours(ImageIO.read(png.toFile()))).hasSizeGreaterThan(5);
    }

    @Test
    void shouldNameTheFileWhenItCannotBeWritten() throws Exception {
        Path notADirectory = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> CallPlot.write(risingCall(5), notADirectory.resolve("call.png")))
                .isInstanceOf(PlotException.class)
                .hasMessageContaining("call.png");
    }

    static CallPicture risingCall(int seconds) {
        double[] at = new double[seconds];
        double[] score = new double[seconds];
        double[] f0Hz = new double[seconds];
        double[] rate = new double[seconds];
        double[] level = new double[seconds];
        Waveform wave = new Waveform(8000);
        short[] second = new short[8000];
        for (int s = 0; s < seconds; s++) {
            at[s] = s + 1;
            score[s] = Math.min(95, 10 + 2.2 * s + 8 * StrictMath.sin(s));
            f0Hz[s] = s % 7 == 3 ? 0 : 120 + 2 * s;
            rate[s] = s % 7 == 3 ? 0 : 3.5 + 0.05 * s;
            level[s] = s % 7 == 3 ? -62 : -30 + 0.3 * s;
            for (int i = 0; i < second.length; i++) {
                second[i] = (short)
                        (StrictMath.sin(i / 9.0) * StrictMath.sin(i / 1300.0) * (s % 7 == 3 ? 90 : 3000 + 400 * s));
            }
            wave.accept(second, 0, second.length);
        }
        return new CallPicture(
                "rising.wav",
                "tripped at 34.0 s with a score of 82.1, moved to soothing (fuse): pitch 3.1, loudness 2.2, rate 0.8",
                wave,
                at,
                score,
                f0Hz,
                rate,
                level,
                75,
                60,
                List.of(
                        new PlotMarker(4000, PlotMarker.Kind.FIRST_CLASS, "neutral 0.71"),
                        new PlotMarker(31_000, PlotMarker.Kind.CONFIRMING, "confirming 76.0"),
                        new PlotMarker(34_000, PlotMarker.Kind.TRIP, "trip 82.1"),
                        new PlotMarker(34_000, PlotMarker.Kind.DECISION, "decision soothing")));
    }

    private static Set<Integer> colours(BufferedImage image) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y) & 0xffffff);
            }
        }
        return colours;
    }
}
