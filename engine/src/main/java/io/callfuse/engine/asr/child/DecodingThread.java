package io.callfuse.engine.asr.child;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.protocol.AnswerWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Recognises some of the legs, one piece after another. A leg belongs to one such thread, because libvosk lets a recogniser be
 * used by one alone. How much waits here the engine bounds: it knows what it has sent and what is done.
 */
final class DecodingThread {
    private static final int FLUSH_EVERY = 32;

    /** Makes recognisers. */
    interface Maker {
        Recogniser make() throws IOException;
    }

    /** What befalls in here: it ends the process, which the engine replaces. */
    interface Fault {
        void tell(Throwable fault);
    }

    private interface Work {
        void run() throws IOException;
    }

    private final Maker maker;
    private final int sampleRateHz;
    private final AnswerWriter answers;
    private final BlockingQueue<Work> waiting = new LinkedBlockingQueue<>();
    private final Map<Integer, LegDecoder> legs = new HashMap<>();
    private volatile long busySinceNs = System.nanoTime();
    private volatile boolean busy;
    private volatile boolean hurried;

    /**
     * Prepares a thread without legs.
     *
     * @param sampleRateHz what the recognisers want
     */
    DecodingThread(Maker maker, int sampleRateHz, AnswerWriter answers) {
        this.maker = maker;
        this.sampleRateHz = sampleRateHz;
        this.answers = answers;
    }

    /** Starts to work, for as long as the process lives. */
    void start(String name, Fault fault) {
        Thread thread = new Thread(() -> work(fault), name);
        thread.setDaemon(true);
        thread.start();
    }

    /** For how long the present piece of work has been under way, ms; 0 for none. Any thread. */
    int busyMs() {
        return busy ? (int) Math.max(0, (System.nanoTime() - busySinceNs) / 1_000_000) : 0;
    }

    /** Any thread: says whether to do without partial words from now on. */
    void hurry(boolean on) {
        hurried = on;
    }

    /** Any thread: hears a frame. */
    void audio(int leg, long index, long stamp, short[] samples) {
        waiting.add(() -> {
            decoder(leg).hear(index, samples, hurried);
            answers.done(leg, stamp);
        });
    }

    /** Any thread: settles what was said. */
    void pause(int leg, long stamp) {
        waiting.add(() -> {
            LegDecoder decoder = legs.get(leg);
            if (decoder != null) {
                decoder.pause();
            }
            answers.done(leg, stamp);
        });
    }

    /** Any thread: settles what was said and lets the recogniser go. */
    void close(int leg) {
        waiting.add(() -> {
            LegDecoder decoder = legs.remove(leg);
            if (decoder != null) {
                decoder.pause();
                decoder.close();
            }
        });
    }

    private LegDecoder decoder(int leg) throws IOException {
        LegDecoder decoder = legs.get(leg);
        if (decoder == null) {
            decoder = new LegDecoder(maker.make(), sampleRateHz, revision -> tell(leg, revision));
            legs.put(leg, decoder);
        }
        return decoder;
    }

    private void tell(int leg, Revision revision) {
        try {
            answers.words(leg, revision);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void work(Fault fault) {
        try {
            int unflushed = 0;
            while (true) {
                Work work = waiting.poll();
                if (work == null || unflushed >= FLUSH_EVERY) {
                    answers.flush();
                    unflushed = 0;
                }
                if (work == null) {
                    busy = false;
                    work = waiting.take();
                }
                busySinceNs = System.nanoTime();
                busy = true;
                work.run();
                unflushed++;
            }
        } catch (InterruptedException | IOException | RuntimeException | Error end) {
            fault.tell(end);
        }
    }
}
