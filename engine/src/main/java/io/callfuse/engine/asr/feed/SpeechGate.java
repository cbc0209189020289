package io.callfuse.engine.asr.feed;

import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.queue.FrameQueue;

/**
 * Lets a leg's speech pass to recognition, and silence not. Whether a frame was speech is known {@code lagFrames} after it; the
 * gate keeps the last frames, so that once speech is known to have begun, all of it passes at once and the rest without delay.
 * For the leg's worker; a frame allocates nothing.
 *
 * <p>When the verdict says that speech is over, the gate holds frames back for {@value #HOLD_FRAMES} more: a word that begins
 * meanwhile belongs to the same piece of speech and is not cut in two. Then a gap frame says that the piece is over.
 */
final class SpeechGate {
    /** Before the first frame of speech, beyond those that the voice activity detector itself puts before it. */
    private static final int LEAD_FRAMES = 4;
    /** More than the detector takes to notice that somebody speaks. */
    private static final int HOLD_FRAMES = 12;

    private final FrameQueue queue;
    private final int lagFrames;
    private final short[][] ring;
    private final short[] silence = new short[MediaTime.FRAME_SAMPLES];
    private long nextIndex;
    private long passedTo;
    private int held;
    private boolean open;

    /**
     * Starts closed.
     *
     * @param queue takes what passes: frames of audio, and a gap after each piece of speech
     * @param lagFrames how long ago the frame lies on which the verdict is
     */
    SpeechGate(FrameQueue queue, int lagFrames) {
        this.queue = queue;
        this.lagFrames = lagFrames;
        ring = new short[lagFrames + Math.max(LEAD_FRAMES, HOLD_FRAMES) + 1][MediaTime.FRAME_SAMPLES];
    }

    /**
     * Takes the leg's next frame.
     *
     * @param media audio or gap; its index counts every frame of the leg, those too that were dropped before it
     * @param said whether the frame {@code lagFrames} before it was speech
     */
    void accept(MediaFrame media, boolean said) {
        for (long lost = Math.max(nextIndex, media.index() - ring.length); lost < media.index(); lost++) {
            System.arraycopy(silence, 0, row(lost), 0, MediaTime.FRAME_SAMPLES);
        }
        nextIndex = media.index() + 1;
        boolean audio = media.kind() == MediaFrame.Kind.AUDIO;
        System.arraycopy(audio ? media.samples() : silence, 0, row(media.index()), 0, MediaTime.FRAME_SAMPLES);
        if (said) {
            if (!open) {
                open = true;
                passedTo = Math.max(passedTo, media.index() - lagFrames - LEAD_FRAMES);
            }
            held = 0;
            pass();
        } else if (open && ++held > HOLD_FRAMES) {
            end();
        }
    }

    /** No more comes: what was held back passes, and the piece is over. */
    void finish() {
        if (open) {
            pass();
            end();
        }
    }

    private void pass() {
        long nowNs = System.nanoTime();
        // What was dropped before it came here is silence; of a longer hole only the end.
        for (long index = Math.max(passedTo, nextIndex - ring.length); index < nextIndex; index++) {
            MediaFrame frame = queue.claim();
            frame.setAudio(index, row(index), 0, nowNs);
            queue.offer(frame);
        }
        passedTo = nextIndex;
    }

    private void end() {
        open = false;
        held = 0;
        MediaFrame mark = queue.claim();
        mark.setGap(nextIndex, System.nanoTime());
        queue.offer(mark);
    }

    private short[] row(long index) {
        return ring[(int) (index % ring.length)];
    }
}
