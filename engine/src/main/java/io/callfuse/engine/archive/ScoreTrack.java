package io.callfuse.engine.archive;

import io.callfuse.engine.call.LineState;
import io.callfuse.engine.scoring.Emotion;
import java.util.Arrays;
import java.util.Objects;

/**
 * The timeline of a call: one entry for each second that was scored.
 *
 * <p>One thread appends, the leg's worker; any thread may read. Who reads {@link #length()} first may read every entry below
 * it: entries are never changed and the length is published after them. Appending allocates only once in
 * {@value #CHUNK_TICKS} entries; an entry takes 50 bytes.
 */
public final class ScoreTrack {
    static final int CHUNK_TICKS = 128;

    private static final Emotion[] EMOTIONS = Emotion.values();

    private static final LineState[] STATES = LineState.values();
    private static final byte PAUSED = 16;

    private LineState state = LineState.OPEN;
    private boolean paused;
    private volatile Chunk[] chunks = {};
    private volatile int length;

    private static final class Chunk {
        private final long[] atMs = new long[CHUNK_TICKS];
        private final double[] score = new double[CHUNK_TICKS];
        private final byte[] emotion = new byte[CHUNK_TICKS];
        private final double[] confidence = new double[CHUNK_TICKS];
        private final double[] f0Hz = new double[CHUNK_TICKS];
        private final double[] syllablesPerSecond = new double[CHUNK_TICKS];
        private final double[] levelDbfs = new double[CHUNK_TICKS];
        private final byte[] line = new byte[CHUNK_TICKS];
    }

    /** Says of the entries from now on what the line brought, and whether scoring paused, so that the score is an older one. */
    public void line(LineState newState, boolean newPaused) {
        state = newState;
        paused = newPaused;
    }

    /**
     * Appends one second.
     *
     * @param atMs media time at the end of the second
     * @param score 0-100
     * @param emotion what it sounded like
     * @param confidence of the emotion, 0-1
     * @param f0Hz pitch, 0 where nothing was voiced
     * @param syllablesPerSecond speech rate, 0 where nothing was said
     * @param levelDbfs level; minus infinity for digital silence
     */
    public void append(
            long atMs,
            double score,
            Emotion emotion,
            double confidence,
            double f0Hz,
            double syllablesPerSecond,
            double levelDbfs) {
        int index = length;
        Chunk chunk = chunkFor(index);
        int slot = index % CHUNK_TICKS;
        chunk.atMs[slot] = atMs;
        chunk.score[slot] = score;
        chunk.emotion[slot] = (byte) emotion.ordinal();
        chunk.confidence[slot] = confidence;
        chunk.f0Hz[slot] = f0Hz;
        chunk.syllablesPerSecond[slot] = syllablesPerSecond;
        chunk.levelDbfs[slot] = levelDbfs;
        chunk.line[slot] = (byte) (state.ordinal() + (paused ? PAUSED : 0));
        length = index + 1;
    }

    /** How many entries can be read. */
    public int length() {
        return length;
    }

    /** Media time of an entry. */
    public long atMs(int index) {
        return chunk(index).atMs[index % CHUNK_TICKS];
    }

    /** Score of an entry, 0-100. */
    public double score(int index) {
        return chunk(index).score[index % CHUNK_TICKS];
    }

    /** Emotion of an entry. */
    public Emotion emotion(int index) {
        return EMOTIONS[chunk(index).emotion[index % CHUNK_TICKS]];
    }

    /** Confidence of the emotion of an entry, 0-1. */
    public double confidence(int index) {
        return chunk(index).confidence[index % CHUNK_TICKS];
    }

    /** Pitch of an entry, 0 where nothing was voiced. */
    public double f0Hz(int index) {
        return chunk(index).f0Hz[index % CHUNK_TICKS];
    }

    /** Speech rate of an entry, 0 where nothing was said. */
    public double syllablesPerSecond(int index) {
        return chunk(index).syllablesPerSecond[index % CHUNK_TICKS];
    }

    /** Level of an entry; minus infinity for digital silence. */
    public double levelDbfs(int index) {
        return chunk(index).levelDbfs[index % CHUNK_TICKS];
    }

    /** What the line brought in the second of an entry. */
    public LineState line(int index) {
        return STATES[chunk(index).line[index % CHUNK_TICKS] & PAUSED - 1];
    }

    /** Whether scoring paused in the second of an entry: its score is that of the last second before. */
    public boolean paused(int index) {
        return (chunk(index).line[index % CHUNK_TICKS] & PAUSED) != 0;
    }

    /** The highest score so far, 0 before the first. */
    public double maxScore() {
        double max = 0;
        for (int i = 0, end = length; i < end; i++) {
            max = Math.max(max, score(i));
        }
        return max;
    }

    /** The last score, 0 before the first. */
    public double finalScore() {
        int end = length;
        return end == 0 ? 0 : score(end - 1);
    }

    /** The highest speech rate so far, 0 before the first. */
    public double maxSyllablesPerSecond() {
        double max = 0;
        for (int i = 0, end = length; i < end; i++) {
            max = Math.max(max, syllablesPerSecond(i));
        }
        return max;
    }

    private Chunk chunkFor(int index) {
        Chunk[] present = chunks;
        int place = index / CHUNK_TICKS;
        if (place == present.length) {
            Chunk[] grown = Arrays.copyOf(present, place + 1);
            grown[place] = new Chunk();
            chunks = grown;
            return grown[place];
        }
        return present[place];
    }

    private Chunk chunk(int index) {
        Objects.checkIndex(index, length);
        return chunks[index / CHUNK_TICKS];
    }
}
