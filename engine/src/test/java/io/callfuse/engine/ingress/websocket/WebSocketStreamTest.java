package io.callfuse.engine.ingress.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.CollectingSink;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.IngressLoop;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a stream ends, step by step. */
@Timeout(60)
class WebSocketStreamTest {
    private final IngressLoop loop = new IngressLoop();
    private final WebSocketCounters counters = new WebSocketCounters();
    private final CollectingSink heard = new CollectingSink();
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @BeforeEach
    void open() {
        WebSocketInlet inlet = new WebSocketInlet(loop, WebSocketCaller.patientLimits(), offer -> heard, counters);
        inlet.hear(channel.pipeline(), new WebSocketStream(inlet, CallId.random(), "test"));
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
        loop.close();
    }

    @Test
    void shouldTakeAConnectionThatBreaksInsideAMessageForLost() {
        channel.writeInbound(new TextWebSocketFrame("MEDIA_START format:slin"));
        channel.writeInbound(fragment());
        channel.close();
        assertThat(heard.end).isEqualTo(EndOfMedia.CONNECTION_LOST);
        assertThat(counters.connectionsLost().sum()).isOne();
        assertThat(counters.faults(WebSocketFault.INTERNAL).sum()).isZero();
    }

    @Test
    void shouldNotCountAsLostWhoWasSentAwayInsideAMessage() {
        channel.writeInbound(new TextWebSocketFrame("MEDIA_START format:slin"));
        channel.writeInbound(new TextWebSocketFrame("MEDIA_START format:slin"));
        channel.writeInbound(fragment());
        channel.close();
        assertThat(heard.end).isEqualTo(EndOfMedia.PROTOCOL_ERROR);
        assertThat(counters.connectionsLost().sum()).isZero();
        assertThat(counters.faults(WebSocketFault.INTERNAL).sum()).isZero();
    }

    private static BinaryWebSocketFrame fragment() {
        return new BinaryWebSocketFrame(false, 0, Unpooled.wrappedBuffer(new byte[100]));
    }
}
