package io.callfuse.engine.ingress.rtp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One UDP port, shared by all streams or for one alone: gives each packet to the stream that was announced from its source. All on
 * the event loop. A packet costs no more memory than Netty's own.
 */
final class RtpPort extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(RtpPort.class);

    private final RtpInlet inlet;
    private final Map<InetSocketAddress, RtpStream> bySource = new HashMap<>();
    private RtpStream learning;
    private Channel channel;

    RtpPort(RtpInlet inlet) {
        this.inlet = inlet;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
    }

    /** Where packets are to be sent. */
    InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** From now on packets of this source are the stream's; returns the stream whose they were, or null. */
    RtpStream route(InetSocketAddress source, RtpStream stream) {
        inlet.strangers.forget(source);
        RtpStream before = bySource.put(source, stream);
        return before == stream ? null : before;
    }

    /** The first packet from the stream's host says from which port its packets come. */
    void learn(RtpStream stream) {
        learning = stream;
    }

    /** Packets of this source are nobody's any more. */
    void unroute(InetSocketAddress source, RtpStream stream) {
        if (bySource.remove(source, stream)) {
            inlet.strangers.know(source);
        }
        if (learning == stream) {
            learning = null;
        }
    }

    void close() {
        channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket datagram = (DatagramPacket) message;
        long nowNs = System.nanoTime();
        RtpStream stream = null;
        try {
            stream = streamFrom(datagram.sender());
            if (stream != null) {
                hear(stream, datagram.content(), nowNs);
            }
        } catch (RuntimeException failure) {
            String of = stream == null ? "" : "call " + stream.call() + ": ";
            LOG.error("{}RTP from {}: the engine failed", of, datagram.sender(), failure);
            if (stream != null) {
                stream.fail();
            }
        } finally {
            datagram.release();
        }
    }

    private RtpStream streamFrom(InetSocketAddress source) {
        RtpStream stream = bySource.get(source);
        if (stream == null && learning != null && learning.isFromHost(source.getAddress())) {
            stream = learning;
            learning = null;
            stream.learned(source);
        }
        if (stream == null) {
            refuse(source);
        }
        return stream;
    }

    private void refuse(InetSocketAddress source) {
        inlet.counters.unannounced().increment();
        inlet.strangers.met(
                source,
                inlet.settings.allow().contains(source.getAddress())
                        ? "was not announced"
                        : "is outside the networks of rtp.allow");
    }

    private void hear(RtpStream stream, ByteBuf content, long nowNs) {
        int length = Math.min(content.readableBytes(), inlet.datagram.length);
        content.getBytes(content.readerIndex(), inlet.datagram, 0, length);
        if (RtpPacket.isRtcp(inlet.datagram, 0, length)) {
            inlet.counters.rtcp().increment();
        } else if (inlet.packet.read(inlet.datagram, 0, length, nowNs)) {
            stream.accept(inlet.packet);
        } else {
            inlet.counters.malformed().increment();
        }
    }

    /** The far end may say that it does not listen; that is no fault, for nothing is sent to it. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        LOG.debug("RTP port {}: {}", channel.localAddress(), failure.toString());
    }
}
