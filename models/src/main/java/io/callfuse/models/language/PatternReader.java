package io.callfuse.models.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads patterns as they are written in phrase files:
 *
 * <pre>
 *   pattern  = sequence { "|" sequence }
 *   sequence = { part [ "?" ] }                    the question mark: may be left out
 *   part     = text | text "+" | "{" class "}" | "(" pattern ")" | "#" | ".." digits | "^"
 * </pre>
 *
 * <p>Text is cut into tokens as what callers say is; {@code +} after an English word stands for its inflections; {@code #} is a
 * number, {@code ..3} up to three tokens of any kind, {@code ^} the beginning of a part of a sentence. In Chinese a question
 * mark belongs to the character before it. Not for several threads.
 */
final class PatternReader {
    private static final String SPECIAL = "|?{}()#^";

    private final Tokenizer tokenizer;
    private final Inflections inflections;
    private final boolean characters;
    private final Map<String, List<PatternPart>> classes = new HashMap<>();
    private SourceLine line;
    private String text;
    private int at;

    PatternReader(Tokenizer tokenizer, Inflections inflections, boolean characters) {
        this.tokenizer = tokenizer;
        this.inflections = inflections;
        this.characters = characters;
    }

    /** The patterns that stand in a line with {@code |} between them: each is a rule of its own. */
    static List<String> alternatives(String line) {
        List<String> alternatives = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == '|' && depth == 0) {
                alternatives.add(line.substring(from, i));
                from = i + 1;
            }
        }
        alternatives.add(line.substring(from));
        return alternatives;
    }

    /** Adds a line to the class of patterns that {@code {name}} stands for. */
    void addToClass(String name, SourceLine member) throws LanguageFileException {
        PatternPart part = read(member);
        classes.computeIfAbsent(name, none -> new ArrayList<>()).add(part);
    }

    /** Reads the pattern that is a line's whole text. */
    PatternPart read(SourceLine source) throws LanguageFileException {
        return read(source, source.text());
    }

    /** Reads a pattern that stands in a line. */
    PatternPart read(SourceLine source, String pattern) throws LanguageFileException {
        line = source;
        text = pattern;
        at = 0;
        PatternPart part = choice();
        if (at < text.length()) {
            throw line.fault("')' without '('");
        }
        return part;
    }

    private PatternPart choice() throws LanguageFileException {
        List<PatternPart> parts = new ArrayList<>();
        parts.add(sequence());
        while (at < text.length() && text.charAt(at) == '|') {
            at++;
            parts.add(sequence());
        }
        return parts.size() == 1 ? parts.get(0) : oneWord(parts);
    }

    /** A choice among single words is a word of several forms. */
    private static PatternPart oneWord(List<PatternPart> parts) {
        Set<String> forms = new LinkedHashSet<>();
        for (PatternPart part : parts) {
            if (!(part instanceof PatternPart.Word word)) {
                return new PatternPart.Choice(List.copyOf(parts));
            }
            forms.addAll(word.forms());
        }
        return new PatternPart.Word(forms);
    }

    private PatternPart sequence() throws LanguageFileException {
        List<PatternPart> parts = new ArrayList<>();
        while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else {
                part(parts);
                if (at < text.length() && text.charAt(at) == '?') {
                    at++;
                    if (parts.isEmpty()) {
                        throw line.fault("'?' with nothing before it");
                    }
                    parts.add(new PatternPart.Optional(parts.remove(parts.size() - 1)));
                }
            }
        }
        if (parts.isEmpty()) {
            throw line.fault("a pattern, or a part of a choice, is empty");
        }
        return parts.size() == 1 ? parts.get(0) : new PatternPart.Sequence(List.copyOf(parts));
    }

    private void part(List<PatternPart> parts) throws LanguageFileException {
        char c = text.charAt(at);
        if (c == '(') {
            at++;
            PatternPart inner = choice();
            if (at >= text.length()) {
                throw line.fault("'(' without ')'");
            }
            at++;
            parts.add(inner);
        } else if (c == '{') {
            parts.add(classPart());
        } else if (c == '#') {
            at++;
            parts.add(new PatternPart.Word(Set.of(Tokenizer.NUMBER)));
        } else if (c == '^') {
            at++;
            parts.add(new PatternPart.Start());
        } else if (text.startsWith("..", at)) {
            parts.add(gap());
        } else if (SPECIAL.indexOf(c) >= 0) {
            throw line.fault("'" + c + "' is not expected at character " + (at + 1));
        } else {
            literal(parts);
        }
    }

    private PatternPart classPart() throws LanguageFileException {
        int end = text.indexOf('}', at);
        if (end < 0) {
            throw line.fault("'{' without '}'");
        }
        String name = text.substring(at + 1, end);
        List<PatternPart> members = classes.get(name);
        if (members == null) {
            throw line.fault("there is no class '" + name + "' above this line");
        }
        at = end + 1;
        return oneWord(members);
    }

    private PatternPart gap() throws LanguageFileException {
        int end = at + 2;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        if (end == at + 2 || end > at + 3) {
            throw line.fault("'..' needs a number of tokens from 1 to 9");
        }
        int max = text.charAt(end - 1) - '0';
        at = end;
        return new PatternPart.Gap(max);
    }

    private void literal(List<PatternPart> parts) throws LanguageFileException {
        int end = at;
        while (end < text.length()
                && !Character.isWhitespace(text.charAt(end))
                && SPECIAL.indexOf(text.charAt(end)) < 0
                && !text.startsWith("..", end)) {
            end++;
        }
        String literal = text.substring(at, end);
        at = end;
        boolean inflected = literal.endsWith("+");
        List<String> tokens = tokenizer.tokens(inflected ? literal.substring(0, literal.length() - 1) : literal);
        if (tokens.isEmpty()) {
            throw line.fault("'" + literal + "' is no word");
        }
        List<PatternPart> words = new ArrayList<>();
        for (int t = 0; t < tokens.size(); t++) {
            boolean last = t == tokens.size() - 1;
            words.add(new PatternPart.Word(inflected && last ? inflections.of(tokens.get(t)) : Set.of(tokens.get(t))));
        }
        if (characters || words.size() == 1) {
            parts.addAll(words);
        } else {
            parts.add(new PatternPart.Sequence(words));
        }
    }
}
