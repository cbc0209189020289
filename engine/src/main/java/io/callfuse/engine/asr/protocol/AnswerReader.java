package io.callfuse.engine.asr.protocol;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The engine's side of what the recognition process tells it. For one thread. */
public final class AnswerReader {
    private final DataInputStream in;

    /** Reads the standard output of the process. */
    public AnswerReader(InputStream in) {
        this.in = new DataInputStream(new BufferedInputStream(in));
    }

    /**
     * Waits for the next message and passes it on.
     *
     * @return false at the end of the stream: the process has ended
     * @throws IOException if what came is no message, or the process has ended within one
     */
    public boolean next(AnswerListener listener) throws IOException {
        int tag = in.read();
        switch (tag) {
            case -1 -> {
                return false;
            }
            case Tag.READY -> ready(listener);
            case Tag.PONG -> listener.pong(in.readLong(), in.readInt());
            case Tag.DONE -> listener.done(in.readInt(), in.readLong());
            case Tag.WORDS -> listener.words(in.readInt(), revision());
            default -> throw new IOException("no answer begins with byte " + tag);
        }
        return true;
    }

    private void ready(AnswerListener listener) throws IOException {
        int protocol = in.readInt();
        if (protocol != Tag.PROTOCOL) {
            throw new IOException("the recognition process speaks protocol " + protocol + ", this engine "
                    + Tag.PROTOCOL + ": was the jar replaced? restart the engine");
        }
        listener.ready(in.readInt());
    }

    private Revision revision() throws IOException {
        boolean settled = in.readBoolean();
        long fromMs = in.readLong();
        int count = in.readShort();
        List<TimedWord> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            words.add(word());
        }
        return new Revision(fromMs, words, settled);
    }

    private TimedWord word() throws IOException {
        String word = in.readUTF();
        long atMs = in.readLong();
        long endMs = in.readLong();
        float confidence = in.readFloat();
        try {
            return new TimedWord(atMs, endMs, word, confidence);
        } catch (IllegalArgumentException wrong) {
            throw new IOException("an answer with a wrong word: " + wrong.getMessage(), wrong);
        }
    }
}
