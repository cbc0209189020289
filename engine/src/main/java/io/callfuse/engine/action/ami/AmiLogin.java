package io.callfuse.engine.action.ami;

import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * Where AMI is and as whom to log in. The user needs {@code read = call,dtmf,user,agent,agi,cdr} and {@code write =
 * call,originate,user,agi} in manager.conf, no more.
 *
 * @param address host and port, may be unresolved
 * @param username the section in manager.conf
 * @param password its secret; never shown
 */
public record AmiLogin(InetSocketAddress address, String username, String password) {

    /** Rejects null. */
    public AmiLogin {
        Objects.requireNonNull(address, "address is null");
        Objects.requireNonNull(username, "username is null");
        Objects.requireNonNull(password, "password is null");
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
