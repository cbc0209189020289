package io.callfuse.engine.ingress.recording;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A FLAC encoder that compresses nothing (verbatim subframes, blocks of 576 samples): enough to know the answer. */
final class FlacBytes {
    static final int BLOCK_SAMPLES = 576;
    static final int HEADER_BYTES = 4 + 4 + 34 + 4 + 5;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final int bits;
    private final int[][] channels;
    private long pendingBits;
    private int pendingCount;

    private FlacBytes(int bits, int[][] channels) {
        this.bits = bits;
        this.channels = channels;
    }

    /** Encodes one array for each channel; {@code claimedSamples} is what the header says, 0 for unknown. */
    static byte[] encode(int rateHz, int bits, long claimedSamples, int[]... channels) {
        FlacBytes flac = new FlacBytes(bits, channels);
        flac.header(rateHz, claimedSamples);
        for (int at = 0, number = 0; at < channels[0].length; at += BLOCK_SAMPLES, number++) {
            flac.frame(number, at, Math.min(BLOCK_SAMPLES, channels[0].length - at));
        }
        return flac.out.toByteArray();
    }

    private void header(int rateHz, long claimedSamples) {
        out.writeBytes("fLaC".getBytes(StandardCharsets.US_ASCII));
        write(0, 8);
        write(34, 24);
        write(BLOCK_SAMPLES, 16);
        write(BLOCK_SAMPLES, 16);
        write(0, 24);
        write(0, 24);
        write(rateHz, 20);
        write(channels.length - 1, 3);
        write(bits - 1, 5);
        write(claimedSamples, 36);
        write(0, 64);
        write(0, 64);
        write(0x81, 8);
        write(5, 24);
        out.writeBytes(new byte[5]);
    }

    private void frame(int number, int at, int samples) {
        int start = out.size();
        write(0b11111111_11111000, 16);
        write(0b0111, 4);
        write(0, 4);
        write(channels.length - 1, 4);
        write(0, 4);
        utf8(number);
        write(samples - 1, 16);
        write(crc(start, 8, 0x07), 8);
        for (int[] channel : channels) {
            write(0b0000_0010, 8);
            for (int i = at; i < at + samples; i++) {
                write(channel[i], bits);
            }
        }
        write(0, -pendingCount & 7);
        write(crc(start, 16, 0x8005), 16);
    }

    private void utf8(int number) {
        for (byte part : new String(Character.toChars(number)).getBytes(StandardCharsets.UTF_8)) {
            write(part, 8);
        }
    }

    private void write(long value, int count) {
        for (int bit = count - 1; bit >= 0; bit--) {
            pendingBits = pendingBits << 1 | value >> bit & 1;
            if (++pendingCount == 8) {
                out.write((int) pendingBits);
                pendingCount = 0;
            }
        }
    }

    private int crc(int start, int width, int polynomial) {
        byte[] all = out.toByteArray();
        int crc = 0;
        for (int i = start; i < all.length; i++) {
            crc ^= (all[i] & 0xff) << width - 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1 << width - 1) != 0 ? crc << 1 ^ polynomial : crc << 1;
            }
        }
        return crc & (1 << width) - 1;
    }
}
