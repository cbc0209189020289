package io.callfuse.engine.cli.report;

import io.callfuse.engine.scoring.lexical.HeardSubtext;
import io.callfuse.engine.scoring.lexical.LexicalHit;
import io.callfuse.engine.scoring.lexical.StoryNode;
import io.callfuse.engine.scoring.lexical.UnderstoodCall;
import io.callfuse.models.language.Language;
import io.callfuse.models.language.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code analyze} prints of a caller's words for people: what they were about, what they mean, and when. */
final class WordsText {
    private static final int WORDS_SHOWN = 3;

    private WordsText() {}

    static List<String> lines(UnderstoodCall call) {
        List<String> lines = new ArrayList<>();
        lines.add("  words        " + rate(call));
        call.evidence().topic().ifPresent(topic -> lines.add("  topic        " + topic + words(call, topic)));
        for (HeardSubtext subtext : call.evidence().subtexts()) {
            lines.add(text(
                    "  subtext      %s %.2f at %s%s",
                    subtext.name(),
                    subtext.probability(),
                    Reasons.seconds(subtext.atMs()),
                    words(call, subtext.name())));
        }
        call.evidence().need().ifPresent(need -> lines.add("  need         " + need(need)));
        axis("problem", call.problem(), lines);
        axis("emotion", call.emotion(), lines);
        axis("needs", call.need(), lines);
        return lines;
    }

    private static String rate(UnderstoodCall call) {
        String unit = call.language() == Language.CHINESE ? "characters/min" : "words/min";
        if (call.rate().maxPerMinute() == 0) {
            return call.language().code() + ", too few for a rate";
        }
        return text(
                "%s, %.0f %s at first, highest %.0f",
                call.language().code(),
                call.rate().firstPerMinute(),
                unit,
                call.rate().maxPerMinute());
    }

    private static String words(UnderstoodCall call, String label) {
        String said = call.evidence().hits().stream()
                .filter(hit -> hit.label().equals(label))
                .map(LexicalHit::what)
                .distinct()
                .limit(WORDS_SHOWN)
                .map(what -> "\"" + what + "\"")
                .collect(Collectors.joining(", "));
        return said.isEmpty() ? "" : ": " + said;
    }

    private static String need(Need need) {
        return need.need() + " -> " + String.join("; ", need.offers());
    }

    private static void axis(String name, List<StoryNode> nodes, List<String> lines) {
        if (!nodes.isEmpty()) {
            lines.add(
                    text("  %-13s", name) + nodes.stream().map(WordsText::node).collect(Collectors.joining(", ")));
        }
    }

    private static String node(StoryNode node) {
        Optional<String> what = Optional.of(node.what()).filter(words -> !words.isEmpty());
        return Reasons.seconds(node.atMs()) + " " + node.label()
                + what.map(words -> " (" + words + ")").orElse("");
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
