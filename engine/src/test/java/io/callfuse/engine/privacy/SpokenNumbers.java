package io.callfuse.engine.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes what people say when they read out a number, and what they say otherwise. The same for the same seed. */
final class SpokenNumbers {
    private static final List<String> EN =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
    private static final List<String> TEENS = List.of(
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    private static final List<String> TENS =
            List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final String ZH = "零一二三四五六七八九";
    private static final List<String> EN_BEFORE = List.of(
            "my number is", "it's", "the card says", "you can reach me at", "my account is", "okay so that's", "");
    private static final List<String> EN_AFTER = List.of("did you get that", "please", "that's all", "thanks", "");
    private static final List<String> ZH_BEFORE = List.of("我的 电话 是", "卡号", "身份证 号码 是", "你 记 一下", "");
    private static final List<String> ZH_AFTER = List.of("记 下来 了 吗", "谢谢", "就 这个", "");
    private static final int[] LENGTHS = {4, 6, 8, 10, 11, 16, 18};

    private final Random random;

    SpokenNumbers(long seed) {
        random = new Random(seed);
    }

    /**
     * An utterance with one number in it.
     *
     * @param words what was said
     * @param from the first word of the number
     * @param to behind its last word
     */
    record Utterance(List<String> words, int from, int to) {}

    Utterance next() {
        int length = LENGTHS[random.nextInt(LENGTHS.length)];
        List<Integer> digits = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            digits.add(random.nextInt(10));
        }
        boolean chinese = random.nextBoolean();
        List<String> words = new ArrayList<>(said(chinese ? ZH_BEFORE : EN_BEFORE));
        int from = words.size();
        words.addAll(
                switch (random.nextInt(4)) {
                    case 0 -> written(digits, chinese);
                    case 1 -> chinese ? chineseInOne(digits) : englishPairs(digits);
                    default -> chinese ? chinese(digits) : english(digits);
                });
        if (length == 18 && chinese) {
            words.add("X");
        }
        int to = words.size();
        words.addAll(said(chinese ? ZH_AFTER : EN_AFTER));
        return new Utterance(words, from, to);
    }

    private List<String> said(List<String> phrases) {
        String phrase = phrases.get(random.nextInt(phrases.size()));
        return phrase.isEmpty() ? List.of() : List.of(phrase.split(" "));
    }

    private List<String> written(List<Integer> digits, boolean fullWidth) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int group = 3 + random.nextInt(4);
        for (int i = 0; i < digits.size(); i++) {
            word.append((char) ((fullWidth && digits.get(0) % 2 == 0 ? '０' : '0') + digits.get(i)));
            if (word.length() >= group && digits.size() - i > 2) {
                if (random.nextBoolean()) {
                    word.append('-');
                } else {
                    words.add(word.toString());
                    word.setLength(0);
                }
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    private List<String> english(List<Integer> digits) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < digits.size(); i++) {
            int digit = digits.get(i);
            if (i + 1 < digits.size() && digits.get(i + 1) == digit && random.nextBoolean()) {
                words.add("double");
                i++;
            }
            words.add(digit == 0 && random.nextBoolean() ? "oh" : EN.get(digit));
            hesitate(words, i, digits.size(), List.of("uh", "um", "dash", "then", "okay", "yeah right"));
        }
        return words;
    }

    private List<String> englishPairs(List<Integer> digits) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < digits.size(); i += 2) {
            int first = digits.get(i);
            if (i + 1 == digits.size() || first == 0) {
                words.add(EN.get(first));
                if (i + 1 < digits.size()) {
                    words.add(EN.get(digits.get(i + 1)));
                }
            } else if (first == 1) {
                words.add(TEENS.get(digits.get(i + 1)));
            } else if (digits.get(i + 1) == 0) {
                words.add(TENS.get(first - 2));
            } else if (random.nextBoolean()) {
                words.add(TENS.get(first - 2) + "-" + EN.get(digits.get(i + 1)));
            } else {
                words.add(TENS.get(first - 2));
                words.add(EN.get(digits.get(i + 1)));
            }
        }
        return words;
    }

    private List<String> chinese(List<Integer> digits) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < digits.size(); i++) {
            int digit = digits.get(i);
            words.add(digit == 1 && random.nextBoolean() ? "幺" : ZH.substring(digit, digit + 1));
            hesitate(words, i, digits.size(), List.of("嗯", "呃", "杠", "对", "然后"));
        }
        return words;
    }

    private List<String> chineseInOne(List<Integer> digits) {
        StringBuilder word = new StringBuilder();
        List<String> words = new ArrayList<>();
        for (int digit : digits) {
            word.append(ZH.charAt(digit));
            if (word.length() >= 3 && random.nextInt(4) == 0) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    private void hesitate(List<String> words, int at, int length, List<String> fillers) {
        if (at + 1 < length && random.nextInt(6) == 0) {
            words.addAll(List.of(fillers.get(random.nextInt(fillers.size())).split(" ")));
        }
    }
}
