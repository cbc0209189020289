package io.callfuse.engine.ingress.audiosocket;

import io.callfuse.engine.admission.Doorkeeper;
import io.callfuse.engine.admission.Networks;
import io.callfuse.engine.ingress.IngressLoop;
import io.callfuse.engine.ingress.LoopReadBuffer;
import io.callfuse.engine.ingress.MediaSessions;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;

/**
 * Listens for Asterisk's AudioSocket connections and hears them, all on the ingress loop. {@link #start} and {@link #close} wait
 * for the loop, so neither may be called on it.
 */
public final class AudioSocketServer implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final int KEEPALIVE_IDLE_S = 30;
    private static final int KEEPALIVE_INTERVAL_S = 10;
    private static final int KEEPALIVE_PROBES = 3;
    /** Six messages of silence: a peer that reads at all never comes near. */
    private static final WriteBufferWaterMark WRITE_BUFFER_BYTES = new WriteBufferWaterMark(1024, 2048);

    private static final long CLOSE_WITHIN_S = 3;

    private final IngressLoop loop;
    private final InetSocketAddress listen;
    private final AudioSocketLimits limits;
    private final Inlet inlet;
    private final ChannelGroup open;
    private final Doorkeeper doorkeeper;
    private final LoopReadBuffer readBuffer = new LoopReadBuffer();
    private Channel server;

    /** Prepares a server; port 0 lets the system choose. */
    public AudioSocketServer(
            IngressLoop loop,
            InetSocketAddress listen,
            AudioSocketLimits limits,
            MediaSessions sessions,
            AudioSocketCounters counters) {
        this(loop, listen, limits, Networks.LOOPBACK, sessions, counters);
    }

    /** The same for peers of other networks than this machine. */
    public AudioSocketServer(
            IngressLoop loop,
            InetSocketAddress listen,
            AudioSocketLimits limits,
            Networks allowed,
            MediaSessions sessions,
            AudioSocketCounters counters) {
        this.loop = loop;
        this.listen = listen;
        this.limits = limits;
        inlet = new Inlet(limits, sessions, counters);
        open = new DefaultChannelGroup(loop.netty());
        doorkeeper = new Doorkeeper(
                new Doorkeeper.Rules("audiosocket", allowed, limits.maxConnections(), limits.maxPerPeer()));
    }

    /**
     * Begins to listen.
     *
     * @throws BindFailedException if the address cannot be had
     */
    public void start() throws BindFailedException {
        ChannelFuture bound = new ServerBootstrap()
                .group(loop.netty(), loop.netty())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, readBuffer)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), KEEPALIVE_IDLE_S)
                .childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), KEEPALIVE_INTERVAL_S)
                .childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), KEEPALIVE_PROBES)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_BUFFER_BYTES)
                .childHandler(new Initializer())
                .bind(listen)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new BindFailedException(listen, bound.cause());
        }
        server = bound.channel();
    }

    /** Where it listens; only after {@link #start}. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.localAddress();
    }

    /** How many peers are connected. */
    public int connections() {
        return open.size();
    }

    /** Listens no more, ends all streams in an orderly way, and waits for that, at most 3 s. */
    @Override
    public void close() {
        if (server == null) {
            return;
        }
        server.close().awaitUninterruptibly();
        for (Channel peer : open) {
            AudioSocketConnection connection = peer.pipeline().get(AudioSocketConnection.class);
            if (connection != null) {
                connection.finish();
            }
        }
        open.newCloseFuture().awaitUninterruptibly(CLOSE_WITHIN_S, TimeUnit.SECONDS);
        loop.execute(readBuffer::close);
    }

    private final class Initializer extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel channel) {
            if (channel.remoteAddress() == null) {
                // It is gone already.
                channel.close();
                return;
            }
            InetAddress peer = channel.remoteAddress().getAddress();
            Doorkeeper.Answer answer = doorkeeper.admit(peer);
            if (answer == Doorkeeper.Answer.FOREIGN) {
                inlet.counters.rejected(Rejection.FOREIGN_NETWORK).increment();
                channel.close();
                return;
            }
            open.add(channel);
            AudioSocketConnection connection = new AudioSocketConnection(inlet, peerName(channel));
            channel.pipeline()
                    .addLast("decoder", new AudioSocketDecoder(limits.maxPayloadBytes(), connection))
                    .addLast("connection", connection);
            if (answer == Doorkeeper.Answer.WELCOME) {
                channel.closeFuture().addListener(closed -> doorkeeper.leave(peer));
            } else {
                turnAway(channel, connection, answer);
            }
        }

        private void turnAway(SocketChannel channel, AudioSocketConnection connection, Doorkeeper.Answer answer) {
            String detail = answer == Doorkeeper.Answer.FULL
                    ? "there are " + limits.maxConnections() + " already"
                    : "its address has " + limits.maxPerPeer() + " already";
            connection.reject(Rejection.TOO_MANY_CONNECTIONS, detail);
            if (open.size() > 2 * limits.maxConnections()) {
                // Too many even of those that are being sent away: no time for manners.
                channel.close();
            }
        }

        private static String peerName(SocketChannel channel) {
            InetSocketAddress address = channel.remoteAddress();
            return address == null ? "unknown" : address.getHostString() + ":" + address.getPort();
        }
    }
}
