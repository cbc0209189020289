package io.callfuse.models.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * All that is known of how callers of one language speak: the rules, the program of their patterns, the map of needs. Immutable;
 * any thread may read it, and all legs share it.
 */
public final class LanguageModel {
    /** A pattern shorter than this is found as it is written or not at all, tokens. */
    public static final int MIN_TOKENS_BY_SOUND = 3;

    private static final int[] NO_RULES = {};

    private final Language language;
    private final Tokenizer tokenizer;
    private final Vocabulary vocabulary;
    private final Labels labels;
    private final List<Rule> rules;
    private final PatternCode code;
    private final int[][] rulesOfToken;
    private final int[][] rulesOfSound;
    private final BitSet[] tokensBeforeLast;
    private final BitSet[] soundsBeforeLast;
    private final List<Need> needs;
    private final List<Example> examples;

    LanguageModel(LanguageReader read, PatternCompiler compiler) {
        language = read.language();
        tokenizer = read.tokenizer();
        vocabulary = read.vocabulary();
        labels = read.labels();
        needs = List.copyOf(read.needs());
        examples = List.copyOf(read.examples());
        rules = new ArrayList<>(read.rules());
        rules.sort(Comparator.comparing(Rule::kind));
        code = compiler.compiled();
        List<List<Integer>> byToken = empty(vocabulary.size());
        List<List<Integer>> bySound = empty(vocabulary.soundCount());
        tokensBeforeLast = new BitSet[rules.size()];
        soundsBeforeLast = new BitSet[rules.size()];
        for (int r = 0; r < rules.size(); r++) {
            BitSet before = new BitSet();
            if (compiler.precedesLast(rules.get(r).entry(), false, before)) {
                tokensBeforeLast[r] = before;
                soundsBeforeLast[r] = sounds(before);
            }
            BitSet last = new BitSet();
            compiler.endsWith(rules.get(r).entry(), last);
            for (int token = last.nextSetBit(0); token >= 0; token = last.nextSetBit(token + 1)) {
                byToken.get(token).add(r);
            }
            BitSet sounds = sounds(last);
            Rule.Kind kind = rules.get(r).kind();
            boolean heardBySound = (kind == Rule.Kind.PHRASE || kind == Rule.Kind.NEED)
                    && compiler.longest(rules.get(r).entry()) >= MIN_TOKENS_BY_SOUND;
            for (int sound = sounds.nextSetBit(1); heardBySound && sound >= 0; sound = sounds.nextSetBit(sound + 1)) {
                bySound.get(sound).add(r);
            }
        }
        rulesOfToken = arrays(byToken);
        rulesOfSound = arrays(bySound);
    }

    private BitSet sounds(BitSet tokens) {
        BitSet sounds = new BitSet();
        for (int token = tokens.nextSetBit(0); token >= 0; token = tokens.nextSetBit(token + 1)) {
            sounds.set(vocabulary.soundOf(token));
        }
        sounds.clear(0);
        return sounds;
    }

    private static List<List<Integer>> empty(int size) {
        List<List<Integer>> lists = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }

    private static int[][] arrays(List<List<Integer>> lists) {
        return lists.stream()
                .map(list -> list.isEmpty()
                        ? NO_RULES
                        : list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    /** The model that ships with the engine. */
    public static LanguageModel embedded(Language language) {
        try {
            return LanguageFiles.embedded(language).model();
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded phrases cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The model that ships with the engine and, read after it, the files {@code DIRECTORY/en/*.txt} or {@code
     * DIRECTORY/zh/*.txt} in the order of their names.
     *
     * @throws LanguageFileException naming the file and the line that is wrong
     * @throws IOException if a file cannot be read
     */
    public static LanguageModel load(Language language, Path directory) throws IOException {
        return LanguageFiles.embedded(language)
                .extendedBy(directory, new PhraseHash())
                .model();
    }

    /** The language. */
    public Language language() {
        return language;
    }

    /** Cuts what is said into tokens. */
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /** The tokens that patterns know. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The labels, topics included. */
    public Labels labels() {
        return labels;
    }

    /** How many rules there are. */
    public int ruleCount() {
        return rules.size();
    }

    /** A rule. */
    public Rule rule(int number) {
        return rules.get(number);
    }

    /** The program of all patterns. */
    public PatternCode code() {
        return code;
    }

    /** The rules whose pattern can end with a token, in the order of their kinds; not to be changed. */
    public int[] rulesEndingWith(int token) {
        return rulesOfToken[token];
    }

    /** The phrases whose pattern can end with a token that sounds so; not to be changed. */
    public int[] rulesEndingWithSound(int sound) {
        return rulesOfSound[sound];
    }

    /** Whether a rule's pattern can have a token before its last one: most have not, which is quick to see. */
    public boolean mayPrecedeLast(int rule, int token) {
        BitSet tokens = tokensBeforeLast[rule];
        return tokens == null || tokens.get(token);
    }

    /** The same where the token may only sound like one of the pattern's. */
    public boolean mayPrecedeLast(int rule, int token, int sound) {
        return mayPrecedeLast(rule, token) || sound != 0 && soundsBeforeLast[rule].get(sound);
    }

    /** The map from what was said to what may be offered. */
    public List<Need> needs() {
        return needs;
    }

    /** Sentences that the files give as examples. */
    public List<Example> examples() {
        return examples;
    }
}
