package io.callfuse.perf.recognition;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.asr.Transcript;
import io.callfuse.engine.asr.feed.LegRecognition;
import io.callfuse.engine.asr.feed.Recognition;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.feature.FeatureExtractor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A call on its way through the ear and the recognition process, frame by frame; what is not speech is fed to nobody. */
final class HeardCall {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
    /** A word belongs to a number when it begins not earlier than this before it, nor later than this after it. */
    private static final long AROUND_MS = 600;

    private final DigitCall call;
    private final FeatureExtractor ear = new FeatureExtractor();
    private final MediaFrame media = new MediaFrame();
    private final LegRecognition leg;
    private final Transcript transcript = new Transcript();
    private final List<Long> firstPartialMs = new ArrayList<>();
    private int frame;

    HeardCall(DigitCall call, Recognition recognition) {
        this.call = call;
        leg = recognition.open(FeatureExtractor.VERDICT_LAG_FRAMES);
    }

    /** Hears the next 20 ms; false when the call is over. */
    boolean hear() {
        if (frame == call.frames()) {
            leg.finish();
            return false;
        }
        media.setAudio(frame, call.samples(), frame * MediaTime.FRAME_SAMPLES, 0);
        frame++;
        ear.accept(media);
        leg.hear(media, ear.wasSpeech());
        return true;
    }

    /** Waits for what recognition makes of what was heard. */
    void take() {
        if (!leg.await(PATIENCE_NS)) {
            throw new IllegalStateException("recognition does not answer");
        }
        Revision revision;
        while ((revision = leg.poll()) != null) {
            transcript.apply(revision);
            noteFirst(revision);
        }
    }

    private void noteFirst(Revision revision) {
        int next = firstPartialMs.size();
        if (next == call.numbers().size()) {
            return;
        }
        long beginsMs = call.numbers().get(next).atMs();
        boolean told = revision.words().stream().anyMatch(word -> word.atMs() >= beginsMs - AROUND_MS);
        if (told) {
            firstPartialMs.add(MediaTime.startMs(frame) - beginsMs);
        }
    }

    /** How long after a number began its first word was told, ms, for each number. */
    List<Long> firstPartialMs() {
        return firstPartialMs;
    }

    /** What was heard of each number, against what was said. */
    WordErrors errors() {
        WordErrors sum = new WordErrors(0, 0);
        for (SpokenNumber number : call.numbers()) {
            List<String> heard = transcript.words().stream()
                    .filter(word ->
                            word.atMs() >= number.atMs() - AROUND_MS && word.atMs() <= number.endMs() + AROUND_MS)
                    .map(TimedWord::word)
                    .toList();
            sum = sum.plus(WordErrors.between(number.words(), heard));
        }
        return sum;
    }

    /** What was heard, all of it. */
    List<TimedWord> words() {
        return transcript.words();
    }

    /** Audio that the call is long, s. */
    double seconds() {
        return MediaTime.startMs(call.frames()) / 1000.0;
    }

    void close() {
        leg.close();
    }
}
