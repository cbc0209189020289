package io.callfuse.engine.asr.child;

import java.util.ArrayList;
import java.util.List;

/** Takes each value that samples have for a word of its own, {@code w1000} for 1000; 0 is silence. Some values end or hang the process. */
final class StubRecogniser implements Recogniser {
    static final int RATE_HZ = 8000;
    static final short ABORTS = 30_001;
    static final short HANGS = 30_002;
    static final short ENDPOINT = 30_003;

    private final List<Heard> words = new ArrayList<>();
    private long samples;
    private short last;

    @Override
    public boolean accept(short[] frame, int length) {
        short value = frame[0];
        if (value == ABORTS) {
            Runtime.getRuntime().halt(134);
        }
        while (value == HANGS) {
            Thread.onSpinWait();
        }
        double startS = (double) samples / RATE_HZ;
        samples += length;
        double endS = (double) samples / RATE_HZ;
        if (value != 0 && value != ENDPOINT) {
            if (value == last) {
                Heard word = words.remove(words.size() - 1);
                words.add(new Heard(word.word(), word.startS(), endS, 0.9));
            } else {
                words.add(new Heard("w" + value, startS, endS, 0.9));
            }
        }
        last = value == ENDPOINT ? 0 : value;
        return value == ENDPOINT;
    }

    @Override
    public List<Heard> partial() {
        return List.copyOf(words);
    }

    @Override
    public List<Heard> result() {
        List<Heard> result = List.copyOf(words);
        words.clear();
        last = 0;
        return result;
    }

    @Override
    public List<Heard> finish() {
        return result();
    }

    @Override
    public void close() {
        words.clear();
    }
}
