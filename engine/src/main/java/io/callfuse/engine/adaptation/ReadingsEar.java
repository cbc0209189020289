package io.callfuse.engine.adaptation;

import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.evaluation.LabelledCall;
import io.callfuse.engine.evaluation.LabelledListening;
import io.callfuse.engine.feature.FeatureExtractor;
import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.LinearAssembler;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.ingress.recording.Recording;
import io.callfuse.engine.ingress.recording.RecordingException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Hears a recording as the pipeline hears a call, and keeps its readings: one for each second with new caller speech, all of them
 * within a budget of memory. For several threads.
 */
public final class ReadingsEar implements LabelledListening.Ear<OwnCall> {
    private static final long BYTES_BESIDE_VALUES = 120;

    private final ChannelChoice caller;
    private final long budgetBytes;
    private final AtomicLong keptBytes = new AtomicLong();

    /**
     * @param caller which channel of a stereo recording is the caller's
     * @param budgetBytes what the readings of all calls together may take
     */
    public ReadingsEar(ChannelChoice caller, long budgetBytes) {
        this.caller = caller;
        this.budgetBytes = budgetBytes;
    }

    /** What one reading takes. */
    static long readingBytes() {
        return BYTES_BESIDE_VALUES + (long) Double.BYTES * FeatureVector.names().size();
    }

    /** What the readings kept so far take. */
    public long keptBytes() {
        return keptBytes.get();
    }

    /** Whether they are more than they may be; of what was heard since then nothing is kept. */
    public boolean overBudget() {
        return keptBytes.get() > budgetBytes;
    }

    @Override
    public LabelledListening.Heard<OwnCall> hear(LabelledCall call, LongConsumer progressMs) throws RecordingException {
        Tape tape = new Tape();
        try (Recording recording = Recording.open(call.recording(), caller)) {
            LinearAssembler assembler = recording.assembler(tape);
            while (recording.readBlock(assembler)) {
                progressMs.accept(MediaTime.startMs(tape.frames));
            }
            return new LabelledListening.Heard<>(
                    new OwnCall(call, tape.track), MediaTime.startMs(tape.frames) / 1000.0, recording.warning());
        }
    }

    /** One recording on its way through the extractor. */
    private final class Tape implements MediaFrameSink {
        private final FeatureExtractor extractor = new FeatureExtractor();
        private final FeatureVector reading = new FeatureVector();
        private final MediaFrame media = new MediaFrame();
        private final List<FeatureVector> track = new ArrayList<>();
        private long frames;

        @Override
        public void audio(short[] samples, int offset, long arrivalNs) {
            media.setAudio(frames++, samples, offset, arrivalNs);
            hear();
        }

        @Override
        public void gap(long insertedAtNs) {
            media.setGap(frames++, insertedAtNs);
            hear();
        }

        private void hear() {
            extractor.accept(media);
            if (frames % MediaTime.FRAMES_PER_SECOND != 0) {
                return;
            }
            extractor.read(reading);
            FeatureVector before = track.isEmpty() ? null : track.get(track.size() - 1);
            if (before != null && (before.speechMs() == reading.speechMs() || overBudget())) {
                track.add(before);
            } else {
                track.add(reading.copy());
                keptBytes.addAndGet(readingBytes());
            }
        }

        @Override
        public void digit(char digit) {
            throw new IllegalStateException("a recording has no keys");
        }

        @Override
        public void end(EndOfMedia reason) {
            // What ends no whole second is not scored, neither here nor in the pipeline.
        }
    }
}
