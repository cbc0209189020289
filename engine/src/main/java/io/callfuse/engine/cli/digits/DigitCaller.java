package io.callfuse.engine.cli.digits;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.asr.Transcript;
import io.callfuse.engine.asr.feed.LegRecognition;
import io.callfuse.engine.asr.feed.Recognition;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.feature.FeatureExtractor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One caller, on his way through the ear and the recognition process 20 ms at a time, as a live call goes. One thread. */
final class DigitCaller implements AutoCloseable {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
    /** Words that begin so much before a number belong to it. */
    private static final long AROUND_MS = 500;

    private final String name;
    private final DigitTalk talk;
    private final LegRecognition leg;
    private final FeatureExtractor ear = new FeatureExtractor();
    private final MediaFrame media = new MediaFrame();
    private final Transcript transcript = new Transcript();
    private final List<Long> firstPartialMs = new ArrayList<>();
    private int frame;
    private int numbersBegun;

    DigitCaller(String name, DigitTalk talk, Recognition recognition) {
        this.name = name;
        this.talk = talk;
        leg = recognition.open(FeatureExtractor.VERDICT_LAG_FRAMES);
    }

    /** Says the next 20 ms; false when he has said all. */
    boolean speak() {
        if (frame == talk.frames()) {
            leg.finish();
            return false;
        }
        media.setAudio(frame, talk.samples(), frame * MediaTime.FRAME_SAMPLES, 0);
        frame++;
        ear.accept(media);
        leg.hear(media, ear.wasSpeech());
        return true;
    }

    /** Waits for what recognition makes of what was said. */
    void listen() throws IOException {
        if (!leg.await(PATIENCE_NS)) {
            throw new IOException("recognition does not answer");
        }
        Revision revision;
        while ((revision = leg.poll()) != null) {
            transcript.apply(revision);
            noteFirst(revision);
        }
    }

    private void noteFirst(Revision revision) {
        long nowMs = MediaTime.startMs(frame);
        while (numbersBegun < talk.numbers().size()) {
            long beganMs = talk.numbers().get(numbersBegun).get(0).atMs();
            if (revision.words().stream().noneMatch(word -> word.atMs() >= beganMs - AROUND_MS)) {
                return;
            }
            numbersBegun++;
            firstPartialMs.add(nowMs - beganMs);
        }
    }

    String name() {
        return name;
    }

    /** What he says. */
    DigitTalk talk() {
        return talk;
    }

    /** What was heard. */
    List<TimedWord> heard() {
        return transcript.words();
    }

    /** How long after each number began its first word was told, ms of media time. */
    List<Long> firstPartialMs() {
        return firstPartialMs;
    }

    @Override
    public void close() {
        leg.close();
    }
}
