package io.callfuse.engine;

import io.callfuse.engine.scoring.Emotion;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The last score of a leg, for whoever asks. One writer, the leg's worker, which never waits and allocates nothing; any number
 * of readers, who look again if the writer was at it (a sequence lock).
 */
public final class PublishedScore {
    private static final VarHandle SEQUENCE;

    static {
        try {
            SEQUENCE = MethodHandles.lookup().findVarHandle(PublishedScore.class, "sequence", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** Odd while the writer is at work. */
    @SuppressWarnings("unused")
    private volatile long sequence;

    private long atMs;
    private double score;
    private double confidence;
    private Emotion emotion = Emotion.UNKNOWN;

    /**
     * One consistent reading.
     *
     * @param atMs media time of the score; 0 before the first
     * @param score 0-100
     * @param confidence 0-1
     */
    public record Reading(long atMs, double score, Emotion emotion, double confidence) {}

    /** The leg's worker only: what the score is at this media time. */
    public void publish(long tickMs, double newScore, Emotion newEmotion, double newConfidence) {
        long before = (long) SEQUENCE.get(this);
        SEQUENCE.setOpaque(this, before + 1);
        VarHandle.storeStoreFence();
        atMs = tickMs;
        score = newScore;
        emotion = newEmotion;
        confidence = newConfidence;
        SEQUENCE.setRelease(this, before + 2);
    }

    /** Any thread: the last score, whole. */
    public Reading read() {
        while (true) {
            long before = (long) SEQUENCE.getAcquire(this);
            Reading reading = new Reading(atMs, score, emotion, confidence);
            VarHandle.loadLoadFence();
            if ((before & 1) == 0 && (long) SEQUENCE.getOpaque(this) == before) {
                return reading;
            }
            Thread.onSpinWait();
        }
    }
}
