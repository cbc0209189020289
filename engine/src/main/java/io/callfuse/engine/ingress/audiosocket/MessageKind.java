package io.callfuse.engine.ingress.audiosocket;

/** The first byte of an AudioSocket message. */
final class MessageKind {
    /** Ends the stream; no payload. */
    static final int HANGUP = 0x00;
    /** Names the call; 16 bytes, the first message. */
    static final int UUID = 0x01;
    /** A key the caller pressed; one ASCII character. */
    static final int DIGIT = 0x03;
    /** The first of the nine kinds of signed linear audio, low byte first: 8 kHz. */
    static final int SLIN = 0x10;
    /** The peer's error; its code, if any, is the payload. */
    static final int ERROR = 0xff;

    private static final int[] SLIN_RATES_HZ = {8000, 12_000, 16_000, 24_000, 32_000, 44_100, 48_000, 96_000, 192_000};

    private MessageKind() {}

    static boolean isAudio(int kind) {
        return kind >= SLIN && kind < SLIN + SLIN_RATES_HZ.length;
    }

    /** Samples a second of a kind of audio. */
    static int sampleRateHz(int audioKind) {
        return SLIN_RATES_HZ[audioKind - SLIN];
    }
}
