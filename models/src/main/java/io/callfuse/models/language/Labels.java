package io.callfuse.models.language;

import java.util.ArrayList;
import java.util.List;

/**
 * The labels that words can carry, numbered: the {@link LexicalCategory lexical categories}, then the {@link Subtext subtexts},
 * then the topics of the language's files in their order. Immutable.
 */
public final class Labels {
    /** How many labels there can be, so that a set of them is a {@code long}. */
    public static final int MAX = 64;

    private static final LexicalCategory[] CATEGORIES = LexicalCategory.values();
    private static final Subtext[] SUBTEXTS = Subtext.values();
    private static final int FIRST_TOPIC = CATEGORIES.length + SUBTEXTS.length;

    private final List<String> names = new ArrayList<>();

    Labels(List<String> topics) {
        for (LexicalCategory category : CATEGORIES) {
            names.add(category.label());
        }
        for (Subtext subtext : SUBTEXTS) {
            names.add(subtext.label());
        }
        for (String topic : topics) {
            if (names.contains(topic)) {
                throw new IllegalArgumentException("'" + topic + "' is a label twice");
            }
            names.add(topic);
        }
        if (names.size() > MAX) {
            throw new IllegalArgumentException((names.size() - FIRST_TOPIC) + " topics are too many");
        }
    }

    /** How many labels there are. */
    public int size() {
        return names.size();
    }

    /** A label's name. */
    public String name(int label) {
        return names.get(label);
    }

    /** The number of a label, -1 where there is none of that name. */
    public int indexOf(String name) {
        return names.indexOf(name);
    }

    /** The number of a category. */
    public static int of(LexicalCategory category) {
        return category.ordinal();
    }

    /** The number of a subtext. */
    public static int of(Subtext subtext) {
        return CATEGORIES.length + subtext.ordinal();
    }

    /** The number of the first topic; all later ones are topics, too. */
    public static int firstTopic() {
        return FIRST_TOPIC;
    }

    /** Whether a label is a category. */
    public static boolean isCategory(int label) {
        return label < CATEGORIES.length;
    }

    /** Whether a label is a topic. */
    public static boolean isTopic(int label) {
        return label >= FIRST_TOPIC;
    }

    /** The names of all topics. */
    public List<String> topics() {
        return List.copyOf(names.subList(FIRST_TOPIC, names.size()));
    }
}
