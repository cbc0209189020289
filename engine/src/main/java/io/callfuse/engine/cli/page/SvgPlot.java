package io.callfuse.engine.cli.page;

import java.util.Locale;

/**
 * A small chart as SVG that stands in a page: two axes, lines, points and marks. Colours are classes, so that the page's style
 * decides how they look by day and by night. One thread.
 */
public final class SvgPlot {
    private static final int WIDTH = 480;
    private static final int LEFT = 46;
    private static final int RIGHT = 14;
    private static final int TOP = 12;
    private static final int BOTTOM = 42;

    private final StringBuilder svg = new StringBuilder();
    private final int height;
    private final Axis x;
    private final Axis y;

    /**
     * An axis.
     *
     * @param title with its unit
     * @param from where it begins
     * @param to where it ends
     * @param step between its ticks
     */
    public record Axis(String title, double from, double to, double step) {}

    /** Begins a chart; {@code name} is read aloud to those who do not see it. */
    public SvgPlot(String name, Axis x, Axis y, int height) {
        this.x = x;
        this.y = y;
        this.height = height;
        svg.append(format(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, height, Html.escaped(name)));
        for (int i = 0; x.from() + i * x.step() <= x.to() + 1e-9; i++) {
            double value = x.from() + i * x.step();
            text("tick", xPx(value), height - BOTTOM + 17, "middle", label(value));
        }
        for (int i = 0; y.step() > 0 && y.from() + i * y.step() <= y.to() + 1e-9; i++) {
            double value = y.from() + i * y.step();
            line("grid", LEFT, yPx(value), WIDTH - RIGHT, yPx(value));
            text("tick", LEFT - 6, yPx(value) + 4, "end", label(value));
        }
        text("title", (LEFT + WIDTH - RIGHT) / 2.0, height - 6, "middle", x.title());
        svg.append(format(
                "<text class=\"title\" text-anchor=\"middle\" transform=\"translate(12 %.1f) rotate(-90)\">%s</text>",
                (TOP + height - BOTTOM) / 2.0, Html.escaped(y.title())));
    }

    /** A line through points; those that are not numbers are left out. */
    public SvgPlot curve(String style, double[] xs, double[] ys) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < xs.length; i++) {
            if (!Double.isNaN(xs[i]) && !Double.isNaN(ys[i])) {
                points.append(format("%.1f,%.1f ", xPx(xs[i]), yPx(ys[i])));
            }
        }
        svg.append(format(
                "<polyline class=\"curve %s\" points=\"%s\"/>",
                style, points.toString().strip()));
        return this;
    }

    /** A point with a radius in pixels, and what it says when pointed at. */
    public SvgPlot point(String style, double atX, double atY, double radiusPx, String tip) {
        svg.append(format(
                "<circle class=\"point %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>%s</title></circle>",
                style, xPx(atX), yPx(atY), radiusPx, Html.escaped(tip)));
        return this;
    }

    /** A line from the bottom to the top with a word at its upper end. */
    public SvgPlot upright(String style, double atX, String word) {
        line(style, xPx(atX), TOP, xPx(atX), height - BOTTOM);
        boolean right = xPx(atX) > WIDTH * 0.7;
        text("word", xPx(atX) + (right ? -4 : 4), TOP + 10, right ? "end" : "start", word);
        return this;
    }

    /** A straight line between two points. */
    public SvgPlot straight(String style, double fromX, double fromY, double toX, double toY) {
        line(style, xPx(fromX), yPx(fromY), xPx(toX), yPx(toY));
        return this;
    }

    /** A bar that stands on the lower axis. */
    public SvgPlot bar(String style, double fromX, double toX, double atY, String tip) {
        return block(style, fromX, toX, y.from(), atY, tip);
    }

    /** A part of a bar, from one height to another. */
    public SvgPlot block(String style, double fromX, double toX, double fromY, double toY, String tip) {
        svg.append(format(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s</title></rect>",
                style,
                xPx(fromX) + 1,
                yPx(toY),
                Math.max(0, xPx(toX) - xPx(fromX) - 2),
                yPx(fromY) - yPx(toY),
                Html.escaped(tip)));
        return this;
    }

    /** A word beside the left axis, for axes without numbers. */
    public SvgPlot rowName(double atY, String word) {
        text("rowname", LEFT + 2, yPx(atY) - 9, "start", word);
        return this;
    }

    /** The markup. */
    public String markup() {
        line("axis", LEFT, height - BOTTOM, WIDTH - RIGHT, height - BOTTOM);
        line("axis", LEFT, TOP, LEFT, height - BOTTOM);
        return svg + "</svg>";
    }

    private void line(String style, double x1, double y1, double x2, double y2) {
        svg.append(
                format("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", style, x1, y1, x2, y2));
    }

    private void text(String style, double atX, double atY, String anchor, String words) {
        svg.append(format(
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
                style, atX, atY, anchor, Html.escaped(words)));
    }

    private double xPx(double value) {
        return LEFT + (WIDTH - RIGHT - LEFT) * share(value, x);
    }

    private double yPx(double value) {
        return height - BOTTOM - (height - BOTTOM - TOP) * share(value, y);
    }

    private static double share(double value, Axis axis) {
        return Math.max(0, Math.min(1, (value - axis.from()) / (axis.to() - axis.from())));
    }

    private static String label(double value) {
        return Math.abs(value - Math.rint(value)) < 1e-9 ? format("%.0f", value) : format("%.1f", value);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
