package io.callfuse.perf.bench;

import io.callfuse.engine.admission.Networks;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.IngressLoop;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.engine.ingress.audiosocket.AudioSocketCounters;
import io.callfuse.engine.ingress.audiosocket.AudioSocketLimits;
import io.callfuse.engine.ingress.audiosocket.AudioSocketServer;
import io.callfuse.engine.ingress.rtp.RtpCounters;
import io.callfuse.engine.ingress.rtp.RtpFormat;
import io.callfuse.engine.ingress.rtp.RtpServer;
import io.callfuse.engine.ingress.rtp.RtpSettings;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the thread that reads pays for 20 ms from the loopback, the kernel's part included: the real inlets up to the decoded frame,
 * and beside each a thread that reads the same bytes by NIO and looks at none. Ten packets are sent at a time; the sender's own time
 * is not counted.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PacketToFrame {
    private static final int AT_ONCE = 10;
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    /** By which way. */
    @Param({"rtp", "datagrams", "audiosocket", "stream"})
    public String by;

    private Way way;
    private long reader;

    /** Opens the way. */
    @Setup
    public void setUp() throws Exception {
        way = switch (by) {
            case "rtp" -> new Rtp();
            case "datagrams" -> new Datagrams();
            case "audiosocket" -> new AudioSocket();
            default -> new Stream();
        };
        reader = way.thread();
    }

    /** Closes it. */
    @TearDown
    public void tearDown() throws Exception {
        way.close();
    }

    /** Ten packets. */
    @Benchmark
    public long packets(FrameClock clock) throws IOException {
        clock.watch(reader);
        clock.frames += AT_ONCE;
        long target = way.heard() + AT_ONCE;
        for (int i = 0; i < AT_ONCE; i++) {
            way.send();
        }
        while (way.heard() < target) {
            Thread.onSpinWait();
        }
        return target;
    }

    private interface Way extends Closeable {
        void send() throws IOException;

        /** Frames so far. */
        long heard();

        /** Number of the thread that reads. */
        long thread() throws Exception;
    }

    private static final class CountingSink implements MediaFrameSink {
        private volatile long frames;

        @Override
        public void audio(short[] samples, int offset, long arrivalNs) {
            // One writer.
            frames = frames + 1;
        }

        @Override
        public void gap(long insertedAtNs) {
            // Of no interest.
        }

        @Override
        public void digit(char digit) {
            // Of no interest.
        }

        @Override
        public void end(EndOfMedia reason) {
            // Of no interest.
        }
    }

    private static long threadOf(IngressLoop loop) throws Exception {
        CompletableFuture<Long> id = new CompletableFuture<>();
        loop.execute(() -> id.complete(Thread.currentThread().getId()));
        return id.get();
    }

    /** Mu-law packets of one stream. */
    private static final class RtpPackets {
        private static final int HEADER_BYTES = 12;
        private static final int VERSION = 0x80;
        private static final int SSRC = 5;

        private final ByteBuffer packet = ByteBuffer.allocateDirect(HEADER_BYTES + MediaTime.FRAME_SAMPLES);
        private short sequence;
        private int timestamp;

        private ByteBuffer next() {
            packet.clear();
            packet.put((byte) VERSION)
                    .put((byte) 0)
                    .putShort(sequence++)
                    .putInt(timestamp)
                    .putInt(SSRC);
            timestamp += MediaTime.FRAME_SAMPLES;
            packet.position(packet.capacity());
            return packet.flip();
        }
    }

    private static final class Rtp implements Way {
        private final CountingSink sink = new CountingSink();
        private final IngressLoop loop = new IngressLoop();
        private final RtpPackets packets = new RtpPackets();
        private final DatagramChannel sender = DatagramChannel.open().bind(ANY_PORT);
        private final RtpServer server;

        Rtp() throws Exception {
            RtpSettings settings = new RtpSettings(
                    ANY_PORT,
                    Optional.empty(),
                    Optional.empty(),
                    Networks.LOOPBACK,
                    Duration.ofMillis(60),
                    Duration.ofMinutes(5));
            server = new RtpServer(loop, settings, offer -> sink, new RtpCounters());
            server.start();
            CallId call = CallId.random();
            InetSocketAddress to = server.destination(call);
            server.expect(call, (InetSocketAddress) sender.getLocalAddress(), RtpFormat.ULAW)
                    .toCompletableFuture()
                    .get();
            sender.connect(new InetSocketAddress(to.getHostString(), to.getPort()));
        }

        @Override
        public void send() throws IOException {
            sender.write(packets.next());
        }

        @Override
        public long heard() {
            return sink.frames;
        }

        @Override
        public long thread() throws Exception {
            return threadOf(loop);
        }

        @Override
        public void close() throws IOException {
            sender.close();
            server.close();
            loop.close();
        }
    }

    /** Messages of 20 ms of signed linear audio. */
    private static final class AudioSocketMessages {
        private static final byte AUDIO = 0x10;
        private static final byte UUID = 0x01;
        private static final int HEADER_BYTES = 3;

        private final ByteBuffer message = ByteBuffer.allocateDirect(HEADER_BYTES + 2 * MediaTime.FRAME_SAMPLES);

        AudioSocketMessages() {
            message.put(AUDIO).putShort((short) (2 * MediaTime.FRAME_SAMPLES));
            for (int i = 0; i < MediaTime.FRAME_SAMPLES; i++) {
                message.putShort((short) (i * 37));
            }
        }

        private ByteBuffer next() {
            return message.position(0);
        }

        private static ByteBuffer hello(CallId call) {
            ByteBuffer hello = ByteBuffer.allocate(HEADER_BYTES + 2 * Long.BYTES);
            hello.put(UUID).putShort((short) (2 * Long.BYTES));
            hello.putLong(call.uuid().getMostSignificantBits())
                    .putLong(call.uuid().getLeastSignificantBits());
            return hello.flip();
        }
    }

    private static final class AudioSocket implements Way {
        private final CountingSink sink = new CountingSink();
        private final IngressLoop loop = new IngressLoop();
        private final AudioSocketMessages messages = new AudioSocketMessages();
        private final AudioSocketServer server;
        private final SocketChannel sender;

        AudioSocket() throws Exception {
            server = new AudioSocketServer(
                    loop, ANY_PORT, AudioSocketLimits.defaults(), offer -> sink, new AudioSocketCounters());
            server.start();
            sender = SocketChannel.open(server.address()).setOption(StandardSocketOptions.TCP_NODELAY, true);
            sender.write(AudioSocketMessages.hello(CallId.random()));
        }

        @Override
        public void send() throws IOException {
            ByteBuffer message = messages.next();
            while (message.hasRemaining()) {
                sender.write(message);
            }
        }

        @Override
        public long heard() {
            return sink.frames;
        }

        @Override
        public long thread() throws Exception {
            return threadOf(loop);
        }

        @Override
        public void close() throws IOException {
            sender.close();
            server.close();
            loop.close();
        }
    }

    /** Reads and looks at nothing. */
    private static final class Datagrams implements Way {
        private final RtpPackets packets = new RtpPackets();
        private final DatagramChannel sender = DatagramChannel.open().bind(ANY_PORT);
        private final NioReader reader;

        Datagrams() throws IOException {
            DatagramChannel receiver = DatagramChannel.open().bind(ANY_PORT);
            receiver.connect(sender.getLocalAddress());
            sender.connect(receiver.getLocalAddress());
            reader = new NioReader(receiver, 1);
        }

        @Override
        public void send() throws IOException {
            sender.write(packets.next());
        }

        @Override
        public long heard() {
            return reader.packets();
        }

        @Override
        public long thread() {
            return reader.thread();
        }

        @Override
        public void close() throws IOException {
            reader.close();
            sender.close();
        }
    }

    /** Reads and looks at nothing. */
    private static final class Stream implements Way {
        private final AudioSocketMessages messages = new AudioSocketMessages();
        private final SocketChannel sender;
        private final NioReader reader;

        Stream() throws IOException {
            try (ServerSocketChannel door = ServerSocketChannel.open().bind(ANY_PORT)) {
                sender = SocketChannel.open(door.getLocalAddress()).setOption(StandardSocketOptions.TCP_NODELAY, true);
                reader = new NioReader(door.accept(), messages.next().remaining());
            }
        }

        @Override
        public void send() throws IOException {
            ByteBuffer message = messages.next();
            while (message.hasRemaining()) {
                sender.write(message);
            }
        }

        @Override
        public long heard() {
            return reader.packets();
        }

        @Override
        public long thread() {
            return reader.thread();
        }

        @Override
        public void close() throws IOException {
            reader.close();
            sender.close();
        }
    }
}
