package io.callfuse.engine.action.ami;

import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * Where AMI is and as whom to log in. The user needs {@code read = call,dtmf,user,agent,agi,cdr} and {@code write =
 * call,originate,user,agi} in manager.conf, no more.
 *
 * @param address host and port, may be unresolved
 * @param username the section in manager.conf
 * @param password its secret; never shown
 * @param tls how the connection is encrypted; empty where it is not
 */
public record AmiLogin(InetSocketAddress address, String username, String password, Optional<AmiTls> tls) {

    /** Rejects null. */
    public AmiLogin {
        Objects.requireNonNull(address, "address is null");
        Objects.requireNonNull(username, "username is null");
        Objects.requireNonNull(password, "password is null");
        Objects.requireNonNull(tls, "tls is null");
    }

    /** Without encryption: on the machine itself. */
    public AmiLogin(InetSocketAddress address, String username, String password) {
        this(address, username, password, Optional.empty());
    }

    /** The address as messages show it. */
    public String peer() {
        return "AMI " + address.getHostString() + ":" + address.getPort();
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return username + "@" + peer();
    }
}
