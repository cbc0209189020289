package io.callfuse.engine.action.ari;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The WebSocket on which Asterisk tells the application's events; while it stands, Asterisk takes the application for served.
 * A silent one is tried out by pings. For the loop's thread alone.
 */
final class AriEventSocket extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final int EVENT_BYTES_AT_MOST = 1 << 20;
    private static final Logger LOG = LoggerFactory.getLogger(AriEventSocket.class);

    private final AriTransport transport;
    private final Listener listener;
    private Channel channel;
    private Future<?> pulse;
    private long heardAtNs;
    private boolean open;
    private boolean over;
    private String fault = "closed by Asterisk";

    /** Hears what becomes of the socket. Called on the loop's thread. */
    interface Listener {
        /** Events come from now on. */
        void opened();

        void event(JsonNode event);

        /** No more comes, or none ever came. Told once, last. */
        void closed(String why);
    }

    AriEventSocket(AriTransport transport, Listener listener) {
        this.transport = transport;
        this.listener = listener;
    }

    void open() {
        transport.connect(this::install).addListener(connected -> {
            if (!connected.isSuccess()) {
                end(transport.reason(connected.cause()));
            }
        });
    }

    private void install(Channel fresh) {
        channel = fresh;
        AriLogin login = transport.login();
        String scheme = login.tls() ? "wss://" : "ws://";
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(URI.create(
                        scheme + login.hostAndPort() + "/ari/events?app=" + login.app() + "&subscribeAll=false"))
                .version(WebSocketVersion.V13)
                .subprotocol("ari")
                .customHeaders(new DefaultHttpHeaders().set(HttpHeaderNames.AUTHORIZATION, login.authorization()))
                .maxFramePayloadLength(EVENT_BYTES_AT_MOST)
                .handshakeTimeoutMillis(transport.times().responseTimeout().toMillis())
                .dropPongFrames(false)
                .build();
        fresh.pipeline()
                .addLast(new HttpClientCodec())
                .addLast(new HttpObjectAggregator(EVENT_BYTES_AT_MOST))
                .addLast(new WebSocketClientProtocolHandler(config))
                .addLast(new WebSocketFrameAggregator(EVENT_BYTES_AT_MOST))
                .addLast(this);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            open = true;
            heardAtNs = System.nanoTime();
            long everyNs = transport.times().pingEvery().toNanos();
            pulse = transport.loop().scheduleAtFixedRate(this::beat, everyNs, everyNs, TimeUnit.NANOSECONDS);
            listener.opened();
        } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
            fault = "Asterisk did not answer the WebSocket's handshake (is res_http_websocket.so loaded?)";
            close();
        }
    }

    private void beat() {
        long silentNs = System.nanoTime() - heardAtNs;
        long everyNs = transport.times().pingEvery().toNanos();
        if (silentNs > everyNs + transport.times().responseTimeout().toNanos()) {
            fault = "silent for " + TimeUnit.NANOSECONDS.toMillis(silentNs) + " ms";
            close();
        } else if (silentNs >= everyNs / 2) {
            channel.writeAndFlush(new PingWebSocketFrame());
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        heardAtNs = System.nanoTime();
        if (!(frame instanceof TextWebSocketFrame text) || over) {
            return;
        }
        try {
            listener.event(JsonMapper.shared().readTree(text.text()));
        } catch (JacksonException malformed) {
            LOG.warn("{}: an event is no JSON and is ignored", transport.login().peer());
        } catch (RuntimeException failed) {
            LOG.error("an event of ARI could not be handled", failed);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
        fault = transport.reason(broken);
        close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end(open ? fault : "the WebSocket was refused: " + fault);
    }

    /** Whether events come. */
    boolean isOpen() {
        return open && !over;
    }

    void close() {
        if (channel != null && open) {
            channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE))
                    .addListener(ChannelFutureListener.CLOSE);
        } else if (channel != null) {
            channel.close();
        }
    }

    private void end(String why) {
        if (!over) {
            over = true;
            if (pulse != null) {
                pulse.cancel(false);
            }
            listener.closed(why);
        }
    }
}
