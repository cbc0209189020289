package io.callfuse.engine.asr.protocol;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The recognition process's side of what it tells the engine. Buffers until {@link #flush}; any thread. */
public final class AnswerWriter {
    private static final int WORDS_AT_MOST = Short.MAX_VALUE;

    private final DataOutputStream out;

    /** Writes to the standard output of the process. */
    public AnswerWriter(OutputStream out) {
        this.out = new DataOutputStream(new BufferedOutputStream(out));
    }

    /** Says that the model is loaded, at once. */
    public synchronized void ready(int loadedInMs) throws IOException {
        out.writeByte(Tag.READY);
        out.writeInt(Tag.PROTOCOL);
        out.writeInt(loadedInMs);
        out.flush();
    }

    /** Answers a ping, at once. */
    public synchronized void pong(long number, int busyMs) throws IOException {
        out.writeByte(Tag.PONG);
        out.writeLong(number);
        out.writeInt(busyMs);
        out.flush();
    }

    /** Says that what came with this stamp has been recognised. */
    public synchronized void done(int leg, long stamp) throws IOException {
        out.writeByte(Tag.DONE);
        out.writeInt(leg);
        out.writeLong(stamp);
    }

    /** Tells what was said. */
    public synchronized void words(int leg, Revision revision) throws IOException {
        List<TimedWord> words = revision.words();
        int count = Math.min(words.size(), WORDS_AT_MOST);
        out.writeByte(Tag.WORDS);
        out.writeInt(leg);
        out.writeBoolean(revision.settled());
        out.writeLong(revision.fromMs());
        out.writeShort(count);
        for (TimedWord word : words.subList(0, count)) {
            out.writeUTF(word.word());
            out.writeLong(word.atMs());
            out.writeLong(word.endMs());
            out.writeFloat((float) word.confidence());
        }
    }

    /** Sends what was written. */
    public synchronized void flush() throws IOException {
        out.flush();
    }
}
