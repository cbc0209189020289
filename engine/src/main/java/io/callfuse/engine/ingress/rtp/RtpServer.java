package io.callfuse.engine.ingress.rtp;

import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.IngressLoop;
import io.callfuse.engine.ingress.MediaSessions;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives the RTP streams that were announced, all on the ingress loop: on one port, told apart by their sources, or each on a
 * port of its own. {@link #start} and {@link #close} wait for the loop, so neither may be called on it.
 */
public final class RtpServer implements RtpStreamRegistry, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RtpServer.class);

    private static final Duration TICK = Duration.ofMillis(20);
    private static final int SHARED_RECEIVE_BYTES = 4 << 20;
    private static final int OWN_RECEIVE_BYTES = 64 << 10;
    /** All calls may share the socket: one look at it is to take all that waits, not a packet. */
    private static final int PACKETS_AT_ONCE = 256;

    private static final long CLOSE_WITHIN_S = 3;

    private final IngressLoop loop;
    private final RtpSettings settings;
    private final RtpInlet inlet;
    private final PortPool pool;
    private final Map<CallId, Integer> portOf = new HashMap<>();
    private final Map<CallId, RtpStream> byCall = new HashMap<>();
    private final List<RtpStream> streams = new ArrayList<>();
    private RtpPort shared;
    private volatile InetSocketAddress sharedAddress;
    private boolean closed;
    private long lastTickNs;

    /** Prepares a server; port 0 lets the system choose. */
    public RtpServer(IngressLoop loop, RtpSettings settings, MediaSessions sessions, RtpCounters counters) {
        this.loop = loop;
        this.settings = settings;
        inlet = new RtpInlet(settings, sessions, counters);
        pool = settings.ports().map(PortPool::new).orElse(null);
    }

    /**
     * Begins to receive, where all calls share a port; where each has its own, only the address is tried.
     *
     * @throws RtpBindException if the address cannot be had
     */
    public void start() throws RtpBindException {
        InetSocketAddress first = pool == null ? settings.listen() : at(0);
        RtpPort port = new RtpPort(inlet);
        ChannelFuture bound = bootstrap(port, SHARED_RECEIVE_BYTES)
                .channel(NioDatagramChannel.class)
                .bind(first)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new RtpBindException(first.getHostString() + ":" + first.getPort(), bound.cause());
        }
        if (pool == null) {
            sharedAddress = port.address();
            loop.execute(() -> shared = port);
        } else {
            bound.channel().close().awaitUninterruptibly();
        }
        lastTickNs = System.nanoTime();
        loop.every(TICK, () -> tick(System.nanoTime()));
    }

    /** Where it receives, if all calls share a port; only after {@link #start}. */
    public InetSocketAddress address() {
        return sharedAddress;
    }

    @Override
    public InetSocketAddress destination(CallId call) throws RtpBindException {
        if (pool == null) {
            return told(sharedAddress.getPort());
        }
        synchronized (pool) {
            Integer known = portOf.get(call);
            return told(known == null ? takePort(call) : known);
        }
    }

    /** Somebody else on this machine may have one of the ports; then the next is tried. */
    private int takePort(CallId call) throws RtpBindException {
        for (int tries = pool.size(); tries > 0; tries--) {
            int number = pool.take();
            if (number < 0) {
                break;
            }
            DatagramChannel bound = bound(at(number));
            if (bound != null) {
                portOf.put(call, number);
                execute(() -> receive(call, bound));
                return number;
            }
            pool.giveBack(number);
        }
        RtpSettings.PortRange ports = settings.ports().orElseThrow();
        throw new RtpBindException(
                "no port of " + ports.first() + "-" + ports.last() + " is free for the RTP of call " + call);
    }

    private static DatagramChannel bound(InetSocketAddress address) {
        try {
            DatagramChannel channel = DatagramChannel.open();
            try {
                return channel.bind(address);
            } catch (IOException taken) {
                channel.close();
                return null;
            }
        } catch (IOException exhausted) {
            return null;
        }
    }

    private void receive(CallId call, DatagramChannel bound) {
        RtpPort port = new RtpPort(inlet);
        bootstrap(port, OWN_RECEIVE_BYTES)
                .channelFactory(() -> new NioDatagramChannel(bound))
                .register();
        RtpStream stream = new RtpStream(call, this, inlet, port, true);
        add(stream);
        if (closed) {
            stream.end(EndOfMedia.CLOSED_BY_ENGINE);
        }
    }

    @Override
    public CompletionStage<Void> expect(CallId call, InetSocketAddress source, RtpFormat format, Runnable over) {
        if (source.isUnresolved() || source.getPort() == 0 && pool == null) {
            throw new IllegalArgumentException(source
                    + (source.isUnresolved() ? " is not resolved" : " has no port, and all calls share one of ours"));
        }
        if (!settings.allow().contains(source.getAddress())) {
            inlet.counters.outside().increment();
            throw new IllegalArgumentException(source + " is outside the networks of rtp.allow");
        }
        CompletableFuture<Void> heard = new CompletableFuture<>();
        execute(() -> {
            RtpStream stream = byCall.get(call);
            if (stream == null && pool == null) {
                stream = new RtpStream(call, this, inlet, shared, false);
                add(stream);
            }
            if (stream == null) {
                LOG.warn("call {}: RTP from {} is not heard, for the call has no port any more", call, source);
                heard.completeExceptionally(new RtpBindException("call " + call + " has no port any more"));
            } else {
                stream.expect(source, format, over);
                heard.complete(null);
            }
        });
        return heard;
    }

    @Override
    public void forget(CallId call) {
        execute(() -> {
            RtpStream stream = byCall.get(call);
            if (stream != null) {
                stream.end(EndOfMedia.COMPLETED);
            }
        });
    }

    /** Receives no more, and ends all streams; waits for that, at most 3 s. */
    @Override
    public void close() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        execute(() -> {
            closed = true;
            List.copyOf(streams).forEach(stream -> stream.end(EndOfMedia.CLOSED_BY_ENGINE));
            if (shared != null) {
                shared.close();
            }
            done.complete(null);
        });
        try {
            done.get(CLOSE_WITHIN_S, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException stuck) {
            LOG.warn("the RTP streams did not end in time");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs the task on the loop; not at all once that is closed. */
    void execute(Runnable task) {
        if (!loop.netty().isShuttingDown()) {
            loop.execute(task);
        }
    }

    /** A stream has ended; on the loop. */
    void over(RtpStream stream) {
        byCall.remove(stream.call(), stream);
        streams.remove(stream);
        if (stream.ownsPort()) {
            stream.port().close();
            synchronized (pool) {
                pool.giveBack(portOf.remove(stream.call()));
            }
        }
    }

    private void add(RtpStream stream) {
        byCall.put(stream.call(), stream);
        streams.add(stream);
    }

    /** A tick that itself comes much too late judges nothing: what it misses may wait unread in the sockets. */
    private void tick(long nowNs) {
        boolean heldUp = nowNs - lastTickNs > 3 * TICK.toNanos();
        lastTickNs = nowNs;
        if (heldUp || closed) {
            return;
        }
        for (int i = streams.size() - 1; i >= 0; i--) {
            // The end of one takes the end of others along only where two had one source.
            if (i < streams.size()) {
                tick(streams.get(i), nowNs);
            }
        }
    }

    /** One stream that fails must not stop the others. */
    private static void tick(RtpStream stream, long nowNs) {
        try {
            stream.tick(nowNs);
        } catch (RuntimeException failure) {
            LOG.error("call {}: the engine failed while it heard RTP", stream.call(), failure);
            stream.fail();
        }
    }

    private Bootstrap bootstrap(RtpPort port, int receiveBytes) {
        return new Bootstrap()
                .group(loop.netty())
                // The pooled one keeps the view through which the system writes; the default makes one for each packet.
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.SO_RCVBUF, receiveBytes)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(RtpInlet.DATAGRAM_BYTES).maxMessagesPerRead(PACKETS_AT_ONCE))
                .handler(port);
    }

    private InetSocketAddress at(int port) {
        return new InetSocketAddress(settings.listen().getAddress(), port);
    }

    private InetSocketAddress told(int port) {
        return InetSocketAddress.createUnresolved(
                settings.host().orElse(settings.listen().getHostString()), port);
    }
}
