package io.callfuse.models.language;

import java.util.HashMap;
import java.util.Map;

/**
 * English: small letters, contractions in full (with the apostrophe or, as recognisers write them, without), ordinals and
 * numbers as words or digits alike. Immutable.
 */
final class EnglishTokens implements Tokenizer {
    private static final Map<String, String[]> WRITTEN_OUT = new HashMap<>();
    private static final String[] NUMBERS =
            ("two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
                            + " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand")
                    .split(" ");
    private static final String[] ORDINALS =
            "first second third fourth fifth sixth seventh eighth ninth tenth".split(" ");
    private static final int CODE_DIGITS = 3;

    static {
        for (String line : new String[] {
            "won't=will not",
            "wont=will not",
            "can't=can not",
            "cant=can not",
            "cannot=can not",
            "shan't=shall not",
            "ain't=is not",
            "aint=is not",
            "dont=do not",
            "didnt=did not",
            "doesnt=does not",
            "isnt=is not",
            "wasnt=was not",
            "arent=are not",
            "werent=were not",
            "couldnt=could not",
            "shouldnt=should not",
            "wouldnt=would not",
            "havent=have not",
            "hasnt=has not",
            "hadnt=had not",
            "mustnt=must not",
            "im=i am",
            "ive=i have",
            "youre=you are",
            "youve=you have",
            "theyre=they are",
            "theyve=they have",
            "thats=that is",
            "whats=what is",
            "theres=there is",
            "gonna=going to",
            "wanna=want to",
            "gotta=got to",
            "gimme=give me",
            "lemme=let me",
            "dunno=do not know",
            "kinda=kind of",
            "sorta=sort of",
            "outta=out of",
            "ok=okay",
            "let's=let us",
            "lets=let us",
            "y'all=you all",
            "cos=because",
            "cuz=because",
            "'cause=because",
            "u=you",
            "ur=your",
            "pls=please",
            "thx=thanks",
            "everytime=every time",
            "alot=a lot",
            "til=until",
            "ma'am=madam",
            "o'clock=oclock",
            "c'mon=come on",
            "w.r.t=about",
            "wi-fi=wifi"
        }) {
            int equals = line.indexOf('=');
            WRITTEN_OUT.put(
                    line.substring(0, equals), line.substring(equals + 1).split(" "));
        }
        for (String number : NUMBERS) {
            WRITTEN_OUT.put(number, new String[] {NUMBER});
        }
        for (String pronoun :
                "it that what he she there here who where how this when why everything nothing".split(" ")) {
            WRITTEN_OUT.put(pronoun + "'s", new String[] {pronoun, "is"});
        }
    }

    @Override
    public void cut(String text, Sink sink) {
        int i = 0;
        while (i < text.length()) {
            char c = fold(text.charAt(i));
            if (isPartOfWord(c)) {
                int end = i + 1;
                while (end < text.length() && continues(text, end)) {
                    end++;
                }
                word(folded(text, i, end), sink);
                i = end;
            } else {
                if (".!?\n".indexOf(c) >= 0) {
                    sink.token(HARD_BREAK);
                } else if (",;:()\"…—–".indexOf(c) >= 0) {
                    sink.token(SOFT_BREAK);
                }
                i++;
            }
        }
    }

    private static boolean continues(String text, int at) {
        char c = fold(text.charAt(at));
        if (isPartOfWord(c)) {
            return true;
        }
        // 3.5 and 1,000 are one number, and wi-fi one word
        boolean inside = at + 1 < text.length() && Character.isDigit(text.charAt(at - 1));
        if (c == '.' || c == ',') {
            return inside && Character.isDigit(text.charAt(at + 1));
        }
        return c == '-' && text.regionMatches(true, at - 2, "wi-fi", 0, 5);
    }

    private static void word(String word, Sink sink) {
        String[] inFull = WRITTEN_OUT.get(word);
        if (inFull != null) {
            for (String token : inFull) {
                sink.token(token);
            }
            return;
        }
        if (Character.isDigit(word.charAt(0))) {
            sink.token(number(word));
            return;
        }
        int apostrophe = word.lastIndexOf('\'');
        if (apostrophe < 0) {
            sink.token(word);
        } else {
            contraction(word, apostrophe, sink);
        }
    }

    private static void contraction(String word, int apostrophe, Sink sink) {
        String ending = word.substring(apostrophe);
        String stem = word.substring(0, apostrophe);
        if (ending.equals("'t") && stem.endsWith("n") && stem.length() > 1) {
            sink.token(stem.substring(0, stem.length() - 1));
            sink.token("not");
            return;
        }
        String second =
                switch (ending) {
                    case "'m" -> "am";
                    case "'re" -> "are";
                    case "'ve" -> "have";
                    case "'ll" -> "will";
                    case "'d" -> "would";
                    case "'s" -> "'s";
                    default -> null;
                };
        if (second == null || stem.isEmpty()) {
            String bare = word.replace("'", "");
            if (!bare.isEmpty()) {
                sink.token(bare);
            }
            return;
        }
        sink.token(stem.replace("'", ""));
        sink.token(second);
    }

    private static String number(String word) {
        if (word.equals("1")) {
            return "one";
        }
        int digits = 0;
        while (digits < word.length() && Character.isDigit(word.charAt(digits))) {
            digits++;
        }
        String ending = word.substring(digits);
        if (ending.equals("st") || ending.equals("nd") || ending.equals("rd") || ending.equals("th")) {
            int which = digits > 2 ? Integer.MAX_VALUE : Integer.parseInt(word.substring(0, digits));
            return which >= 1 && which <= ORDINALS.length ? ORDINALS[which - 1] : ORDINALS[ORDINALS.length - 1];
        }
        return ending.isEmpty() && digits == CODE_DIGITS ? word : NUMBER;
    }

    private static boolean isPartOfWord(char c) {
        return c == '\'' || c == '*' || Character.isLetterOrDigit(c);
    }

    private static String folded(String text, int from, int end) {
        StringBuilder folded = new StringBuilder(end - from);
        for (int i = from; i < end; i++) {
            folded.append(fold(text.charAt(i)));
        }
        return folded.toString();
    }

    private static char fold(char c) {
        return c == '’' || c == '‘' ? '\'' : Character.toLowerCase(c);
    }
}
