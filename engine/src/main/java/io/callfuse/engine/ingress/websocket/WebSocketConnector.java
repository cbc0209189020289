package io.callfuse.engine.ingress.websocket;

import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.EndOfMedia;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Connects to the media that Asterisk's HTTP server holds ready, each stream a WebSocket of its own on the ingress loop. */
public final class WebSocketConnector implements WebSocketStreams {
    private static final int ANSWER_BYTES = 8192;
    private static final String CONNECTION_ID = "[A-Za-z0-9._:-]{1,128}";

    private final WebSocketInlet inlet;
    private final Server server;
    private final Map<CallId, Attempt> byCall = new HashMap<>();

    /**
     * Asterisk's HTTP server.
     *
     * @param address not resolved; looked up at each connection
     * @param tls present where it speaks TLS
     * @param authorization the value of that header
     * @param connectWithin how long a connection, and then the handshake, may take
     */
    public record Server(
            InetSocketAddress address, Optional<SslContext> tls, String authorization, Duration connectWithin) {
        String hostAndPort() {
            return address.getHostString() + ":" + address.getPort();
        }

        /** Leaves the password out. */
        @Override
        public String toString() {
            return hostAndPort();
        }
    }

    private record Attempt(WebSocketStream stream, Channel channel) {}

    /** Prepares a connector; nothing is connected yet. */
    public WebSocketConnector(WebSocketInlet inlet, Server server) {
        this.inlet = inlet;
        this.server = server;
    }

    @Override
    public CompletionStage<Void> connect(CallId call, String connectionId) {
        if (!connectionId.matches(CONNECTION_ID)) {
            return CompletableFuture.failedStage(new IllegalArgumentException(
                    "Asterisk did not say which WebSocket it holds ready: '" + MediaEvent.shown(connectionId) + "'"));
        }
        CompletableFuture<Void> open = new CompletableFuture<>();
        execute(() -> connect(call, connectionId, open));
        return open;
    }

    private void connect(CallId call, String connectionId, CompletableFuture<Void> open) {
        leave(byCall.remove(call));
        WebSocketStream stream = new WebSocketStream(inlet, call, server.hostAndPort());
        ChannelFuture connecting = new Bootstrap()
                .group(inlet.loop.netty())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(server.connectWithin().toMillis()))
                .handler(new Initializer(stream, connectionId, open))
                .connect(server.address().getHostString(), server.address().getPort());
        Attempt attempt = new Attempt(stream, connecting.channel());
        byCall.put(call, attempt);
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                byCall.remove(call, attempt);
                open.completeExceptionally(failure(done.cause().getMessage()));
            }
        });
        connecting.channel().closeFuture().addListener(closed -> byCall.remove(call, attempt));
    }

    @Override
    public void forget(CallId call) {
        execute(() -> leave(byCall.remove(call)));
    }

    private static void leave(Attempt attempt) {
        if (attempt == null) {
            return;
        }
        if (attempt.channel.isActive()) {
            attempt.stream.finish(EndOfMedia.COMPLETED);
        } else {
            attempt.channel.close();
        }
    }

    private IllegalStateException failure(String why) {
        return new IllegalStateException("the WebSocket at " + server.hostAndPort() + " cannot be had: " + why);
    }

    private void execute(Runnable task) {
        if (!inlet.loop.netty().isShuttingDown()) {
            inlet.loop.execute(task);
        }
    }

    private final class Initializer extends ChannelInitializer<SocketChannel> {
        private final WebSocketStream stream;
        private final String connectionId;
        private final CompletableFuture<Void> open;

        Initializer(WebSocketStream stream, String connectionId, CompletableFuture<Void> open) {
            this.stream = stream;
            this.connectionId = connectionId;
            this.open = open;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            server.tls().ifPresent(tls -> channel.pipeline()
                    .addLast(tls.newHandler(
                            channel.alloc(),
                            server.address().getHostString(),
                            server.address().getPort())));
            WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                    .webSocketUri(URI.create((server.tls().isPresent() ? "wss://" : "ws://") + server.hostAndPort()
                            + "/media/" + connectionId))
                    .subprotocol(WebSocketInlet.SUBPROTOCOL)
                    .customHeaders(new DefaultHttpHeaders().set(HttpHeaderNames.AUTHORIZATION, server.authorization()))
                    .maxFramePayloadLength(inlet.limits.maxMessageBytes())
                    .handshakeTimeoutMillis(server.connectWithin().toMillis())
                    .handleCloseFrames(false)
                    .build();
            channel.pipeline()
                    .addLast("http", new HttpClientCodec())
                    .addLast("answer-body", new HttpObjectAggregator(ANSWER_BYTES))
                    .addLast("websocket", new WebSocketClientProtocolHandler(config))
                    .addLast("handshake", new Handshake(open));
            inlet.hear(channel.pipeline(), stream);
        }
    }

    /** Tells whether the handshake succeeded, and is then no longer needed. */
    private final class Handshake extends ChannelInboundHandlerAdapter {
        private final CompletableFuture<Void> open;

        Handshake(CompletableFuture<Void> open) {
            this.open = open;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                context.pipeline().remove(this);
                open.complete(null);
            }
            context.fireUserEventTriggered(event);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            open.completeExceptionally(failure("the connection was closed"));
            context.fireChannelInactive();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            String why = failure instanceof WebSocketClientHandshakeException refused && refused.response() != null
                    ? "Asterisk answers " + refused.response().status()
                    : String.valueOf(failure.getMessage());
            open.completeExceptionally(failure(why));
            context.close();
        }
    }
}
