package io.callfuse.engine.asr.feed;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.asr.UnsettledWords;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A leg on which somebody says numbers, which the stub recogniser takes for words. The verdicts are not late here. */
final class TalkingLeg {
    final LegRecognition recognition;
    final List<TimedWord> words = new ArrayList<>();
    private final UnsettledWords unsettled = new UnsettledWords();
    private final MediaFrame media = new MediaFrame();
    private long index;

    TalkingLeg(Recognition of) {
        recognition = of.open(0);
    }

    /** Says a number for so many frames. */
    void say(int number, int frames) {
        hear(number, frames, true);
    }

    /** Is silent for long enough that the piece of speech is over. */
    void pause() {
        hear(0, 20, false);
    }

    private void hear(int value, int frames, boolean said) {
        short[] samples = new short[MediaTime.FRAME_SAMPLES];
        Arrays.fill(samples, (short) value);
        for (int i = 0; i < frames; i++) {
            media.setAudio(index++, samples, 0, 0);
            recognition.hear(media, said);
        }
    }

    /** Reads what was said so far. */
    List<TimedWord> read() {
        Revision revision;
        while ((revision = recognition.poll()) != null) {
            words.addAll(unsettled.apply(revision));
        }
        return words;
    }

    /** Whether a number was heard and settled. */
    boolean heard(int number) {
        return read().stream().anyMatch(word -> word.word().equals("w" + number));
    }

    long frames() {
        return index;
    }
}
