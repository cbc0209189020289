package io.callfuse.perf.words;

import io.callfuse.engine.scoring.lexical.LexicalHit;
import io.callfuse.models.language.Labels;
import io.callfuse.models.language.Language;
import io.callfuse.models.language.LanguageModel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Precision and recall of each label on a file of labelled sentences. For one thread. */
final class SentenceFigures {
    private final PrintStream out;
    private final boolean showErrors;

    SentenceFigures(PrintStream out, boolean showErrors) {
        this.out = out;
        this.showErrors = showErrors;
    }

    void print(Path file) throws IOException {
        List<LabelledSentence> sentences = LabelledSentence.read(file);
        if (sentences.isEmpty()) {
            throw new IOException(file + ": has no sentences");
        }
        Language language =
                Language.of(sentences.stream().map(LabelledSentence::text).collect(Collectors.joining(" ")));
        LanguageModel model = LanguageModel.embedded(language);
        Map<String, LabelTally> tallies = new LinkedHashMap<>();
        Understanding.names(model.labels()).forEach(name -> tallies.put(name, new LabelTally()));
        for (LabelledSentence sentence : sentences) {
            judge(sentence, Understanding.of(model, sentence.text()), tallies, file);
        }
        out.printf("%s: %d sentences, %s%n", file.getFileName(), sentences.size(), language.code());
        out.printf("%-13s %5s   %-28s   %s%n", "label", "n", "precision (95 % bounds)", "recall (95 % bounds)");
        LabelTally[] kinds = {new LabelTally(), new LabelTally(), new LabelTally()};
        tallies.forEach((name, tally) -> {
            out.println(tally.row(name));
            kinds[kind(model.labels(), name)].add(tally);
        });
        out.println(kinds[0].row("categories"));
        out.println(kinds[1].row("subtexts"));
        out.println(kinds[2].row("topics"));
        out.println();
    }

    private static int kind(Labels labels, String name) {
        int label = labels.indexOf(name);
        return Labels.isCategory(label) ? 0 : Labels.isTopic(label) ? 2 : 1;
    }

    private void judge(LabelledSentence sentence, Understanding heard, Map<String, LabelTally> tallies, Path file)
            throws IOException {
        Set<String> labels = heard.labels();
        for (String label : sentence.labels()) {
            if (!tallies.containsKey(label)) {
                throw new IOException(file + ": sentence " + sentence.id() + ": there is no label '" + label + "'");
            }
        }
        tallies.forEach((name, tally) -> {
            boolean meant = sentence.labels().contains(name);
            tally.add(labels.contains(name), meant);
            if (showErrors && meant != labels.contains(name)) {
                String why = heard.hits(name).stream().map(LexicalHit::what).collect(Collectors.joining(", "));
                out.printf(
                        "%s %-12s %s  %s [%s]%n", meant ? "miss" : "EXTRA", name, sentence.id(), sentence.text(), why);
            }
        });
    }
}
