package io.callfuse.models.language;

/**
 * How an English word sounds, roughly: its consonants as one letter for each sound, and the kind of its first vowel. Made in
 * the manner of the phonetic keys that began with Soundex (Russell 1918) and Metaphone (Philips 1990), with rules of our own.
 */
final class EnglishSound {
    private static final String[][] SOUNDS = {
        {"tch", "C"}, {"sch", "SK"}, {"tio", "X"}, {"sio", "X"}, {"cia", "X"}, {"dge", "J"}, {"igh", "Y"}, {"ght", "T"},
        {"sh", "X"}, {"ch", "C"}, {"ph", "F"}, {"th", "0"}, {"ck", "K"}, {"qu", "KW"}, {"wh", "W"}, {"wr", "R"},
        {"kn", "N"}, {"gn", "N"}, {"mb", "M"}, {"gh", ""}, {"ce", "SY"}, {"ci", "SY"}, {"cy", "SY"}, {"ge", "JY"},
        {"gi", "JY"}, {"x", "KS"}, {"c", "K"}, {"q", "K"}, {"z", "S"}, {"y", "Y"}, {"e", "Y"}, {"i", "Y"},
        {"a", "A"}, {"o", "O"}, {"u", "O"}, {"h", ""}
    };

    private EnglishSound() {}

    static boolean canBeHeard(String token) {
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) < 'a' || token.charAt(i) > 'z') {
                return false;
            }
        }
        return true;
    }

    /** The key of a word of small letters; words with the same key sound alike. */
    static String key(String word) {
        StringBuilder key = new StringBuilder(word.startsWith("h") ? "H" : "");
        // Recognisers drop the end of "-ing".
        int length = word.endsWith("ing") ? word.length() - 1 : word.length();
        boolean vowelHeard = false;
        int i = 0;
        while (i < length) {
            int rule = rule(word, i);
            String sound = rule < 0 ? word.substring(i, i + 1).toUpperCase(java.util.Locale.ROOT) : SOUNDS[rule][1];
            i += rule < 0 ? 1 : SOUNDS[rule][0].length();
            for (int s = 0; s < sound.length(); s++) {
                char c = sound.charAt(s);
                boolean vowel = c == 'A' || c == 'O' || c == 'Y';
                boolean again = key.length() > 0 && key.charAt(key.length() - 1) == c;
                if (!again && !(vowel && vowelHeard)) {
                    key.append(c);
                }
                vowelHeard |= vowel;
            }
        }
        return key.toString();
    }

    private static int rule(String word, int at) {
        for (int r = 0; r < SOUNDS.length; r++) {
            if (word.startsWith(SOUNDS[r][0], at)) {
                return r;
            }
        }
        return -1;
    }
}
