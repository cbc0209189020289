package io.callfuse.models.language;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts text into the tokens that patterns are made of. Text of recognition has no punctuation; where text has some, it becomes
 * a break. Stateless.
 */
public interface Tokenizer {
    /** Stands where a part of a sentence ends. */
    String SOFT_BREAK = ",";

    /** Stands where a sentence ends. */
    String HARD_BREAK = ".";

    /** Any number that is not one. */
    String NUMBER = "#";

    /** Takes the tokens of a text, one after the other. */
    interface Sink {
        /** The next token, or a break. */
        void token(String token);
    }

    /** Cuts a text of any length: a word, a sentence. */
    void cut(String text, Sink sink);

    /** The tokens of a text without its breaks. */
    default List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        cut(text, token -> {
            if (!token.equals(SOFT_BREAK) && !token.equals(HARD_BREAK)) {
                tokens.add(token);
            }
        });
        return tokens;
    }
}
