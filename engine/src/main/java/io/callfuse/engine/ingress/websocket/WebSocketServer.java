package io.callfuse.engine.ingress.websocket;

import io.callfuse.engine.admission.Doorkeeper;
import io.callfuse.engine.admission.Networks;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Listens for the WebSockets that Asterisk opens (websocket_client.conf), on the ingress loop. {@link #start} and {@link #close}
 * wait for the loop, so neither may be called on it.
 */
public final class WebSocketServer implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final int REQUEST_BYTES = 8192;

    private final WebSocketInlet inlet;
    private final InetSocketAddress listen;
    private final Doorkeeper doorkeeper;
    private Channel server;

    /** Prepares a server; port 0 lets the system choose. */
    public WebSocketServer(WebSocketInlet inlet, InetSocketAddress listen, Networks allowed) {
        this.inlet = inlet;
        this.listen = listen;
        doorkeeper = new Doorkeeper(
                new Doorkeeper.Rules("websocket", allowed, inlet.limits.maxConnections(), inlet.limits.maxPerPeer()));
    }

    /**
     * Begins to listen.
     *
     * @throws WebSocketBindException if the address cannot be had
     */
    public void start() throws WebSocketBindException {
        ChannelFuture bound = new ServerBootstrap()
                .group(inlet.loop.netty(), inlet.loop.netty())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new Initializer())
                .bind(listen)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new WebSocketBindException(listen, bound.cause());
        }
        server = bound.channel();
    }

    /** Where it listens; only after {@link #start}. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.localAddress();
    }

    /** Listens no more; the streams go on until the inlet is closed. */
    @Override
    public void close() {
        if (server != null) {
            server.close().awaitUninterruptibly();
        }
    }

    private final class Initializer extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel channel) {
            if (channel.remoteAddress() == null) {
                // It is gone already.
                channel.close();
                return;
            }
            InetAddress peer = channel.remoteAddress().getAddress();
            Doorkeeper.Answer answer = doorkeeper.admit(peer);
            if (answer != Doorkeeper.Answer.WELCOME) {
                inlet.counters
                        .faults(
                                answer == Doorkeeper.Answer.FOREIGN
                                        ? WebSocketFault.FOREIGN_NETWORK
                                        : WebSocketFault.TOO_MANY_CONNECTIONS)
                        .increment();
                channel.close();
                return;
            }
            channel.closeFuture().addListener(closed -> doorkeeper.leave(peer));
            String name = channel.remoteAddress().getHostString() + ":"
                    + channel.remoteAddress().getPort();
            channel.pipeline()
                    .addLast("http", new HttpServerCodec())
                    .addLast("request-body", new HttpObjectAggregator(REQUEST_BYTES))
                    .addLast("request", new WebSocketRequest(inlet, name));
        }
    }
}
