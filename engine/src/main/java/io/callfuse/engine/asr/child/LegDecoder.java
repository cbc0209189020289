package io.callfuse.engine.asr.child;

import io.callfuse.dsp.signal.Upsampler;
import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.asr.UnsettledWords;
import io.callfuse.engine.call.MediaTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Recognises one leg: pieces of speech with pauses between them that are not heard. The words get the leg's own times. What
 * comes out depends on the frames that went in and on nothing else. For one thread.
 */
final class LegDecoder implements AutoCloseable {
    /** So often the words so far are asked for, which costs more than to recognise. */
    private static final int PARTIAL_EVERY_FRAMES = 3;
    /** A word of a partial result that moved by less is still the same. */
    private static final long SAME_WITHIN_MS = 60;

    private static final int NO_FRAME = -1;

    private final Recogniser recogniser;
    private final Upsampler upsampler;
    private final short[] raised;
    private final Consumer<Revision> told;
    private final UnsettledWords unsettled = new UnsettledWords();
    private long nextIndex = NO_FRAME;
    private long fedFrames;
    private long pieceFedFrames;
    private long pieceIndex;
    private long utteranceFromMs;

    /**
     * Joins a recogniser, which this decoder closes.
     *
     * @param sampleRateHz what the recogniser wants; a multiple of 8 kHz
     * @param told hears each change of what was said
     */
    LegDecoder(Recogniser recogniser, int sampleRateHz, Consumer<Revision> told) {
        this.recogniser = recogniser;
        this.told = told;
        upsampler = new Upsampler(sampleRateHz / MediaTime.SAMPLE_RATE_HZ);
        raised = new short[MediaTime.FRAME_SAMPLES * upsampler.factor()];
    }

    /**
     * Hears the next frame; one that does not follow the last begins a new piece.
     *
     * @param hurried whether to do without partial words
     */
    void hear(long index, short[] samples, boolean hurried) {
        if (index != nextIndex) {
            pause();
            begin(index);
        }
        nextIndex = index + 1;
        fedFrames++;
        upsampler.accept(samples, raised);
        if (recogniser.accept(raised, raised.length)) {
            settle(recogniser.result());
        } else if (!hurried && (fedFrames - pieceFedFrames) % PARTIAL_EVERY_FRAMES == 0) {
            revise(timed(recogniser.partial()));
        }
    }

    private void begin(long index) {
        pieceIndex = index;
        pieceFedFrames = fedFrames;
        utteranceFromMs = MediaTime.startMs(index);
        upsampler.reset();
    }

    /** Settles what was said in the piece that is over; nothing if it was settled before. */
    void pause() {
        if (nextIndex != NO_FRAME) {
            settle(recogniser.finish());
            nextIndex = NO_FRAME;
        }
    }

    private void settle(List<Recogniser.Heard> heard) {
        Revision revision = new Revision(utteranceFromMs, timed(heard), true);
        boolean changes = !revision.words().isEmpty() || !unsettled.words().isEmpty();
        List<TimedWord> settled = unsettled.apply(revision);
        if (changes) {
            told.accept(revision);
        }
        if (!settled.isEmpty()) {
            utteranceFromMs = settled.get(settled.size() - 1).endMs();
        }
    }

    private void revise(List<TimedWord> words) {
        List<TimedWord> before = unsettled.words();
        int same = 0;
        while (same < Math.min(words.size(), before.size()) && isSame(words.get(same), before.get(same))) {
            same++;
        }
        if (same == words.size() && same == before.size()) {
            return;
        }
        long fromMs = same == 0 ? utteranceFromMs : before.get(same - 1).atMs() + 1;
        Revision revision = new Revision(fromMs, words.subList(same, words.size()), false);
        unsettled.apply(revision);
        told.accept(revision);
    }

    private static boolean isSame(TimedWord word, TimedWord before) {
        return word.word().equals(before.word()) && Math.abs(word.atMs() - before.atMs()) <= SAME_WITHIN_MS;
    }

    /** Puts words on the leg's clock: the recogniser's has not moved in the pauses. Times rise, however they came. */
    private List<TimedWord> timed(List<Recogniser.Heard> heard) {
        List<TimedWord> words = new ArrayList<>(heard.size());
        double pieceAtMs = MediaTime.startMs(pieceIndex) - MediaTime.startMs(pieceFedFrames);
        long earliestMs = utteranceFromMs;
        for (Recogniser.Heard word : heard) {
            long atMs = Math.max(earliestMs, Math.round(pieceAtMs + word.startS() * 1000));
            long endMs = Math.max(atMs + 1, Math.round(pieceAtMs + word.endS() * 1000));
            double confidence = word.confidence() >= 0 ? Math.min(1, word.confidence()) : 0;
            words.add(new TimedWord(atMs, endMs, word.word(), confidence));
            earliestMs = atMs + 1;
        }
        return words;
    }

    @Override
    public void close() {
        recogniser.close();
    }
}
