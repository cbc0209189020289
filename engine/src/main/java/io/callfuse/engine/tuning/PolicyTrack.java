package io.callfuse.engine.tuning;

import io.callfuse.engine.policy.rules.CallFacts;
import io.callfuse.engine.policy.rules.Fact;
import io.callfuse.engine.policy.rules.FactSink;
import io.callfuse.engine.policy.rules.TextFact;
import io.callfuse.engine.scoring.Emotion;
import io.callfuse.models.language.LexicalCategory;
import io.callfuse.models.language.Subtext;
import java.util.Arrays;

/**
 * What the policy of one call was told at the end of each second, to the last bit. What came between two seconds, such as words, is
 * in the call's journal. For one thread, the leg's worker; a second allocates nothing but, now and then, room for more of them.
 *
 * <p>Holds {@value #MOST_SECONDS} seconds. What comes later is not kept, and the track is {@link #isCut}.
 */
public final class PolicyTrack implements FactSink {
    /** Four hours. */
    public static final int MOST_SECONDS = 14_400;

    /** How many numbers a second has. */
    static final int WIDTH = Fact.values().length + Subtext.values().length + LexicalCategory.values().length;

    static final int TEXTS = TextFact.values().length;

    private static final Fact[] FACTS = Fact.values();
    private static final Subtext[] SUBTEXTS = Subtext.values();
    private static final LexicalCategory[] CATEGORIES = LexicalCategory.values();
    private static final TextFact[] TEXT_FACTS = TextFact.values();
    private static final int FIRST_SECONDS = 128;

    private int seconds;
    private boolean cut;
    private TrackEnd end;
    private double[] numbers = new double[FIRST_SECONDS * WIDTH];
    private String[] texts = new String[FIRST_SECONDS * TEXTS];
    /** Null where the call was on hold. */
    private Emotion[] emotions = new Emotion[FIRST_SECONDS];

    private long[] speechMs = new long[FIRST_SECONDS];
    private boolean[] heardMedia = new boolean[FIRST_SECONDS];

    private final double[] numbersNow = new double[WIDTH];
    private final String[] textsNow = new String[TEXTS];

    /**
     * How a call ended.
     *
     * @param atMs media time
     * @param speechMs caller speech in the whole call
     * @param heardMedia whether any audio came
     */
    record TrackEnd(long atMs, long speechMs, boolean heardMedia) {}

    /** Begins the track of a call. */
    public PolicyTrack() {
        Arrays.fill(numbersNow, 0, FACTS.length, Double.NaN);
        Arrays.fill(textsNow, "");
    }

    /** Reads one that was kept. */
    PolicyTrack(int seconds, boolean cut, TrackEnd end) {
        this();
        reserve(Math.max(1, seconds));
        Arrays.fill(texts, "");
        this.seconds = seconds;
        this.cut = cut;
        this.end = end;
    }

    @Override
    public void say(Fact fact, double value) {
        numbersNow[fact.ordinal()] = value;
    }

    /** The caller's number is what nobody keeps. */
    @Override
    public void say(TextFact fact, String value) {
        if (fact != TextFact.CALLER) {
            textsNow[fact.ordinal()] = value;
        }
    }

    @Override
    public void say(Subtext subtext, double probability) {
        numbersNow[FACTS.length + subtext.ordinal()] = probability;
    }

    @Override
    public void say(LexicalCategory category, double evidence) {
        numbersNow[FACTS.length + SUBTEXTS.length + category.ordinal()] = evidence;
    }

    /**
     * Ends a second that was scored; the rest of it was said before.
     *
     * @param emotion of this second
     * @param newSpeechMs caller speech heard so far
     * @param newHeardMedia whether any audio came so far
     */
    public void second(Emotion emotion, long newSpeechMs, boolean newHeardMedia) {
        if (hasRoom()) {
            System.arraycopy(numbersNow, 0, numbers, seconds * WIDTH, WIDTH);
            System.arraycopy(textsNow, 0, texts, seconds * TEXTS, TEXTS);
            set(seconds++, emotion, newSpeechMs, newHeardMedia);
        }
    }

    /** Ends a second on hold. */
    public void heldSecond() {
        if (hasRoom()) {
            // As if the second before went on, which costs nothing to keep; nobody reads it.
            int before = Math.max(0, seconds - 1);
            System.arraycopy(numbers, before * WIDTH, numbers, seconds * WIDTH, WIDTH);
            Arrays.fill(texts, seconds * TEXTS, (seconds + 1) * TEXTS, "");
            set(seconds++, null, speechMs[before], heardMedia[before]);
        }
    }

    /** Ends the call. */
    public void end(long atMs, long finalSpeechMs, boolean finalHeardMedia) {
        end = new TrackEnd(atMs, finalSpeechMs, finalHeardMedia);
    }

    /** How many seconds it holds, scored or on hold. */
    public int seconds() {
        return seconds;
    }

    /** Whether the call went on after the track was full: it tells how the call began, and not what was decided after that. */
    public boolean isCut() {
        return cut;
    }

    /** Score of a second, 0-100; of one on hold, that of the second before. */
    public double score(int second) {
        return number(second, Fact.SCORE);
    }

    /** Whether the call was on hold in a second. */
    public boolean isHeld(int second) {
        return emotions[second] == null;
    }

    /** Tells rules what they were told for a second. */
    void tell(int second, CallFacts facts) {
        int at = second * WIDTH;
        for (Fact fact : FACTS) {
            facts.say(fact, numbers[at++]);
        }
        for (Subtext subtext : SUBTEXTS) {
            facts.say(subtext, numbers[at++]);
        }
        for (LexicalCategory category : CATEGORIES) {
            facts.say(category, numbers[at++]);
        }
        for (TextFact fact : TEXT_FACTS) {
            facts.say(fact, texts[second * TEXTS + fact.ordinal()]);
        }
    }

    double number(int second, Fact fact) {
        return numbers[second * WIDTH + fact.ordinal()];
    }

    double number(int second, int column) {
        return numbers[second * WIDTH + column];
    }

    String text(int second, int column) {
        return texts[second * TEXTS + column];
    }

    Emotion emotion(int second) {
        return emotions[second];
    }

    long speechMs(int second) {
        return speechMs[second];
    }

    boolean heardMedia(int second) {
        return heardMedia[second];
    }

    /** Null where the call was broken off. */
    TrackEnd end() {
        return end;
    }

    void setNumber(int second, int column, double value) {
        numbers[second * WIDTH + column] = value;
    }

    void setText(int second, int column, String value) {
        texts[second * TEXTS + column] = value;
    }

    void set(int second, Emotion emotion, long newSpeechMs, boolean newHeardMedia) {
        emotions[second] = emotion;
        speechMs[second] = newSpeechMs;
        heardMedia[second] = newHeardMedia;
    }

    private boolean hasRoom() {
        if (seconds == MOST_SECONDS) {
            cut = true;
            return false;
        }
        if (seconds == emotions.length) {
            reserve(Math.min(MOST_SECONDS, 2 * seconds));
        }
        return true;
    }

    private void reserve(int count) {
        numbers = Arrays.copyOf(numbers, count * WIDTH);
        texts = Arrays.copyOf(texts, count * TEXTS);
        emotions = Arrays.copyOf(emotions, count);
        speechMs = Arrays.copyOf(speechMs, count);
        heardMedia = Arrays.copyOf(heardMedia, count);
    }
}
