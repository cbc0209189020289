package io.callfuse.models.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the lines of phrase files: {@code [section ...]} and the lines that belong to it. Patterns are compiled at the end, since a
 * later file may take some away. For one thread.
 */
final class LanguageReader {
    /** What is done with each line of the section that stands open. */
    private interface LineReader {
        void read(SourceLine line) throws LanguageFileException;
    }

    /** A rule whose pattern is read and not compiled yet. */
    private record OpenRule(
            Rule.Kind kind, Section section, PatternPart pattern, int need, String text, SourceLine line) {}

    /** That one label brings another, and where that is said. */
    private record Implication(Section section, SourceLine line) {}

    private final Language language;
    private final List<Implication> implications = new ArrayList<>();
    private final CharacterTable characters = new CharacterTable();
    private final Tokenizer tokenizer;
    private final Inflections inflections = new Inflections();
    private final Vocabulary vocabulary;
    private final PatternReader patterns;
    private final List<OpenRule> open = new ArrayList<>();
    private final List<String> topics = new ArrayList<>();
    private final List<String[]> exampleLines = new ArrayList<>();
    private final List<Need> needs = new ArrayList<>();
    private final List<Example> examples = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private Labels labels = new Labels(List.of());
    private final boolean ofAgent;
    private LineReader section;

    /** @param ofAgent whether the files say what agents say, and not callers */
    LanguageReader(Language language, boolean ofAgent) {
        this.language = language;
        this.ofAgent = ofAgent;
        tokenizer = language == Language.CHINESE ? new ChineseTokens(characters) : new EnglishTokens();
        vocabulary = new Vocabulary(characters);
        patterns = new PatternReader(tokenizer, inflections, language == Language.CHINESE);
    }

    /** A new file begins: it must open a section of its own. */
    void begin(String file) {
        section = line -> {
            throw line.fault("a line before the first [section]");
        };
    }

    void take(SourceLine line) throws LanguageFileException {
        if (line.text().startsWith("[") && line.text().endsWith("]")) {
            section = open(Section.read(line), line);
        } else {
            section.read(line);
        }
    }

    private LineReader open(Section header, SourceLine at) throws LanguageFileException {
        if (ofAgent && List.of("category", "subtext", "topic", "needs").contains(header.name())) {
            throw at.fault("agent.txt has [agent ...], no [" + header.name() + " ...]");
        }
        return switch (header.name()) {
            case "class" -> line -> patterns.addToClass(header.word(), line);
            case "forms" -> line -> inflections.addIrregular(words(line));
            case "common" ->
                line -> {
                    if (language == Language.CHINESE) {
                        characters.addCommon(line);
                    } else {
                        vocabulary.addCommon(words(line));
                    }
                };
            case "sounds" -> characters::addSounds;
            case "simplified" -> characters::addSimplified;
            case "agent" -> {
                if (!ofAgent) {
                    throw at.fault("[agent ...] belongs in agent.txt");
                }
                if (!AgentStatement.isLabel(header.word())) {
                    throw at.fault("there is no agent '" + header.word() + "'");
                }
                addTopic(header.word(), at);
                yield line -> addRule(Rule.Kind.PHRASE, header, line);
            }
            case "topic" -> {
                addTopic(header.word(), at);
                yield line -> addRule(Rule.Kind.PHRASE, header, line);
            }
            case "category", "subtext" -> {
                label(header, at);
                yield line -> addRule(Rule.Kind.PHRASE, header, line);
            }
            case "neutral" -> line -> addRule(Rule.Kind.NEUTRAL, header, line);
            case "idiom" -> line -> addRule(Rule.Kind.IDIOM, header, line);
            case "boundary" -> line -> addRule(Rule.Kind.BOUNDARY, header, line);
            case "cancels", "changes" -> {
                Rule.Kind kind = header.back() ? Rule.Kind.CUE_BACK : Rule.Kind.CUE_AHEAD;
                yield line -> addRule(kind, header, line);
            }
            case "examples" -> line -> exampleLines.add(new String[] {header.word(), line.text()});
            case "needs" -> this::addNeed;
            case "implies" -> {
                implications.add(new Implication(header, at));
                yield line -> {
                    throw line.fault("[implies] has no lines");
                };
            }
            case "remove" -> this::remove;
            default -> throw at.fault("there is no section '" + header.name() + "'");
        };
    }

    private void addTopic(String name, SourceLine at) throws LanguageFileException {
        if (!topics.contains(name)) {
            topics.add(name);
            labels = labels(at);
        }
    }

    private static List<String> words(SourceLine line) {
        return Arrays.asList(line.text().split("\\s+"));
    }

    private Labels labels(SourceLine at) throws LanguageFileException {
        try {
            return new Labels(topics);
        } catch (IllegalArgumentException e) {
            throw at.fault(e.getMessage());
        }
    }

    private int label(Section header, SourceLine at) throws LanguageFileException {
        int label = labels.indexOf(header.word());
        boolean category = label >= 0 && Labels.isCategory(label);
        boolean fits = label >= 0
                && switch (header.name()) {
                    case "category" -> category;
                    case "topic", "agent" -> Labels.isTopic(label);
                    default -> !category && !Labels.isTopic(label);
                };
        if (!fits) {
            throw at.fault("there is no " + header.name() + " '" + header.word() + "'");
        }
        return label;
    }

    private void addRule(Rule.Kind kind, Section header, SourceLine line) throws LanguageFileException {
        for (String pattern : PatternReader.alternatives(line.text())) {
            open.add(new OpenRule(kind, header, patterns.read(line, pattern), -1, pattern.strip(), line));
        }
    }

    private void addNeed(SourceLine line) throws LanguageFileException {
        String[] levels = line.text().split("\\s*->\\s*");
        if (levels.length != 3) {
            throw line.fault("a need is: what was said -> what is needed -> offer; offer");
        }
        List<String> offers = Arrays.asList(levels[2].split("\\s*;\\s*"));
        String said = levels[0];
        if (said.startsWith("\"") && said.endsWith("\"") && said.length() > 2) {
            PatternPart pattern = patterns.read(line, said.substring(1, said.length() - 1));
            open.add(new OpenRule(Rule.Kind.NEED, Section.NONE, pattern, needs.size(), said, line));
            needs.add(new Need(said, 0, levels[1], offers));
            return;
        }
        long all = 0;
        for (String name : said.split("\\s*\\+\\s*")) {
            int label = labels.indexOf(name);
            if (label < 0) {
                throw line.fault("there is no label '" + name + "'");
            }
            all |= 1L << label;
        }
        needs.add(new Need(said, all, levels[1], offers));
    }

    private void remove(SourceLine line) throws LanguageFileException {
        if (!open.removeIf(rule -> rule.text().equals(line.text()))) {
            throw line.fault("there is no pattern '" + line.text() + "' to remove");
        }
    }

    /** Compiles all that was read. */
    LanguageModel finish() throws LanguageFileException {
        PatternCompiler compiler = new PatternCompiler(vocabulary);
        for (OpenRule rule : open) {
            int entry = compiler.add(rule.pattern(), rule.text(), rule.line());
            Section header = rule.section();
            int number =
                    switch (rule.kind()) {
                        case PHRASE -> label(header, rule.line());
                        case NEED -> rule.need();
                        default -> header.tokens();
                    };
            long changed = header.labels(labels, rule.line());
            rules.add(new Rule(
                    rule.kind(),
                    entry,
                    number,
                    changed,
                    header.weight(),
                    rule.line().text()));
        }
        for (Implication implication : implications) {
            addImplied(implication);
        }
        for (String[] example : exampleLines) {
            examples.add(new Example(labels.indexOf(example[0]), example[1]));
        }
        return new LanguageModel(this, compiler);
    }

    private void addImplied(Implication implication) throws LanguageFileException {
        Section section = implication.section();
        int from = labels.indexOf(section.from());
        int to = labels.indexOf(section.word());
        if (from < 0 || to < 0) {
            throw implication.line().fault("there is no label '" + (from < 0 ? section.from() : section.word()) + "'");
        }
        for (Rule rule : List.copyOf(rules)) {
            if (rule.kind() == Rule.Kind.PHRASE && rule.number() == from) {
                rules.add(new Rule(rule.kind(), rule.entry(), to, 0, rule.weight() * section.weight(), rule.text()));
            }
        }
    }

    Language language() {
        return language;
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    Labels labels() {
        return labels;
    }

    List<Need> needs() {
        return needs;
    }

    List<Example> examples() {
        return examples;
    }

    List<Rule> rules() {
        return rules;
    }
}
