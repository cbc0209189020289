package io.callfuse.engine.sender;

/** Reads what an engine sends back, in pieces of any size, and remembers only whether it ended the stream. One thread. */
final class EngineAnswers {
    private static final int KIND_TERMINATE = 0x00;
    private static final int HEADER_BYTES = 3;

    private int headerBytes;
    private int kind;
    private int payloadLeft;
    private boolean finished;

    void accept(byte[] bytes, int length) {
        int at = 0;
        while (at < length) {
            if (headerBytes == HEADER_BYTES) {
                int skipped = Math.min(payloadLeft, length - at);
                payloadLeft -= skipped;
                at += skipped;
            } else {
                header(bytes[at++] & 0xff);
            }
            if (headerBytes == HEADER_BYTES && payloadLeft == 0) {
                finished |= kind == KIND_TERMINATE;
                headerBytes = 0;
            }
        }
    }

    private void header(int value) {
        if (headerBytes == 0) {
            kind = value;
            payloadLeft = 0;
        } else {
            payloadLeft = payloadLeft << 8 | value;
        }
        headerBytes++;
    }

    boolean finished() {
        return finished;
    }
}
