package io.callfuse.engine.action.ami;

import java.io.IOException;
import org.asteriskjava.AsteriskVersion;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.ManagerConnectionState;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.event.DisconnectEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.internal.ManagerConnectionImpl;
import org.asteriskjava.util.SocketConnectionFacade;

/**
 * The library's connection, for one login. It leaves reconnecting to us (the library would do it every 50 ms, then every 5 s,
 * without a word) and does not ask Asterisk for its version, which takes two seconds where the user has no right to know.
 */
final class AmiConnection extends ManagerConnectionImpl {
    private static final String EVENT_CLASSES = "call,dtmf,user";
    /** Of every AGI command on the machine, so only where it is needed. */
    private static final String AGI_EVENTS_TOO = EVENT_CLASSES + ",agi";
    /** Asterisk holds back its answer to a wrong secret for a second. */
    private static final long LOGIN_RESPONSE_TIMEOUT_MS = 3000;

    private final AmiLogin login;
    private final AmiTimes times;
    private final Runnable lost;

    /** Prepares a connection; {@code lost} is called by a thread of the library if it breaks after the login. */
    AmiConnection(AmiLogin login, AmiTimes times, Runnable lost) {
        this.login = login;
        this.times = times;
        this.lost = lost;
        setHostname(login.address().getHostString());
        setPort(login.address().getPort());
        setUsername(login.username());
        setPassword(login.password());
        setSocketTimeout(Math.toIntExact(times.connectTimeout().toMillis()));
        setDefaultResponseTimeout(
                Math.max(LOGIN_RESPONSE_TIMEOUT_MS, times.responseTimeout().toMillis()));
        registerUserEventClass(CallfuseWatchEvent.class);
        registerUserEventClass(CallfuseHandoverEvent.class);
        registerUserEventClass(CallfuseLabelEvent.class);
        registerUserEventClass(CallfuseWhisperEvent.class);
        registerUserEventClass(CallfuseCheckEvent.class);
    }

    void open(boolean hearsAgi) throws IOException, AuthenticationFailedException, TimeoutException {
        login(hearsAgi ? AGI_EVENTS_TOO : EVENT_CLASSES);
    }

    /** Cuts the connection without a farewell; {@code lost} is not called. */
    void cut() {
        state = ManagerConnectionState.DISCONNECTED;
        disconnect();
    }

    @Override
    protected SocketConnectionFacade createSocket() throws IOException {
        return login.tls().isEmpty()
                ? super.createSocket()
                : new AmiLines(login.tls().get().connect(login.address(), times.connectTimeout()));
    }

    @Override
    protected AsteriskVersion determineVersion() {
        return AsteriskVersion.DEFAULT_VERSION;
    }

    @Override
    public void dispatchEvent(ManagerEvent event, Integer requiredHandlingTimeMs) {
        if (!(event instanceof DisconnectEvent)) {
            super.dispatchEvent(event, requiredHandlingTimeMs);
            return;
        }
        boolean wasUp = state == ManagerConnectionState.CONNECTED;
        // In any state but CONNECTED the library only releases those who wait for an answer, and starts no thread.
        state = ManagerConnectionState.DISCONNECTED;
        super.dispatchEvent(event, requiredHandlingTimeMs);
        if (wasUp) {
            cut();
            lost.run();
        }
    }
}
