package io.callfuse.engine.asr.child;

import io.callfuse.engine.asr.protocol.AnswerWriter;
import io.callfuse.engine.asr.protocol.FeedListener;
import io.callfuse.engine.asr.protocol.FeedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.vosk.LibVosk;
import org.vosk.LogLevel;
import org.vosk.Model;

/**
 * The process in which libvosk may abort, hang or grow without anybody else being hurt. It serves one engine over its standard
 * input and output and ends with it; whatever goes wrong ends it too, with one line on standard error, and the engine starts
 * another.
 *
 * <p>Arguments: the model's folder, its sample rate in Hz (checked before), and how many threads recognise.
 */
public final class RecognitionProcess {
    private static final int FAILED = 1;

    private RecognitionProcess() {}

    /** Loads the model and serves until standard input ends. */
    public static void main(String[] arguments) {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        // Standard output is for answers. What a library prints there by itself must not get between them.
        System.setOut(System.err);
        try {
            int sampleRateHz = Integer.parseInt(arguments[1]);
            serve(new AnswerWriter(out), () -> vosk(arguments[0], sampleRateHz), sampleRateHz, arguments[2]);
            Runtime.getRuntime().halt(0);
        } catch (IOException | RuntimeException | Error fault) {
            die(fault);
        }
    }

    /** Loads what makes recognisers. */
    interface Loader {
        DecodingThread.Maker load() throws IOException;
    }

    private static DecodingThread.Maker vosk(String folder, int sampleRateHz) throws IOException {
        LibVosk.setLogLevel(LogLevel.WARNINGS);
        Model model = new Model(folder);
        // Loads what the first call would otherwise wait for, and shows here and now a model that makes no recognisers.
        try (Recogniser first = new VoskRecogniser(model, sampleRateHz)) {
            first.accept(new short[sampleRateHz / 10], sampleRateHz / 10);
            first.finish();
        }
        return () -> new VoskRecogniser(model, sampleRateHz);
    }

    static void serve(AnswerWriter answers, Loader loader, int sampleRateHz, String threads) throws IOException {
        long beganNs = System.nanoTime();
        DecodingThread.Maker maker = loader.load();
        List<DecodingThread> decoding = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(threads); i++) {
            DecodingThread thread = new DecodingThread(maker, sampleRateHz, answers);
            thread.start("decode-" + i, RecognitionProcess::die);
            decoding.add(thread);
        }
        answers.ready((int) ((System.nanoTime() - beganNs) / 1_000_000));
        InputStream in = new FileInputStream(FileDescriptor.in);
        FeedReader feed = new FeedReader(in);
        FeedListener inbox = new Inbox(decoding, answers);
        boolean more;
        do {
            more = feed.next(inbox);
        } while (more);
    }

    private static void die(Throwable fault) {
        // The last word is the engine's to log; the exit must not wait for anything.
        System.err.println(fault);
        Runtime.getRuntime().halt(FAILED);
    }

    /** Gives each leg's messages to the thread that owns it. */
    private record Inbox(List<DecodingThread> threads, AnswerWriter answers) implements FeedListener {
        private DecodingThread of(int leg) {
            return threads.get(Math.floorMod(leg, threads.size()));
        }

        @Override
        public void audio(int leg, long index, long stamp, short[] samples) {
            of(leg).audio(leg, index, stamp, samples);
        }

        @Override
        public void pause(int leg, long stamp) {
            of(leg).pause(leg, stamp);
        }

        @Override
        public void close(int leg) {
            of(leg).close(leg);
        }

        @Override
        public void hurry(boolean on) {
            threads.forEach(thread -> thread.hurry(on));
        }

        @Override
        public void ping(long number) {
            int busyMs = threads.stream().mapToInt(DecodingThread::busyMs).max().orElse(0);
            try {
                answers.pong(number, busyMs);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }
}
