package io.callfuse.engine.ingress.websocket;

import io.callfuse.engine.call.CallId;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.CharsetUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The request with which Asterisk opens a WebSocket: {@code GET /media?call=UUID}. It says whose the stream is; one that does not
 * is answered with the reason and closed. One for each connection, on the event loop.
 */
final class WebSocketRequest extends SimpleChannelInboundHandler<FullHttpRequest> {
    /** Where the streams come in. */
    static final String PATH = "/media";

    private static final String CALL = "call";

    private final WebSocketInlet inlet;
    private final String peer;
    private ScheduledFuture<?> impatience;

    WebSocketRequest(WebSocketInlet inlet, String peer) {
        this.inlet = inlet;
        this.peer = peer;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        long withinNs = inlet.limits.startWithin().toNanos();
        impatience = context.executor()
                .schedule(() -> refuse(context, "no request in time"), withinNs, TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        impatience.cancel(false);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        try {
            CallId call = callOf(request);
            WebSocketServerProtocolConfig config = WebSocketServerProtocolConfig.newBuilder()
                    .websocketPath(PATH)
                    .checkStartsWith(true)
                    .subprotocols(WebSocketInlet.SUBPROTOCOL)
                    .maxFramePayloadLength(inlet.limits.maxMessageBytes())
                    .handshakeTimeoutMillis(inlet.limits.startWithin().toMillis())
                    .handleCloseFrames(false)
                    .build();
            context.pipeline().addLast("websocket", new WebSocketServerProtocolHandler(config));
            inlet.hear(context.pipeline(), new WebSocketStream(inlet, call, peer));
            context.fireChannelRead(request.retain());
            context.pipeline().remove(this);
        } catch (IllegalArgumentException bad) {
            refuse(context, bad.getMessage());
        }
    }

    /** Returns whose stream it is; the message of the exception says what is wrong. */
    private static CallId callOf(FullHttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            throw new IllegalArgumentException("the request is no HTTP");
        }
        if (!request.method().equals(HttpMethod.GET)
                || !request.headers().contains(HttpHeaderNames.UPGRADE, "websocket", true)) {
            throw new IllegalArgumentException("the request opens no WebSocket");
        }
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        if (!uri.path().equals(PATH)) {
            throw new IllegalArgumentException("the path '" + MediaEvent.shown(uri.path()) + "' is not " + PATH
                    + " (uri in websocket_client.conf)");
        }
        List<String> calls = uri.parameters().getOrDefault(CALL, List.of());
        if (calls.size() != 1) {
            throw new IllegalArgumentException(
                    "the request names " + calls.size() + " calls (v(call=${CALLFUSE_ID}) is needed)");
        }
        try {
            return CallId.parse(calls.get(0));
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("call '" + MediaEvent.shown(calls.get(0)) + "' is no UUID", malformed);
        }
    }

    private void refuse(ChannelHandlerContext context, String why) {
        inlet.counters.faults(WebSocketFault.BAD_REQUEST).increment();
        inlet.warnings.warn(WebSocketFault.BAD_REQUEST.name(), peer, why + "; refused", System.nanoTime());
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.BAD_REQUEST,
                Unpooled.copiedBuffer(why + "\n", CharsetUtil.UTF_8));
        response.headers()
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, "close");
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        context.close();
    }
}
