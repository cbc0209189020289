package io.callfuse.engine.cli.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws what becomes of calls over the threshold of the fuse and writes it as PNG. Needs no display, but needs fonts. Stateless. */
public final class SweepPlot {
    private static final int WIDTH_PX = 1000;
    private static final int HEIGHT_PX = 600;
    private static final int FONT_PX = 13;
    private static final Color[] COLORS = {new Color(0x1D5FB4), new Color(0xB3261E), new Color(0x1B7A43)};

    private SweepPlot() {}

    /**
     * Writes the picture, replacing a file of that name.
     *
     * @param thresholds 0-100
     * @param curves by name, how many calls in a hundred trip at each threshold
     * @throws PlotException if this machine cannot draw text, or the file cannot be written
     */
    public static void write(double[] thresholds, Map<String, double[]> curves, Path png) throws PlotException {
        CallPlot.requireFonts();
        XYChart chart = new XYChartBuilder()
                .width(WIDTH_PX)
                .height(HEIGHT_PX)
                .title("Calls that trip, by threshold")
                .xAxisTitle("enterThreshold")
                .yAxisTitle("in a hundred calls")
                .build();
        Font font = Panel.font(Font.PLAIN, FONT_PX);
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0).setXAxisMin(0.0).setXAxisMax(100.0);
        chart.getStyler().setXAxisTickMarkSpacingHint(90).setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setSeriesColors(COLORS);
        chart.getStyler().setAxisTickLabelsFont(font);
        chart.getStyler().setAxisTitleFont(font);
        chart.getStyler().setLegendFont(font);
        chart.getStyler().setChartTitleFont(Panel.font(Font.BOLD, FONT_PX + 5));
        curves.forEach(
                (name, values) -> chart.addSeries(name, thresholds, values).setMarker(SeriesMarkers.NONE));
        BufferedImage image = new BufferedImage(WIDTH_PX, HEIGHT_PX, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        chart.paint(graphics, WIDTH_PX, HEIGHT_PX);
        graphics.dispose();
        CallPlot.save(image, png);
    }
}
