package io.callfuse.engine.privacy;

import io.callfuse.engine.privacy.NumberPiece.Kind;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Knows which words, or parts of them, tell digits: English and Chinese, spoken, written, and mixed. Stateless. */
final class NumberWords {
    private static final Pattern SIGNS_ABOUT = Pattern.compile("^[^\\p{L}\\p{Nd}#]+|[^\\p{L}\\p{Nd}#]+$");
    private static final Pattern SIGNS_WITHIN = Pattern.compile("[-._/·]+");
    private static final Map<String, Integer> ENGLISH = Map.ofEntries(
            Map.entry("zero", 1),
            Map.entry("oh", 1),
            Map.entry("o", 1),
            Map.entry("nought", 1),
            Map.entry("naught", 1),
            Map.entry("nil", 1),
            Map.entry("one", 1),
            Map.entry("two", 1),
            Map.entry("three", 1),
            Map.entry("four", 1),
            Map.entry("five", 1),
            Map.entry("six", 1),
            Map.entry("seven", 1),
            Map.entry("eight", 1),
            Map.entry("nine", 1),
            Map.entry("niner", 1),
            Map.entry("ten", 2),
            Map.entry("eleven", 2),
            Map.entry("twelve", 2),
            Map.entry("thirteen", 2),
            Map.entry("fourteen", 2),
            Map.entry("fifteen", 2),
            Map.entry("sixteen", 2),
            Map.entry("seventeen", 2),
            Map.entry("eighteen", 2),
            Map.entry("nineteen", 2));
    private static final Set<String> TENS =
            Set.of("twenty", "thirty", "forty", "fourty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final Set<String> UNITS =
            Set.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
    /** Said for digits, or told with them; a digit each where they stand between others. */
    private static final Set<String> PERHAPS_DIGITS =
            Set.of("to", "too", "for", "fore", "ate", "won", "thousand", "million");

    private static final Set<String> NOUGHTS = Set.of("oh", "o", "ohs");
    private static final Set<String> FILLERS = Set.of(
            ("hundred and dash hyphen minus point dot plus slash space then uh um er erm hm hmm comma x ex okay ok yes yeah yep"
                            + " right alright so again next followed by like you know got it")
                    .split(" "));
    private static final Set<String> ANNOUNCEMENTS = Set.of(
            "cvv", "cvc", "pin", "code", "passcode", "password", "digits", "expiry", "expires", "card", "account");
    private static final String HAN_DIGITS = "零〇○一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖弌弍弎兩貳參陸洞拐勾";
    private static final String HAN_TENS = "十拾";
    private static final String HAN_TWENTIES = "廿卅";
    private static final String HAN_MAGNITUDES = "千万亿仟萬億";
    private static final String HAN_FILLERS = "百佰点點杠横橫空嗯呃啊哦额呢吧对對好是再";
    private static final List<String> HAN_FILLING_WORDS = List.of("那个", "那個", "然后", "然後", "就是", "接着", "接著", "后面", "後面");
    private static final List<String> HAN_ANNOUNCEMENTS = List.of(
            "密码", "密碼", "验证码", "驗證碼", "安全码", "安全碼", "卡号", "卡號", "尾号", "尾號", "账号", "帐号", "賬號", "帳號", "身份证", "身份證");

    private NumberWords() {}

    /** Gives the parts of a word, in their order, and returns it in small letters, without signs about it. */
    static String cut(String text, Consumer<NumberPiece> pieces) {
        String word = folded(text);
        String plain = SIGNS_ABOUT.matcher(word).replaceAll("");
        if (word.codePoints().anyMatch(NumberWords::isHan)) {
            cutHan(word, pieces);
            return plain;
        }
        String[] parts = SIGNS_WITHIN.split(word);
        if (parts.length > 1
                && digits(word) == 0
                && List.of(parts).stream().allMatch(part -> digits(part) > 0 || TENS.contains(part))) {
            int digits = 0;
            for (int i = 0; i < parts.length; i++) {
                boolean compound = i > 0 && TENS.contains(parts[i - 1]) && UNITS.contains(parts[i]);
                digits += compound ? 0 : digits(parts[i]);
            }
            pieces.accept(new NumberPiece(0, text.length(), Kind.NUMBER, digits));
        } else {
            pieces.accept(whole(text, plain));
        }
        return plain;
    }

    private static NumberPiece whole(String text, String word) {
        int digits = digits(word);
        Kind kind =
                switch (word) {
                    case "double" -> Kind.DOUBLE;
                    case "triple", "treble" -> Kind.TRIPLE;
                    default -> other(word, digits);
                };
        boolean perhaps = kind == Kind.FILLER && PERHAPS_DIGITS.contains(word);
        return new NumberPiece(0, text.length(), kind, perhaps ? 1 : digits);
    }

    private static Kind other(String word, int digits) {
        if (digits > 0) {
            return Kind.NUMBER;
        }
        if (word.isEmpty() || FILLERS.contains(word) || PERHAPS_DIGITS.contains(word)) {
            return Kind.FILLER;
        }
        return ANNOUNCEMENTS.contains(word) ? Kind.ANNOUNCEMENT : Kind.OTHER;
    }

    /** How many digits a word tells by itself; 0 where it is no number. */
    private static int digits(String word) {
        if (word.contains(NumberRedaction.MASK)) {
            return NumberRedaction.LONG;
        }
        int written = (int) word.chars().filter(Character::isDigit).count();
        if (written > 0) {
            return written;
        }
        if (TENS.contains(word)) {
            return 2;
        }
        int zeroes = word.endsWith("es") ? ENGLISH.getOrDefault(word.substring(0, word.length() - 2), 0) : 0;
        int ones = word.endsWith("s") ? ENGLISH.getOrDefault(word.substring(0, word.length() - 1), 0) : 0;
        return Math.max(ENGLISH.getOrDefault(word, 0), Math.max(zeroes, ones));
    }

    /** Whether a plain word alone may be a nought or a sigh. */
    static boolean isSigh(String plain) {
        return NOUGHTS.contains(plain);
    }

    /** Whether a text announces, in Chinese, that a secret follows. */
    static boolean announces(String text) {
        return HAN_ANNOUNCEMENTS.stream().anyMatch(text::contains);
    }

    /** Whether the second of two plain words only completes the first, as in forty two. */
    static boolean completes(String first, String second) {
        return TENS.contains(first) && UNITS.contains(second);
    }

    private static void cutHan(String word, Consumer<NumberPiece> pieces) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            int at = i;
            if (HAN_FILLING_WORDS.stream().anyMatch(filler -> word.startsWith(filler, at))) {
                pieces.accept(new NumberPiece(i, i + 1, Kind.FILLER));
                pieces.accept(new NumberPiece(i + 1, i + 2, Kind.FILLER));
                i++;
            } else if (c == NumberRedaction.MASK.charAt(0)) {
                pieces.accept(new NumberPiece(i, i + 1, Kind.NUMBER, NumberRedaction.LONG));
            } else if (HAN_DIGITS.indexOf(c) >= 0 || Character.isDigit(c)) {
                pieces.accept(new NumberPiece(i, i + 1, Kind.NUMBER, 1));
            } else if (HAN_TWENTIES.indexOf(c) >= 0) {
                pieces.accept(new NumberPiece(i, i + 1, Kind.NUMBER, 2));
            } else if (HAN_MAGNITUDES.indexOf(c) >= 0) {
                pieces.accept(new NumberPiece(i, i + 1, Kind.FILLER, 1));
            } else if (HAN_TENS.indexOf(c) >= 0) {
                boolean afterDigit = i > 0 && HAN_DIGITS.indexOf(word.charAt(i - 1)) >= 0;
                int digits = afterDigit ? 0 : 1;
                pieces.accept(new NumberPiece(i, i + 1, afterDigit ? Kind.FILLER : Kind.NUMBER, digits));
            } else {
                boolean filler = HAN_FILLERS.indexOf(c) >= 0 || !Character.isLetter(c) || c == 'x';
                pieces.accept(new NumberPiece(i, i + 1, filler ? Kind.FILLER : Kind.OTHER));
            }
        }
    }

    /** Full-width digits and letters become plain ones; the length stays, so that places hold. */
    private static String folded(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return folded.length() == text.length() ? folded : text.toLowerCase(Locale.ROOT);
    }

    private static boolean isHan(int c) {
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN || c == '〇' || c == '○';
    }
}
