package io.callfuse.engine.action.ami;

import java.io.IOException;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.NewChannelEvent;

/** Listens to what Asterisk itself says of callers, beside an engine and for measuring it: asks nothing and moves nobody. */
public final class CallerSightings implements AutoCloseable {
    private final AmiConnection connection;

    private CallerSightings(AmiConnection connection) {
        this.connection = connection;
    }

    /** Is told, by a thread of the connection. */
    public interface Witness {
        /** A channel has begun: of a caller with this number. */
        void called(String uniqueId, String number);

        /** This caller waits in a queue to which he was moved; {@code seenNs} as {@link System#nanoTime} has it. */
        void waits(String uniqueId, String queue, long seenNs);

        /** This channel is no more. */
        void hungUp(String uniqueId);

        /** Asterisk says no more. */
        void lost();
    }

    /**
     * Begins to listen.
     *
     * @throws IOException if Asterisk does not let this user in; the message says why
     */
    public static CallerSightings open(AmiLogin login, Witness witness) throws IOException {
        AmiTimes times = AmiTimes.defaults();
        AmiConnection connection = new AmiConnection(login, times, witness::lost);
        connection.addEventListener(event -> tell(event, witness));
        try {
            connection.open(false);
        } catch (IOException | AuthenticationFailedException | TimeoutException failure) {
            connection.cut();
            throw new IOException(LoginFailure.explain(login, times, failure).getMessage(), failure);
        }
        return new CallerSightings(connection);
    }

    private static void tell(ManagerEvent event, Witness witness) {
        if (event instanceof NewChannelEvent channel) {
            witness.called(AmiText.orEmpty(channel.getUniqueId()), AmiText.orEmpty(channel.getCallerIdNum()));
        } else if (event instanceof CallfuseHandoverEvent handover
                && AmiText.orEmpty(handover.getStep()).equals("waiting")) {
            witness.waits(
                    AmiText.firstLine(handover.getUniqueId()),
                    AmiText.firstLine(handover.getQueue()),
                    System.nanoTime());
        } else if (event instanceof HangupEvent hangup) {
            witness.hungUp(AmiText.orEmpty(hangup.getUniqueId()));
        }
    }

    @Override
    public void close() {
        connection.cut();
    }
}
