package io.callfuse.asterisk;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The keys of a phone: each is pressed for 100 ms and told by RTP as a telephone event (RFC 4733), a packet each 20 ms. */
final class PhoneKeys {
    private static final String KEYS = "0123456789*#ABCD";
    private static final int PACKET_BYTES = 16;
    private static final int SAMPLES_A_PACKET = 160;
    private static final int PACKETS_A_KEY = 5;
    private static final int LAST_PACKETS = 3;
    /** Pressed, told three times that it was let go, and a pause as long. */
    private static final int STEPS_A_KEY = PACKETS_A_KEY + LAST_PACKETS + 5;

    private static final int SSRC = 0xd191;
    private static final int MARKER = 0x80;
    private static final byte END_AND_VOLUME = (byte) (0x80 | 10);

    private final DatagramSocket socket;
    private final int asteriskPort;
    private final int payloadType;
    private int sequence;
    private int step;

    PhoneKeys(DatagramSocket socket, int asteriskPort, int payloadType) {
        this.socket = socket;
        this.asteriskPort = asteriskPort;
        this.payloadType = payloadType;
    }

    /** Presses one key after the other; returns when the last was let go. */
    void press(String keys) throws Exception {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            step = 0;
            for (int i = 0; i < keys.length() * STEPS_A_KEY; i++) {
                clock.schedule(() -> next(keys), 20L * i, TimeUnit.MILLISECONDS);
            }
            clock.shutdown();
            if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the keys " + keys + " were not pressed in a minute");
            }
        } finally {
            clock.shutdownNow();
        }
    }

    private Void next(String keys) throws IOException {
        int key = KEYS.indexOf(keys.charAt(step / STEPS_A_KEY));
        int place = step % STEPS_A_KEY;
        int began = step / STEPS_A_KEY * STEPS_A_KEY * SAMPLES_A_PACKET;
        step++;
        if (place < PACKETS_A_KEY + LAST_PACKETS) {
            boolean over = place >= PACKETS_A_KEY;
            int duration = Math.min(place + 1, PACKETS_A_KEY) * SAMPLES_A_PACKET;
            sequence++;
            byte[] packet = ByteBuffer.allocate(PACKET_BYTES)
                    .put((byte) 0x80)
                    .put((byte) (payloadType | (place == 0 ? MARKER : 0)))
                    .putShort((short) sequence)
                    .putInt(began)
                    .putInt(SSRC)
                    .put((byte) key)
                    .put(over ? END_AND_VOLUME : (byte) 10)
                    .putShort((short) duration)
                    .array();
            socket.send(new DatagramPacket(packet, PACKET_BYTES, InetAddress.getLoopbackAddress(), asteriskPort));
        }
        return null;
    }
}
