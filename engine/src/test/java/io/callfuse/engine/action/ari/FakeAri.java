package io.callfuse.engine.action.ari;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/**
 * ARI as it looks from the wire, in front of a {@link FakeAsterisk}: it can delay and reorder, lose requests before and answers
 * after they were carried out, tell events twice, and cut the event stream. All on one thread of its own; faults by a seed.
 */
final class FakeAri implements AutoCloseable {
    static final String PASSWORD = "s3cret";

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Optional<SslContext> tls;
    private final Set<Channel> sockets = new HashSet<>();
    private final Random chance;
    private Channel server;
    final FakeAsterisk asterisk = new FakeAsterisk(this::happen);
    volatile Faults faults = Faults.NONE;
    volatile String expectedAuthorization;

    /** How often what goes wrong, as shares of one; delays are evenly spread up to the longest. */
    record Faults(int delayAtMostMs, double lostRequests, double lostAnswers, double doubledEvents, double cutStreams) {
        static final Faults NONE = new Faults(0, 0, 0, 0, 0);
    }

    FakeAri(long seed, Optional<SslContext> tls) {
        chance = new Random(seed);
        this.tls = tls;
        expectedAuthorization = login().authorization();
        server = listen(0);
        expectedAuthorization = login().authorization();
    }

    FakeAri() {
        this(1, Optional.empty());
    }

    private Channel listen(int port) {
        return new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        tls.ifPresent(context -> channel.pipeline().addLast(context.newHandler(channel.alloc())));
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(1 << 20))
                                .addLast(new Requests())
                                .addLast(new WebSocketServerProtocolHandler(
                                        "/ari/events", "ari", false, 1 << 20, false, true))
                                .addLast(new Streams());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), port)
                .syncUninterruptibly()
                .channel();
    }

    AriLogin login() {
        int port = server == null ? 1 : ((InetSocketAddress) server.localAddress()).getPort();
        return new AriLogin(
                InetSocketAddress.createUnresolved("127.0.0.1", port),
                tls.isPresent(),
                Optional.empty(),
                "callfuse",
                PASSWORD,
                FakeAsterisk.APP);
    }

    /** Asks, or changes, the state on the thread that owns it. */
    <T> T on(Callable<T> question) {
        try {
            return group.submit(question).get(10, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    void run(Runnable work) {
        on(() -> {
            work.run();
            return null;
        });
    }

    /** Closes the event stream. */
    void cut() {
        run(() -> Set.copyOf(sockets).forEach(Channel::close));
    }

    /** Nobody listens any more, as while Asterisk restarts. */
    int stop() {
        int port = login().address().getPort();
        server.close().syncUninterruptibly();
        cut();
        return port;
    }

    void startAgain(int port) {
        server = listen(port);
    }

    boolean isServed() {
        return on(() -> !sockets.isEmpty());
    }

    /** Something happens in Asterisk, now or a little later, and is told to whoever listens then. */
    private void happen(ObjectNode event, Runnable effect) {
        delayed(() -> {
            effect.run();
            tell(event);
            if (chance.nextDouble() < faults.doubledEvents) {
                delayed(() -> tell(event));
            }
            if (chance.nextDouble() < faults.cutStreams) {
                Set.copyOf(sockets).forEach(Channel::close);
            }
        });
    }

    private void tell(ObjectNode event) {
        sockets.forEach(socket -> socket.writeAndFlush(new TextWebSocketFrame(event.toString())));
    }

    private void delayed(Runnable work) {
        int atMostMs = faults.delayAtMostMs;
        if (atMostMs == 0) {
            group.execute(work);
        } else {
            group.schedule(work, chance.nextInt(atMostMs * 1000), TimeUnit.MICROSECONDS);
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Requests extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            String credentials = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
            if (!credentials.equals(expectedAuthorization)) {
                answer(context, new FakeAsterisk.Answer(401, "{\"message\":\"Authentication required\"}"));
            } else if (request.uri().startsWith("/ari/events?")) {
                context.fireChannelRead(request.retain());
            } else {
                String method = request.method().name();
                QueryStringDecoder uri = new QueryStringDecoder(request.uri());
                delayed(() -> carryOut(context, method, uri));
            }
        }

        private void carryOut(ChannelHandlerContext context, String method, QueryStringDecoder uri) {
            if (chance.nextDouble() < faults.lostRequests) {
                context.close();
                return;
            }
            Map<String, String> query = new HashMap<>();
            uri.parameters().forEach((name, values) -> query.put(name, values.get(0)));
            FakeAsterisk.Answer answer = asterisk.ask(method, uri.path().substring("/ari".length()), query);
            if (chance.nextDouble() < faults.lostAnswers) {
                context.close();
            } else {
                delayed(() -> answer(context, answer));
            }
        }

        private void answer(ChannelHandlerContext context, FakeAsterisk.Answer answer) {
            FullHttpResponse response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    HttpResponseStatus.valueOf(answer.status()),
                    Unpooled.copiedBuffer(answer.body(), StandardCharsets.UTF_8));
            response.headers()
                    .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
            context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
            context.close();
        }
    }

    private final class Streams extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
                sockets.add(context.channel());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            sockets.remove(context.channel());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            throw new IllegalStateException("nothing is said to Asterisk here");
        }
    }
}
