package io.callfuse.engine.cli.evaluation;

import java.util.List;
import java.util.function.Consumer;

/** Builds a page of HTML, top to bottom; what is text is escaped, tags are closed. One thread. */
final class Html {
    private final StringBuilder page = new StringBuilder(64 * 1024);

    /** Text as it may stand in an element or an attribute. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** An element with text in it. */
    Html text(String tag, String text) {
        return element(tag, body -> body.page.append(escaped(text)));
    }

    /** An element with others in it; {@code tag} may have attributes. */
    Html element(String tag, Consumer<Html> body) {
        page.append('<').append(tag).append('>');
        body.accept(this);
        page.append("</").append(tag.split(" ", 2)[0]).append(">\n");
        return this;
    }

    /** What is markup already, such as a drawing. */
    Html markup(String markup) {
        page.append(markup);
        return this;
    }

    /** A table that scrolls by itself where the page is narrow; cells of the first column are its rows' names. */
    Html table(List<String> heads, List<String[]> rows) {
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
