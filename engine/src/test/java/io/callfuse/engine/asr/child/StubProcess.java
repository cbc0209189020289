package io.callfuse.engine.asr.child;

import io.callfuse.engine.asr.protocol.AnswerWriter;
import java.io.IOException;

/** A recognition process without a model. Its argument says when it fails: {@code never} or {@code at-once}. */
public final class StubProcess {
    private StubProcess() {}

    /** Serves over standard input and output. */
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("at-once")) {
            System.err.println("no such model");
            Runtime.getRuntime().halt(3);
        }
        RecognitionProcess.serve(new AnswerWriter(System.out), () -> StubRecogniser::new, StubRecogniser.RATE_HZ, "2");
        Runtime.getRuntime().halt(0);
    }
}
