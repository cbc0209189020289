package io.callfuse.engine.cli.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;

/**
 * Draws a {@link CallPicture} as stacked panels over one axis of time and writes it as PNG. Needs no display, but needs
 * fonts. Stateless.
 */
public final class CallPlot {
    /** Width of the picture, pixels. */
    public static final int WIDTH_PX = 1400;
    /** Height of the picture, pixels. */
    public static final int HEIGHT_PX = 1000;

    private static final int HEADER_PX = 124;
    private static final int LABEL_PX = 17;
    private static final int BELOW_PLOT_PX = 44;
    private static final Color INK = new Color(0x1F2933);
    private static final Color QUIET_INK = new Color(0x52606D);
    private static final float[] DASH = {6, 4};

    private CallPlot() {}

    /**
     * Writes the picture, replacing a file of that name.
     *
     * @throws PlotException if this machine cannot draw text, or the file cannot be written
     */
    public static void write(CallPicture picture, Path png) throws PlotException {
        requireFonts();
        BufferedImage image = new BufferedImage(WIDTH_PX, HEIGHT_PX, BufferedImage.TYPE_INT_RGB);
        draw(picture, image);
        save(image, png);
    }

    /** Writes a picture and the directories above it, replacing a file of that name. */
    static void save(BufferedImage image, Path png) throws PlotException {
        try {
            Path directory = png.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            // Not by the file's name: where that cannot be opened, ImageIO prints a stack trace of its own.
            try (OutputStream out = new FileOutputStream(png.toFile())) {
                if (!ImageIO.write(image, "png", out)) {
                    throw new IOException("this Java cannot write PNG");
                }
            }
        } catch (IOException e) {
            throw new PlotException(png + ": the picture cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Fails where text cannot be drawn. Each Java fails in another way where there are no fonts (17 with a bare
     * {@link Error}), hence the wide catch around the smallest piece of text.
     *
     * @throws PlotException with a message that names the packages to install
     */
    public static void requireFonts() throws PlotException {
        try {
            BufferedImage probe = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = probe.createGraphics();
            graphics.setFont(Panel.font(Font.PLAIN, 12));
            graphics.getFontMetrics().stringWidth("0");
            graphics.dispose();
        } catch (RuntimeException | Error e) {
            throw new PlotException(
                    "pictures need fonts and this machine has none: install them"
                            + " (Debian: apt-get install fontconfig fonts-dejavu-core)",
                    e);
        }
    }

    private static void draw(CallPicture picture, BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH_PX, HEIGHT_PX);
        drawHeader(picture, graphics);
        drawPanels(picture, graphics);
        graphics.dispose();
    }

    private static void drawHeader(CallPicture picture, Graphics2D graphics) {
        graphics.setColor(INK);
        graphics.setFont(Panel.font(Font.BOLD, 22));
        graphics.drawString(picture.title(), 24, 34);
        graphics.setColor(QUIET_INK);
        graphics.setFont(Panel.font(Font.PLAIN, 14));
        graphics.drawString(picture.subtitle(), 24, 58);
    }

    private static void drawPanels(CallPicture picture, Graphics2D graphics) {
        List<Panel> panels = Panel.of(picture);
        int weights = panels.stream().mapToInt(Panel::weight).sum();
        int top = HEADER_PX;
        for (Panel panel : panels) {
            int height = panel.last() ? HEIGHT_PX - top : (HEIGHT_PX - HEADER_PX) * panel.weight() / weights;
            XYChart chart = panel.chart(WIDTH_PX, height);
            Graphics2D part = (Graphics2D) graphics.create(0, top, WIDTH_PX, height);
            chart.paint(part, WIDTH_PX, height);
            part.dispose();
            top += height;
            if (panel.last()) {
                drawThresholdNames(picture, graphics, chart, top - height);
                drawMarkers(picture, graphics, chart);
            }
        }
    }

    private static void drawThresholdNames(CallPicture picture, Graphics2D graphics, XYChart chart, int topPx) {
        graphics.setFont(Panel.font(Font.PLAIN, 12));
        graphics.setColor(QUIET_INK);
        int left = (int) chart.getScreenXFromChart(0) + 8;
        for (double threshold : new double[] {picture.enterThreshold(), picture.exitThreshold()}) {
            String name = String.format(
                    Locale.ROOT,
                    threshold == picture.enterThreshold() ? "confirm from %.0f" : "let go below %.0f",
                    threshold);
            graphics.drawString(name, left, topPx + (int) chart.getScreenYFromChart(threshold) - 5);
        }
    }

    private static void drawMarkers(CallPicture picture, Graphics2D graphics, XYChart chart) {
        graphics.setFont(Panel.font(Font.BOLD, 12));
        graphics.setStroke(new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, DASH, 0));
        List<Label> labels = place(picture.markers(), graphics, chart);
        int bottom = HEIGHT_PX - BELOW_PLOT_PX;
        for (Label label : labels) {
            graphics.setColor(label.marker().kind().color());
            graphics.drawLine(label.xPx(), label.topPx(), label.xPx(), bottom);
        }
        for (Label label : labels) {
            graphics.setColor(label.marker().kind().color());
            graphics.fillRoundRect(label.leftPx(), label.topPx(), label.widthPx(), LABEL_PX, 6, 6);
            graphics.setColor(Color.WHITE);
            graphics.drawString(label.text(), label.leftPx() + 6, label.topPx() + 13);
        }
    }

    /** A marker with its place. */
    private record Label(PlotMarker marker, String text, int xPx, int leftPx, int topPx, int widthPx) {}

    private static List<Label> place(List<PlotMarker> markers, Graphics2D graphics, XYChart chart) {
        List<Integer> rowEnds = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        for (PlotMarker marker : markers) {
            int x = (int) Math.round(chart.getScreenXFromChart(marker.atMs() / 1000.0));
            String text = String.format(Locale.ROOT, "%s at %.1f s", marker.label(), marker.atMs() / 1000.0);
            int width = graphics.getFontMetrics().stringWidth(text) + 12;
            int left = Math.max(4, Math.min(x - 4, WIDTH_PX - width - 8));
            int top = HEADER_PX - LABEL_PX - 1 - 20 * freeRow(rowEnds, left, left + width);
            labels.add(new Label(marker, text, x, left, top, width));
        }
        return labels;
    }

    /** Returns the lowest row in which a label from left to right covers no other; markers come in order of time. */
    private static int freeRow(List<Integer> rowEnds, int left, int right) {
        for (int row = 0; row < rowEnds.size(); row++) {
            if (rowEnds.get(row) < left) {
                rowEnds.set(row, right + 4);
                return row;
            }
        }
        rowEnds.add(right + 4);
        return rowEnds.size() - 1;
    }
}
