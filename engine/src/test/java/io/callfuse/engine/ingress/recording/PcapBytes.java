package io.callfuse.engine.ingress.recording;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Captures of packets, byte by byte, for tests here and in other packages. */
public final class PcapBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteOrder order;
    private final boolean newer;
    private final boolean nanoseconds;

    private PcapBytes(ByteOrder order, boolean newer, boolean nanoseconds) {
        this.order = order;
        this.newer = newer;
        this.nanoseconds = nanoseconds;
    }

    /** A pcap file of one link. */
    public static PcapBytes pcap(int linkType, ByteOrder order, boolean nanoseconds) {
        PcapBytes file = new PcapBytes(order, false, nanoseconds);
        file.write(file.room(24)
                .putInt(nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(65_535)
                .putInt(linkType));
        return file;
    }

    /** The usual kind. */
    public static PcapBytes pcap(int linkType) {
        return pcap(linkType, ByteOrder.LITTLE_ENDIAN, false);
    }

    /** A pcapng file of one section and one interface, with an option before the unit of time. */
    public static PcapBytes pcapng(int linkType, ByteOrder order, boolean nanoseconds) {
        PcapBytes file = new PcapBytes(order, true, nanoseconds);
        file.block(
                0x0a0d0d0a,
                file.room(16)
                        .putInt(0x1a2b3c4d)
                        .putShort((short) 1)
                        .putShort((short) 0)
                        .putLong(-1));
        ByteBuffer link =
                file.room(32).putShort((short) linkType).putShort((short) 0).putInt(0);
        link.putShort((short) 2).putShort((short) 3).put(new byte[] {'e', 't', 'h', 0});
        link.putShort((short) 9)
                .putShort((short) 1)
                .put((byte) (nanoseconds ? 9 : 6))
                .put(new byte[3]);
        file.block(1, link.putInt(0).putInt(0));
        file.block(4, file.room(8));
        return file;
    }

    /** Adds a frame that was captured whole. */
    public PcapBytes frame(long atNs, byte... bytes) {
        return frame(atNs, bytes.length, bytes);
    }

    /** Adds a frame of which only these bytes were captured. */
    public PcapBytes frame(long atNs, int originalBytes, byte... bytes) {
        long fractions = nanoseconds ? atNs : atNs / 1000;
        long aSecond = nanoseconds ? 1_000_000_000 : 1_000_000;
        if (newer) {
            ByteBuffer packet = room(20 + (bytes.length + 3 & ~3)).putInt(0).putInt((int) (fractions >> 32));
            packet.putInt((int) fractions)
                    .putInt(bytes.length)
                    .putInt(originalBytes)
                    .put(bytes);
            block(6, packet);
        } else {
            write(room(16).putInt((int) (fractions / aSecond))
                    .putInt((int) (fractions % aSecond))
                    .putInt(bytes.length)
                    .putInt(originalBytes));
            out.writeBytes(bytes);
        }
        return this;
    }

    /** The file so far. */
    public byte[] bytes() {
        return out.toByteArray();
    }

    /** A frame of the link with a UDP datagram between 192.0.2.1 (or 2001:db8::1) and .2 in it. */
    public static byte[] udp(int linkType, boolean ipv6, int fromPort, int toPort, byte... payload) {
        byte[] ip = ipv6 ? ipv6(fromPort, toPort, payload) : ipv4(fromPort, toPort, payload);
        int etherType = ipv6 ? 0x86dd : 0x0800;
        byte[] link =
                switch (linkType) {
                    case 0 -> new byte[] {(byte) (ipv6 ? 30 : 2), 0, 0, 0};
                    case 108 -> new byte[] {0, 0, 0, (byte) (ipv6 ? 30 : 2)};
                    case 1 ->
                        ByteBuffer.allocate(14).putShort(12, (short) etherType).array();
                    case 113 ->
                        ByteBuffer.allocate(16).putShort(14, (short) etherType).array();
                    case 276 ->
                        ByteBuffer.allocate(20).putShort(0, (short) etherType).array();
                    default -> new byte[0];
                };
        return join(link, ip);
    }

    /** The same on Ethernet, within two virtual networks. */
    public static byte[] taggedUdp(int fromPort, int toPort, byte... payload) {
        ByteBuffer link = ByteBuffer.allocate(22).putShort(12, (short) 0x88a8).putShort(16, (short) 0x8100);
        return join(link.putShort(20, (short) 0x0800).array(), ipv4(fromPort, toPort, payload));
    }

    private static byte[] ipv4(int fromPort, int toPort, byte... payload) {
        return ByteBuffer.allocate(28 + payload.length)
                .put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) (28 + payload.length))
                .putInt(0)
                .put((byte) 64)
                .put((byte) 17)
                .putShort((short) 0)
                .put(new byte[] {(byte) 192, 0, 2, 1, (byte) 192, 0, 2, 2})
                .put(udpHeader(fromPort, toPort, payload.length))
                .put(payload)
                .array();
    }

    /** With one header of options before that of UDP. */
    private static byte[] ipv6(int fromPort, int toPort, byte... payload) {
        return ByteBuffer.allocate(56 + payload.length)
                .putInt(0x60000000)
                .putShort((short) (16 + payload.length))
                .put((byte) 0)
                .put((byte) 64)
                .putLong(0x20010db800000000L)
                .putLong(1)
                .putLong(0x20010db800000000L)
                .putLong(2)
                .put((byte) 17)
                .put(new byte[7])
                .put(udpHeader(fromPort, toPort, payload.length))
                .put(payload)
                .array();
    }

    private static byte[] udpHeader(int fromPort, int toPort, int payloadBytes) {
        return ByteBuffer.allocate(8)
                .putShort((short) fromPort)
                .putShort((short) toPort)
                .putShort((short) (8 + payloadBytes))
                .array();
    }

    private static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private void block(int type, ByteBuffer body) {
        int length = 12 + body.capacity();
        write(room(8).putInt(type).putInt(length));
        write(body);
        write(room(4).putInt(length));
    }

    private ByteBuffer room(int bytes) {
        return ByteBuffer.allocate(bytes).order(order);
    }

    private void write(ByteBuffer bytes) {
        out.writeBytes(bytes.array());
    }
}
