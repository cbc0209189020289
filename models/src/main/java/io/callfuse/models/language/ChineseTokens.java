package io.callfuse.models.language;

/**
 * Chinese: each character is a token, in its simplified form; a run of numerals is a number, but for a single one; a run of
 * Latin letters is a token. Immutable.
 */
final class ChineseTokens implements Tokenizer {
    private static final String NUMERALS = "0123456789〇零一二两三四五六七八九十";
    private static final String HARD = "。！？.!?\n";
    private static final String SOFT = "，、；：,;:…—～~（）()「」“”\"";
    private static final int FULL_WIDTH_OFFSET = 0xFEE0;
    /** Longer runs of digits, such as telephone numbers, may be patterns of their own. */
    private static final int CODE_DIGITS = 3;

    private final CharacterTable characters;

    ChineseTokens(CharacterTable characters) {
        this.characters = characters;
    }

    static boolean isHan(int codePoint) {
        return codePoint >= 0x3400 && codePoint <= 0x9FFF;
    }

    @Override
    public void cut(String text, Sink sink) {
        int i = 0;
        while (i < text.length()) {
            char c = fold(text.charAt(i));
            if (NUMERALS.indexOf(c) >= 0) {
                i = number(text, i, sink);
            } else if (isHan(c)) {
                sink.token(characters.token(c));
                i++;
            } else if (isLatin(c)) {
                i = word(text, i, sink);
            } else {
                if (HARD.indexOf(c) >= 0) {
                    sink.token(HARD_BREAK);
                } else if (SOFT.indexOf(c) >= 0) {
                    sink.token(SOFT_BREAK);
                }
                i++;
            }
        }
    }

    private int number(String text, int from, Sink sink) {
        int end = from + 1;
        while (end < text.length() && NUMERALS.indexOf(fold(text.charAt(end))) >= 0) {
            end++;
        }
        char first = fold(text.charAt(from));
        if (end - from == 1 && (first == '一' || first == '1')) {
            sink.token("一");
        } else if (end - from >= CODE_DIGITS && Character.digit(first, 10) >= 0 && first < 'A') {
            sink.token(folded(text, from, end));
        } else {
            sink.token(NUMBER);
        }
        return end;
    }

    private static int word(String text, int from, Sink sink) {
        int end = from + 1;
        while (end < text.length() && isLatin(fold(text.charAt(end)))) {
            end++;
        }
        sink.token(folded(text, from, end));
        return end;
    }

    private static String folded(String text, int from, int end) {
        StringBuilder folded = new StringBuilder(end - from);
        for (int i = from; i < end; i++) {
            folded.append(fold(text.charAt(i)));
        }
        return folded.toString();
    }

    private static boolean isLatin(char c) {
        return c >= 'a' && c <= 'z';
    }

    /** Full width becomes half, capital letters small ones, traditional numerals simplified. */
    private static char fold(char c) {
        char half = c >= 0xFF01 && c <= 0xFF5E ? (char) (c - FULL_WIDTH_OFFSET) : c;
        if (half == '兩') {
            return '两';
        }
        return half >= 'A' && half <= 'Z' ? (char) (half + ('a' - 'A')) : half;
    }
}
