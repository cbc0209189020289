package io.callfuse.engine.cli.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Builds a page of HTML, top to bottom; what is text is escaped, tags are closed. One thread. */
public final class Html {
    private static final String STYLE = "page.css";

    private final StringBuilder page = new StringBuilder(64 * 1024);

    /** A whole page that needs no other file and no network; its style comes with it. */
    public static String page(String title, Consumer<Html> main) {
        Html page = new Html();
        page.markup("<!doctype html>\n");
        page.element("html lang=\"en\"", html -> {
            html.element("head", head -> {
                head.markup("<meta charset=\"utf-8\">\n"
                        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                        + "<meta name=\"color-scheme\" content=\"light dark\">\n");
                head.text("title", title);
                head.element("style", style -> style.markup(styleSheet()));
            });
            html.element("body", body -> body.element("main", main));
        });
        return page.toString();
    }

    private static String styleSheet() {
        try (InputStream style = Html.class.getResourceAsStream(STYLE)) {
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A figure with its name, and what bounds it, a line each. */
    public Html tile(String name, String value, String bounds) {
        return element("div class=\"tile\"", tile -> {
            tile.text("div class=\"name\"", name);
            tile.text("div class=\"value\"", value);
            bounds.lines().forEach(line -> tile.text("div class=\"bounds\"", line));
        });
    }

    /** A chart with its legend: the class of the stroke, a blank, what it stands for. */
    public Html chart(String title, String drawing, List<String> legend) {
        return element("figure", figure -> {
            figure.text("h2", title);
            figure.markup(drawing);
            figure.element("figcaption", caption -> {
                for (String entry : legend) {
                    String[] parts = entry.split(" ", 2);
                    caption.element("span class=\"key\"", key -> {
                        key.markup("<i class=\"swatch " + parts[0] + "\"></i>");
                        key.text("span", parts[1]);
                    });
                }
            });
        });
    }

    /** Text as it may stand in an element or an attribute. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** An element with text in it. */
    public Html text(String tag, String text) {
        return element(tag, body -> body.page.append(escaped(text)));
    }

    /** An element with others in it; {@code tag} may have attributes. */
    public Html element(String tag, Consumer<Html> body) {
        page.append('<').append(tag).append('>');
        body.accept(this);
        page.append("</").append(tag.split(" ", 2)[0]).append(">\n");
        return this;
    }

    /** What is markup already, such as a drawing. */
    public Html markup(String markup) {
        page.append(markup);
        return this;
    }

    /** A table that scrolls by itself where the page is narrow; cells of the first column are its rows' names. */
    public Html table(List<String> heads, List<String[]> rows) {
        return element(
                "div class=\"scroll\"",
                box -> box.element("table", table -> {
                    table.element(
                            "thead", head -> head.element("tr", row -> heads.forEach(cell -> row.text("th", cell))));
                    table.element(
                            "tbody",
                            body -> rows.forEach(cells -> body.element("tr", row -> {
                                for (int i = 0; i < cells.length; i++) {
                                    row.text(i == 0 ? "th scope=\"row\"" : "td", cells[i]);
                                }
                            })));
                }));
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
