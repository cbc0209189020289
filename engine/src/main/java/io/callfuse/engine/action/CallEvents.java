package io.callfuse.engine.action;

import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Asterisk tells about calls. Called on threads of the connection, which must not be held up: an implementation puts the
 * message in a queue and returns.
 */
public interface CallEvents {
    /**
     * A channel has ended. With a tap on it this may come two seconds late (asterisk#2123), so the end of the audio is the
     * earlier sign.
     *
     * @param causeCode the hangup cause (Q.850); 0 if not told
     */
    void hungUp(String uniqueId, int causeCode);

    /** The far end of the channel pressed a key: one of {@code 0-9 * # A-D}. */
    void digit(String uniqueId, char digit);

    /** A party has put the call on hold ({@code Hold}), or holds it no more ({@code Unhold}): the one on this channel. */
    default void held(boolean on, CallChannel by) {}

    /** Asterisk begins, or ends, to play hold music to the one on this channel. */
    default void music(boolean begins, String uniqueId) {}

    /**
     * A channel has entered a bridge, or left it.
     *
     * @param bridgeId Asterisk's {@code BridgeUniqueid}
     */
    default void bridgeChanged(String bridgeId, CallChannel who) {}

    /** The dialplan says that it has started a tap of this channel by itself ({@code UserEvent(CallfuseWatch,...)}). */
    void dialplanWatch(CallId id, CallChannel channel);

    /**
     * The dialplan tells how a caller fares whom it has brought to the people of a queue ({@code UserEvent(CallfuseHandover,...)}).
     *
     * @param facts {@code step} ({@code waiting}, {@code unanswered} or {@code over}), {@code queue}, and where nobody answered
     *     {@code status} and {@code next}: where the caller goes now
     */
    default void handedOver(String uniqueId, Map<String, String> facts) {}

    /**
     * An agent has labelled the caller with whom he talks, by his keys ({@code UserEvent(CallfuseLabel,...)}).
     *
     * @param id of the call, where the agent's channel knows it
     * @param agent on whose channel the keys were pressed
     */
    default void labelled(Optional<CallId> id, CallChannel agent, String label) {}

    /**
     * What was whispered to the agent of a call has been played, or could not be.
     *
     * @param status {@code SUCCESS}, or what Asterisk says otherwise
     */
    default void whispered(CallId id, String status) {}

    /** Told once, at the first connection: the channels that carry a {@code CALLFUSE_ID}, of this engine or another. */
    default void found(Map<CallId, CallChannel> carriers) {}

    /** The connection to Asterisk is lost: from now on events are missed. Told once for each loss. */
    void connectionLost();

    /**
     * The connection stands.
     *
     * @param live all channels that exist now
     * @param missedFor how long events were missed since the last connection; zero at the first
     */
    void connected(List<CallChannel> live, Duration missedFor);
}
