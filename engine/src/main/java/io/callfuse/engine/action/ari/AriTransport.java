package io.callfuse.engine.action.ari;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/** Opens connections to Asterisk's HTTP server, plain or TLS, all on one loop. */
final class AriTransport {
    private final EventLoop loop;
    private final AriLogin login;
    private final AriTimes times;
    private final SslContext tls;

    /**
     * Reads the trusted certificates.
     *
     * @throws AriUnreachableException if they cannot be read
     */
    AriTransport(EventLoop loop, AriLogin login, AriTimes times) throws AriUnreachableException {
        this.loop = loop;
        this.login = login;
        this.times = times;
        tls = login.tls() ? context(login) : null;
    }

    /** What to trust, as the configuration says. */
    static SslContext context(AriLogin login) throws AriUnreachableException {
        try {
            SslContextBuilder builder =
                    SslContextBuilder.forClient().sslProvider(SslProvider.JDK).endpointIdentificationAlgorithm("HTTPS");
            login.trustFile().ifPresent(file -> builder.trustManager(file.toFile()));
            return builder.build();
        } catch (SSLException | IllegalArgumentException unreadable) {
            throw new AriUnreachableException(login.peer() + ": the certificates of ari.trustFile ("
                    + login.trustFile().map(Object::toString).orElse("Java's own") + ") cannot be read: "
                    + unreadable.getMessage());
        }
    }

    EventLoop loop() {
        return loop;
    }

    AriLogin login() {
        return login;
    }

    AriTimes times() {
        return times;
    }

    /** Connects; {@code handlers} fills the pipeline of each new channel, after TLS. */
    ChannelFuture connect(Consumer<Channel> handlers) {
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(times.connectTimeout().toMillis()))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (tls != null) {
                            channel.pipeline()
                                    .addLast(tls.newHandler(
                                            channel.alloc(),
                                            login.address().getHostString(),
                                            login.address().getPort()));
                        }
                        handlers.accept(channel);
                    }
                })
                .connect(login.address().getHostString(), login.address().getPort());
    }

    /** Puts a failed connection into words for the operator. */
    String reason(Throwable failure) {
        if (failure instanceof SSLException || failure.getCause() instanceof SSLException) {
            return "TLS failed: " + failure.getMessage()
                    + " (is this the TLS port of http.conf? does ari.trustFile hold"
                    + " the certificate's issuer, and the certificate this host's name?)";
        }
        if (failure instanceof io.netty.channel.ConnectTimeoutException) {
            return "no connection within " + times.connectTimeout().toMillis() + " ms (is a firewall in between?)";
        }
        if (failure instanceof UnknownHostException) {
            return "unknown host";
        }
        if (failure instanceof NoRouteToHostException) {
            return "no route to the host";
        }
        if (failure instanceof ConnectException) {
            return "connection refused (is Asterisk running, and http.conf enabled = yes with this bindaddr and port?)";
        }
        return String.valueOf(failure.getMessage());
    }
}
