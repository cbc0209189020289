package io.callfuse.engine.simulation;

import io.callfuse.engine.feature.Voices;
import io.callfuse.engine.simulation.CallPlan.TapFault;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * An AudioSocket channel that listens to a caller: connects to the engine, says whom it brings, brings his voice, and ends when he
 * leaves or the engine lets it go. On a thread of its own.
 */
final class SimulatedTap {
    private static final int FRAME_SAMPLES = 160;
    private static final int MESSAGE_BYTES = 3 + 2 * FRAME_SAMPLES;
    private static final int FRAMES_AHEAD = 24;
    /** A stream that is not the one that is heard makes no progress: go on without it. */
    private static final long STANDSTILL_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final byte[] CALM = messages(Voices.voice(120, 4, 0.3, 1, 4.5));
    private static final byte[] UPSET = messages(Voices.voice(160, 4, 0.3, 1, 4.5));
    static final int FRAMES = CALM.length / MESSAGE_BYTES;

    private final SimulatedChannel caller;
    private final UUID uuid;
    private final TapFault fault;
    private final LongSupplier heardMs;
    private final Runnable another;
    private final ByteBuffer scrap = ByteBuffer.allocate(4096);
    private SocketChannel socket;
    private int sent;

    /**
     * Prepares a tap.
     *
     * @param heardMs how much of the call the engine has heard
     * @param another starts another with the same UUID
     */
    SimulatedTap(SimulatedChannel caller, UUID uuid, TapFault fault, LongSupplier heardMs, Runnable another) {
        this.caller = caller;
        this.uuid = uuid;
        this.fault = fault;
        this.heardMs = heardMs;
        this.another = another;
    }

    private static byte[] messages(short[] samples) {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length / FRAME_SAMPLES * MESSAGE_BYTES);
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + FRAME_SAMPLES <= samples.length; at += FRAME_SAMPLES) {
            bytes.put((byte) 0x10).put((byte) 1).put((byte) 0x40);
            for (int i = at; i < at + FRAME_SAMPLES; i++) {
                bytes.putShort(samples[i]);
            }
        }
        return bytes.array();
    }

    /** Connects; then {@code told} is asked to tell so, and the caller is heard until one of the two has had enough. */
    void run(InetSocketAddress engine, Runnable told) throws IOException {
        try (SocketChannel connected = SocketChannel.open(engine)) {
            socket = connected;
            connected.setOption(StandardSocketOptions.TCP_NODELAY, true);
            connected.configureBlocking(false);
            if (fault == TapFault.LATE_UUID) {
                rest(300);
            }
            if (fault == TapFault.NO_UUID) {
                told.run();
                return;
            }
            write(hello());
            caller.tapsNamed.incrementAndGet();
            told.run();
            if (speak()) {
                stayOn();
            }
            if (connected.isOpen()) {
                letGo();
            }
        }
    }

    private ByteBuffer hello() {
        ByteBuffer hello = ByteBuffer.allocate(19).put((byte) 1).putShort((short) 16);
        hello.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        return hello.flip();
    }

    /** Brings the caller's voice; false if the tap is over. */
    private boolean speak() throws IOException {
        byte[] voice = caller.plan.upset() ? UPSET : CALM;
        long before = Math.max(0, heardMs.getAsLong());
        while (sent < FRAMES) {
            if (!goesOn() || sent == caller.plan.atFrame() && goesWrong(voice)) {
                return false;
            }
            write(ByteBuffer.wrap(voice, sent * MESSAGE_BYTES, MESSAGE_BYTES));
            sent++;
            caller.framesSent.accumulateAndGet(sent, Math::max);
            awaitHearing(before);
        }
        return true;
    }

    private void awaitHearing(long before) throws IOException {
        long sinceNs = System.nanoTime();
        while (sent * 20L - (heardMs.getAsLong() - before) > FRAMES_AHEAD * 20L
                && System.nanoTime() - sinceNs < STANDSTILL_NS
                && goesOn()) {
            rest(2);
        }
    }

    /** Whether this is the end of the tap. */
    private boolean goesWrong(byte[] voice) throws IOException {
        switch (fault) {
            case UUID_AGAIN -> write(hello());
            case TWICE -> another.run();
            case HALF_FRAME -> {
                write(ByteBuffer.wrap(voice, sent * MESSAGE_BYTES, 100));
                return true;
            }
            case RESET -> {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
                socket.close();
                return true;
            }
            case DROPPED -> {
                return true;
            }
            default -> {}
        }
        return false;
    }

    private void stayOn() throws IOException {
        while (goesOn()) {
            rest(15);
        }
    }

    /** Whether the caller is on the line, and the engine wants to hear him. */
    private boolean goesOn() throws IOException {
        return caller.isLive() && !isFinished();
    }

    private boolean isFinished() throws IOException {
        int read;
        do {
            scrap.clear();
            read = socket.read(scrap);
        } while (read > 0);
        return read < 0;
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (socket.write(bytes) == 0) {
                isFinished();
                rest(1);
            }
        }
    }

    /** As Asterisk: what the engine has sent is read first, since unread bytes would reset the connection. */
    private void letGo() throws IOException {
        socket.shutdownOutput();
        isFinished();
    }

    private static void rest(int ms) {
        try {
            TimeUnit.MILLISECONDS.sleep(ms);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
