package io.callfuse.engine.ingress.websocket;

import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Asterisk's HTTP server with WebSockets that it holds ready under {@code /media/ID}. */
public final class HeldMedia implements AutoCloseable {
    public static final String AUTHORIZATION = "Basic YTpi";

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Map<String, Channel> open = new ConcurrentHashMap<>();
    private final Channel server;

    /** Listens on a free port. */
    public HeldMedia() {
        server = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(1 << 16))
                                .addLast(new Password())
                                .addLast(new WebSocketServerProtocolHandler(
                                        "/media", "media", false, 65_536, false, true))
                                .addLast(new Opened());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    /** How the engine would log in to it. */
    public WebSocketConnector.Server server(String authorization) {
        int port = ((InetSocketAddress) server.localAddress()).getPort();
        return new WebSocketConnector.Server(
                InetSocketAddress.createUnresolved("127.0.0.1", port),
                Optional.empty(),
                authorization,
                Duration.ofSeconds(20));
    }

    boolean isOpen(String id) {
        return open.containsKey(id);
    }

    /** Sends an event over the WebSocket of that id, once it is open. */
    public void text(String id, String text) throws IOException {
        send(id, new TextWebSocketFrame(text));
    }

    /** Sends audio over the WebSocket of that id, once it is open. */
    public void binary(String id, byte[] bytes) throws IOException {
        send(id, new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
    }

    /** Ends the stream as Asterisk does where the call is over. */
    public void hangUp(String id) {
        Channel channel = open.get(id);
        if (channel != null) {
            channel.writeAndFlush(new CloseWebSocketFrame(1000, "")).awaitUninterruptibly();
        }
    }

    private void send(String id, WebSocketFrame frame) throws IOException {
        if (!isOpen(id)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> isOpen(id));
        }
        if (!open.get(id).writeAndFlush(frame).awaitUninterruptibly().isSuccess()) {
            throw new IOException("the WebSocket is closed");
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, java.util.concurrent.TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private static final class Password extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof FullHttpRequest request
                    && !AUTHORIZATION.equals(request.headers().get(HttpHeaderNames.AUTHORIZATION))) {
                request.release();
                context.writeAndFlush(
                                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.UNAUTHORIZED))
                        .addListener(ChannelFutureListener.CLOSE);
            } else {
                context.fireChannelRead(message);
            }
        }
    }

    private final class Opened extends ChannelInboundHandlerAdapter {
        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete shake) {
                String uri = shake.requestUri();
                open.put(uri.substring(uri.lastIndexOf('/') + 1), context.channel());
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }
    }
}
