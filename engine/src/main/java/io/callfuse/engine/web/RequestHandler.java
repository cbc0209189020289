package io.callfuse.engine.web;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: a request at a time, each within its time. Who asks for the next before he has his answer, or says anything on
 * a stream, is cut off.
 */
final class RequestHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    private final Router router;
    private final EventStreams streams;
    private final WebCounters counters;
    private final long withinNs;
    private ScheduledFuture<?> deadline;
    private boolean answering;

    RequestHandler(Router router, EventStreams streams, WebCounters counters, WebSettings settings) {
        this.router = router;
        this.streams = streams;
        this.counters = counters;
        withinNs = settings.requestWithin().toNanos();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        await(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        deadline.cancel(false);
        context.fireChannelInactive();
    }

    private void await(ChannelHandlerContext context) {
        deadline = context.executor()
                .schedule(
                        () -> {
                            counters.overdueRequests.increment();
                            context.close();
                        },
                        withinNs,
                        TimeUnit.NANOSECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        counters.requests.increment();
        if (answering) {
            counters.badRequests.increment();
            context.close();
            return;
        }
        answering = true;
        if (!request.decoderResult().isSuccess()) {
            counters.badRequests.increment();
            send(context, Answer.problem(HttpResponseStatus.BAD_REQUEST, "this is no request"), false, false);
            return;
        }
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        boolean head = request.method().equals(HttpMethod.HEAD);
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        String path = path(uri);
        Optional<Answer> refused = router.refuse(request, path);
        if (refused.isPresent()) {
            send(context, refused.get(), keepAlive, head);
        } else if (path.equals("/events")) {
            stream(context, request, uri, keepAlive);
        } else {
            router.answer(request, path)
                    .whenComplete((answer, fault) -> context.executor().execute(() -> {
                        Answer told = fault == null ? answer : failed(path, fault);
                        send(context, told, keepAlive, head);
                    }));
        }
    }

    private static String path(QueryStringDecoder uri) {
        try {
            return uri.path();
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    private static Answer failed(String path, Throwable fault) {
        LOG.error("web: {} could not be answered", path, fault);
        return Answer.problem(HttpResponseStatus.INTERNAL_SERVER_ERROR, "the engine's log says why");
    }

    private void stream(
            ChannelHandlerContext context, FullHttpRequest request, QueryStringDecoder uri, boolean keepAlive) {
        if (!request.method().equals(HttpMethod.GET)) {
            send(context, Answer.notAllowed("GET"), keepAlive, false);
            return;
        }
        if (!streams.hasRoom()) {
            counters.refusedStreams.increment();
            send(
                    context,
                    Answer.problem(HttpResponseStatus.SERVICE_UNAVAILABLE, "as many read as http.maxStreams allows"),
                    false,
                    false);
            return;
        }
        EventStreamRequest wanted;
        try {
            wanted = EventStreamRequest.read(context.channel(), request, uri);
        } catch (IllegalArgumentException unfit) {
            send(context, Answer.problem(HttpResponseStatus.BAD_REQUEST, unfit.getMessage()), keepAlive, false);
            return;
        }
        deadline.cancel(false);
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8")
                .set("X-Accel-Buffering", "no");
        guard(head.headers());
        HttpUtil.setTransferEncodingChunked(head, true);
        context.writeAndFlush(head);
        streams.add(wanted);
    }

    private void send(ChannelHandlerContext context, Answer answer, boolean keepAlive, boolean head) {
        deadline.cancel(false);
        await(context);
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                answer.status(),
                head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(answer.body()));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
                .set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
        guard(response.headers());
        answer.headers().forEach((name, value) -> response.headers().set(name, value));
        HttpUtil.setKeepAlive(response, keepAlive);
        ChannelFuture written = context.writeAndFlush(response);
        if (keepAlive) {
            answering = false;
        } else {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static void guard(HttpHeaders headers) {
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set("X-Content-Type-Options", "nosniff")
                .set("X-Frame-Options", "DENY")
                .set("Referrer-Policy", "no-referrer")
                .set("Content-Security-Policy", "default-src 'none'");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("web: a connection failed: {}", cause.toString());
        context.close();
    }
}
