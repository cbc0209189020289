package io.callfuse.engine.cli.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * One of the stacked panels: some lines over the common axis of time.
 *
 * @param axis what the vertical axis shows, with its unit
 * @param weight its share of the height
 * @param lowest lower end of the vertical axis
 * @param highest upper end of the vertical axis
 * @param seconds length of the time axis
 * @param last whether it stands at the bottom and carries the labels of the time axis
 * @param lines what is drawn, in this order
 */
record Panel(String axis, int weight, double lowest, double highest, double seconds, boolean last, List<Line> lines) {
    private static final int AXIS_WIDTH_PX = 84;
    private static final float[] DASH = {8, 5};
    private static final Color GRID = new Color(0xE4E7EB);

    /** A line of a panel. */
    record Line(String name, double[] atSeconds, double[] values, Color color, Shape shape) {}

    /** How a line is drawn. */
    enum Shape {
        THIN,
        LINE,
        POINTS,
        AREA,
        DASHED
    }

    static List<Panel> of(CallPicture picture) {
        double seconds = picture.seconds();
        double[] at = picture.atSeconds();
        Waveform wave = picture.waveform();
        List<Panel> panels = new ArrayList<>();
        Line outline = new Line("audio", wave.pointTimesSeconds(), wave.pointValues(), new Color(0x486581), Shape.THIN);
        panels.add(new Panel("waveform", 19, -1, 1, seconds, false, List.of(outline)));
        Line level = new Line("level", at, picture.levelDbfs(), new Color(0x627D98), Shape.LINE);
        panels.add(new Panel("level dBFS", 13, -80, 0, seconds, false, List.of(level)));
        Line pitch = new Line("pitch", at, voicedOnly(picture.f0Hz()), new Color(0x0F766E), Shape.POINTS);
        panels.add(new Panel("pitch Hz", 17, 0, ceiling(picture.f0Hz(), 100, 400), seconds, false, List.of(pitch)));
        Line rate = new Line("rate", at, picture.syllablesPerSecond(), new Color(0xB45309), Shape.LINE);
        panels.add(new Panel(
                "syllables/s", 15, 0, ceiling(picture.syllablesPerSecond(), 2, 8), seconds, false, List.of(rate)));
        Line score = new Line("score", at, picture.score(), new Color(0xC81E1E), Shape.AREA);
        Line enter = level("enter", seconds, picture.enterThreshold(), new Color(0xC81E1E));
        Line exit = level("exit", seconds, picture.exitThreshold(), new Color(0x9AA5B1));
        panels.add(new Panel("score", 35, 0, 100, seconds, true, List.of(score, exit, enter)));
        return panels;
    }

    private static Line level(String name, double seconds, double value, Color color) {
        return new Line(name, new double[] {0, seconds}, new double[] {value, value}, color, Shape.DASHED);
    }

    private static double[] voicedOnly(double[] f0Hz) {
        return Arrays.stream(f0Hz).map(hz -> hz > 0 ? hz : Double.NaN).toArray();
    }

    /** The end of an axis: the next multiple of the step over the greatest value, but never below the least. */
    private static double ceiling(double[] values, double step, double least) {
        double greatest = Arrays.stream(values).max().orElse(0);
        return Math.max(least, Math.ceil(greatest * 1.05 / step) * step);
    }

    /** A logical font, which every Java with fonts has. */
    static Font font(int style, int sizePx) {
        return new Font(Font.SANS_SERIF, style, sizePx);
    }

    XYChart chart(int widthPx, int heightPx) {
        XYChart chart = new XYChart(widthPx, heightPx);
        style(chart.getStyler());
        chart.setYAxisTitle(axis);
        chart.setXAxisTitle(last ? "seconds of the call" : "");
        // A chart without any line draws no axes; the lowest line keeps them for a call without a single value.
        add(chart, new Line(" ", new double[] {0, seconds}, new double[] {lowest, lowest}, GRID, Shape.THIN));
        for (Line line : lines) {
            if (Arrays.stream(line.values()).anyMatch(Double::isFinite)) {
                add(chart, line);
            }
        }
        return chart;
    }

    private void style(XYStyler styler) {
        styler.setLegendVisible(false);
        styler.setChartTitleVisible(false);
        styler.setChartPadding(4);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderColor(GRID);
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotContentSize(1.0);
        styler.setPlotMargin(0);
        styler.setAxisTickLabelsFont(font(Font.PLAIN, 12));
        styler.setAxisTitleFont(font(Font.PLAIN, 13));
        styler.setYAxisLeftWidthHint(AXIS_WIDTH_PX);
        styler.setXAxisMin(0.0);
        styler.setXAxisMax(seconds);
        styler.setYAxisMin(lowest);
        styler.setYAxisMax(highest);
        styler.setXAxisTickMarkSpacingHint(90);
        styler.setYAxisTickMarkSpacingHint(34);
        styler.setXAxisTicksVisible(last);
        styler.setXAxisTitleVisible(last);
        styler.setXAxisTickLabelsFormattingFunction(value -> String.format(Locale.ROOT, "%.0f", value));
        styler.setYAxisTickLabelsFormattingFunction(
                value -> String.format(Locale.ROOT, "%.1f", value).replaceFirst("\\.0$", ""));
    }

    private static void add(XYChart chart, Line line) {
        XYSeries series = chart.addSeries(line.name(), line.atSeconds(), line.values());
        series.setLineColor(line.color());
        series.setMarkerColor(line.color());
        series.setMarker(line.shape() == Shape.POINTS ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setXYSeriesRenderStyle(line.shape() == Shape.AREA ? XYSeriesRenderStyle.Area : XYSeriesRenderStyle.Line);
        series.setFillColor(new Color(
                line.color().getRed(), line.color().getGreen(), line.color().getBlue(), 40));
        series.setLineStyle(
                switch (line.shape()) {
                    case THIN -> new BasicStroke(0.8f);
                    case DASHED -> new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, DASH, 0);
                    case LINE, POINTS, AREA -> new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
                });
    }
}
