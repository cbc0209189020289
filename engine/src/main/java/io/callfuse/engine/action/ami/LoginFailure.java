package io.callfuse.engine.action.ami;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.asteriskjava.manager.AuthenticationFailedException;

/** Puts a failed login into one line for the operator: the peer, what happened, what to check. Never the secret. */
final class LoginFailure {
    private LoginFailure() {}

    static AmiUnreachableException explain(AmiLogin login, AmiTimes times, Exception failure) {
        return new AmiUnreachableException(login.peer() + ": " + reason(login, times, failure), failure);
    }

    private static String reason(AmiLogin login, AmiTimes times, Exception failure) {
        if (failure instanceof AuthenticationFailedException && failure.getCause() == null) {
            return "user '" + login.username() + "' refused: " + failure.getMessage()
                    + " (check the user's secret, permit and deny in manager.conf)";
        }
        if (failure instanceof ConnectException) {
            return "connection refused (is Asterisk running, and manager.conf enabled = yes with this bindaddr and port?)";
        }
        if (failure instanceof SSLException) {
            return "no TLS: " + failure.getMessage()
                    + " (is this AMI's TLS port? does ami.trustFile hold the certificate of"
                    + " Asterisk or of who signed it, and does it name "
                    + login.address().getHostString() + "?)";
        }
        if (failure instanceof UnknownHostException) {
            return "unknown host";
        }
        if (failure instanceof SocketTimeoutException) {
            return "no connection within " + times.connectTimeout().toMillis() + " ms (is a firewall in between?)";
        }
        if (failure instanceof NoRouteToHostException) {
            return "no route to the host";
        }
        // All that is left happens after the connection stood.
        return "connected, but no answer to the login (is this the port of AMI? is Asterisk stalled?)";
    }
}
