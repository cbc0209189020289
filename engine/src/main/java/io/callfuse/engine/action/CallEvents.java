package io.callfuse.engine.action;

import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import java.time.Duration;
import java.util.List;

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

    /** The dialplan says that it has started a tap of this channel by itself ({@code UserEvent(CallfuseWatch,...)}). */
    void dialplanWatch(CallId id, CallChannel channel);

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
