package io.callfuse.engine.action.ari;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/**
 * Where ARI is, as whom to log in, and as which application. The user needs {@code read_only = no} in ari.conf.
 *
 * @param address host and port of Asterisk's HTTP server, may be unresolved
 * @param tls whether to speak HTTPS and WSS; the name in the certificate must be the host's
 * @param trustFile certificates (PEM) to trust in place of those that Java trusts
 * @param username the section in ari.conf
 * @param password its password; never shown
 * @param app the name that the dialplan gives to {@code Stasis()}
 */
public record AriLogin(
        InetSocketAddress address,
        boolean tls,
        Optional<Path> trustFile,
        String username,
        String password,
        String app) {

    /** Rejects null. */
    public AriLogin {
        Objects.requireNonNull(address, "address is null");
        Objects.requireNonNull(trustFile, "trustFile is null");
        Objects.requireNonNull(username, "username is null");
        Objects.requireNonNull(password, "password is null");
        Objects.requireNonNull(app, "app is null");
    }

    /** The address as messages show it. */
    public String peer() {
        return "ARI " + hostAndPort();
    }

    String hostAndPort() {
        return address.getHostString() + ":" + address.getPort();
    }

    /** The value of the header {@code Authorization}. */
    String authorization() {
        byte[] credentials = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return username + "@" + peer();
    }
}
