package io.callfuse.engine.action.ari;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** One kept connection: one request, its answer, the next. For the loop's thread alone. */
final class AriHttpConnection extends SimpleChannelInboundHandler<FullHttpResponse> {
    /** A list of 20 000 channels. */
    private static final int ANSWER_BYTES_AT_MOST = 16 << 20;

    private final AriHttp pool;
    private final AriLogin login;
    private AriExchange current;
    private Channel channel;
    private long idleSinceNs;
    private boolean usedBefore;
    private boolean gone;
    private String fault = "the connection broke before the answer";

    AriHttpConnection(AriHttp pool, AriLogin login, AriExchange first) {
        this.pool = pool;
        this.login = login;
        current = first;
    }

    /** Puts the handlers of this connection into a new channel. */
    void install(Channel fresh) {
        channel = fresh;
        fresh.pipeline()
                .addLast(new HttpClientCodec())
                .addLast(new HttpObjectAggregator(ANSWER_BYTES_AT_MOST))
                .addLast(this);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        AriExchange first = current;
        current = null;
        send(first);
    }

    void send(AriExchange exchange) {
        if (exchange.isDone()) {
            idle();
            return;
        }
        current = exchange;
        exchange.sentBy(this);
        channel.writeAndFlush(message(exchange.request()));
    }

    private FullHttpRequest message(AriRequest request) {
        ByteBuf body = request.body().isEmpty()
                ? Unpooled.EMPTY_BUFFER
                : Unpooled.wrappedBuffer(request.body().getBytes(StandardCharsets.UTF_8));
        FullHttpRequest message = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.valueOf(request.method()), "/ari" + request.path(), body);
        message.headers()
                .set(HttpHeaderNames.HOST, login.hostAndPort())
                .set(HttpHeaderNames.AUTHORIZATION, login.authorization())
                .set(HttpHeaderNames.ACCEPT, "application/json")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        if (body.isReadable()) {
            message.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        }
        return message;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
        AriExchange answered = current;
        if (answered == null) {
            close();
            return;
        }
        current = null;
        usedBefore = true;
        AriAnswer answer = new AriAnswer(response.status().code(), read(response));
        if (HttpUtil.isKeepAlive(response)) {
            idle();
        } else {
            close();
        }
        answered.answered(answer);
    }

    private void idle() {
        idleSinceNs = System.nanoTime();
        pool.free(this);
    }

    private static JsonNode read(FullHttpResponse response) {
        String text = response.content().toString(StandardCharsets.UTF_8);
        try {
            return text.isBlank()
                    ? MissingNode.getInstance()
                    : JsonMapper.shared().readTree(text);
        } catch (JacksonException noJson) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
        fault = pool.reason(broken);
        close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        over();
    }

    /** It could not be opened. */
    void failed(String why) {
        fault = why;
        over();
    }

    void close() {
        if (channel != null) {
            channel.close();
        }
    }

    private void over() {
        if (!gone) {
            gone = true;
            AriExchange unanswered = current;
            current = null;
            pool.gone(this, unanswered, fault);
        }
    }

    long idleForNs(long nowNs) {
        return nowNs - idleSinceNs;
    }

    /** Whether it has brought an answer before. */
    boolean wasUsedBefore() {
        return usedBefore;
    }
}
