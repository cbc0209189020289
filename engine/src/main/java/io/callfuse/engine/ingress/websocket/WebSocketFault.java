package io.callfuse.engine.ingress.websocket;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.Locale;

/** What is wrong with a peer. Most of it ends the stream. */
public enum WebSocketFault {
    /** A text that is no event. */
    MALFORMED_EVENT(WebSocketCloseStatus.INVALID_PAYLOAD_DATA),
    /** An event that is not known here: it is told, and the stream goes on. */
    UNKNOWN_EVENT(WebSocketCloseStatus.NORMAL_CLOSURE),
    /** A format that is not heard. */
    UNKNOWN_FORMAT(WebSocketCloseStatus.INVALID_MESSAGE_TYPE),
    /** A key that no telephone has: it is told, and the stream goes on. */
    BAD_DIGIT(WebSocketCloseStatus.NORMAL_CLOSURE),
    /** Audio or a key before {@code MEDIA_START}. */
    NOT_STARTED(WebSocketCloseStatus.POLICY_VIOLATION),
    /** No {@code MEDIA_START} in time. */
    START_TIMEOUT(WebSocketCloseStatus.POLICY_VIOLATION),
    /** A second {@code MEDIA_START}. */
    SECOND_START(WebSocketCloseStatus.POLICY_VIOLATION),
    /** A message longer than the limit. */
    OVERSIZE(WebSocketCloseStatus.MESSAGE_TOO_BIG),
    /** What WebSocket does not allow. */
    BROKEN_FRAME(WebSocketCloseStatus.PROTOCOL_ERROR),
    /** A request that names no call. */
    BAD_REQUEST(WebSocketCloseStatus.PROTOCOL_ERROR),
    /** The engine does not want the call. */
    REFUSED(WebSocketCloseStatus.POLICY_VIOLATION),
    /** More connections than the limit, in all or of one address. */
    TOO_MANY_CONNECTIONS(WebSocketCloseStatus.POLICY_VIOLATION),
    /** From a network that is not allowed. */
    FOREIGN_NETWORK(WebSocketCloseStatus.POLICY_VIOLATION),
    /** A fault of the engine. */
    INTERNAL(WebSocketCloseStatus.INTERNAL_SERVER_ERROR);

    private final WebSocketCloseStatus status;

    WebSocketFault(WebSocketCloseStatus status) {
        this.status = status;
    }

    /** With which status the stream is closed. */
    WebSocketCloseStatus status() {
        return status;
    }

    /** The name by which it is counted, such as {@code fault_oversize}. */
    String counterName() {
        return "fault_" + name().toLowerCase(Locale.ROOT);
    }
}
