package io.callfuse.engine.web;

import io.callfuse.engine.admission.Doorkeeper;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Answers HTTP on its own thread, {@code web-0}. {@link #start} and {@link #close} wait for that thread, so neither may be called
 * on it.
 */
public final class WebServer implements AutoCloseable {
    private static final int BACKLOG = 128;
    private static final int LINE_BYTES = 4096;
    private static final int HEADER_BYTES = 8192;
    private static final WriteBufferWaterMark HELD = new WriteBufferWaterMark(64 * 1024, 256 * 1024);
    private static final int SEND_BYTES = 128 * 1024;
    private static final long TICK_MS = 100;
    private static final long CLOSE_WITHIN_S = 5;

    private final WebSettings settings;
    private final LiveBoard board;
    private final WebCounters counters = new WebCounters();
    private final Doorkeeper doorkeeper;
    private final Router router;
    private final EventStreams streams;
    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private Channel server;

    /**
     * What is shown.
     *
     * @param metrics in the text form of Prometheus
     * @param run names this run of the engine
     */
    public record Sources(LiveBoard board, LiveCalls calls, Health health, Supplier<String> metrics, String run) {}

    /** Prepares a server. */
    public WebServer(WebSettings settings, Sources sources) {
        this.settings = settings;
        board = sources.board();
        doorkeeper = new Doorkeeper(
                new Doorkeeper.Rules("http", settings.allow(), settings.maxConnections(), settings.maxConnections()));
        router = new Router(
                new Gate(settings.hosts(), settings.token()),
                counters,
                new CallAnswers(board, sources.calls(), settings.words()),
                sources.health(),
                sources.metrics());
        streams = new EventStreams(board, counters, settings, sources.run());
        ThreadFactory thread = task -> new FastThreadLocalThread(task, "web-0");
        group = new MultiThreadIoEventLoopGroup(1, thread, NioIoHandler.newFactory());
        loop = group.next();
    }

    /**
     * Begins to listen.
     *
     * @throws WebBindException if the address cannot be had
     */
    public void start() throws WebBindException {
        ChannelFuture bound = new ServerBootstrap()
                .group(loop, loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_SNDBUF, SEND_BYTES)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, HELD)
                .childHandler(new Initializer())
                .bind(settings.listen())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new WebBindException(settings.listen(), bound.cause());
        }
        server = bound.channel();
        loop.scheduleAtFixedRate(() -> streams.tick(System.nanoTime()), TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    /** Where it listens; only after {@link #start}. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.localAddress();
    }

    /** What it has answered, refused and dropped, by name; each only grows. */
    public Map<String, Long> counters() {
        return counters.read(board);
    }

    /** Ends the streams and listens no more. */
    @Override
    public void close() {
        if (server != null) {
            server.close().awaitUninterruptibly();
            loop.submit(streams::close).awaitUninterruptibly(CLOSE_WITHIN_S, TimeUnit.SECONDS);
        }
        group.shutdownGracefully(0, CLOSE_WITHIN_S, TimeUnit.SECONDS)
                .awaitUninterruptibly(CLOSE_WITHIN_S, TimeUnit.SECONDS);
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
            if (doorkeeper.admit(peer) != Doorkeeper.Answer.WELCOME) {
                counters.refusedConnections.increment();
                channel.close();
                return;
            }
            channel.closeFuture().addListener(closed -> doorkeeper.leave(peer));
            settings.tls().ifPresent(tls -> channel.pipeline()
                    .addLast("tls", tls.context().newHandler(channel.alloc())));
            channel.pipeline()
                    .addLast(
                            "write-timeout",
                            new WriteTimeoutHandler(settings.requestWithin().toMillis(), TimeUnit.MILLISECONDS))
                    .addLast(
                            "http",
                            new HttpServerCodec(new HttpDecoderConfig()
                                    .setMaxInitialLineLength(LINE_BYTES)
                                    .setMaxHeaderSize(HEADER_BYTES)))
                    .addLast("body", new HttpObjectAggregator(WebSettings.BODY_BYTES, true))
                    .addLast("request", new RequestHandler(router, streams, counters, settings));
        }
    }
}
