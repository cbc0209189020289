package io.callfuse.engine.ingress.recording;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * The UDP datagram in a captured frame, if there is one: through Ethernet (with VLAN tags), Linux' cooked forms, the BSD loopback or
 * bare IP, and IPv4 or IPv6. Fragments are left out: no packet of telephone audio is as long. Used again and again; one thread.
 */
final class UdpDatagram {
    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_IPV6 = 0x86dd;
    private static final int PROTOCOL_UDP = 17;
    private static final int UDP_BYTES = 8;
    private static final int MAX_EXTENSIONS = 8;

    private byte[] bytes;
    private int end;
    private int sourceAt;
    private int addressBytes;
    private int portsAt;
    private int payloadBytes;
    private boolean cut;

    /** Reads the frame; false if it carries no whole header of UDP. */
    boolean read(CapturedFrame frame) {
        bytes = frame.bytes();
        end = frame.length();
        int at =
                switch (frame.linkType()) {
                    case 0, 108 -> 4;
                    case 1 -> afterEthernet();
                    case 12, 14, 101, 228, 229 -> 0;
                    case 113 -> isIp(ushort(14)) ? 16 : -1;
                    case 276 -> isIp(ushort(0)) ? 20 : -1;
                    default -> -1;
                };
        if (at < 0 || at >= end) {
            return false;
        }
        int udp =
                switch (bytes[at] >> 4 & 0x0f) {
                    case 4 -> afterIpv4(at);
                    case 6 -> afterIpv6(at);
                    default -> -1;
                };
        return udp >= 0 && readUdp(udp);
    }

    private int afterEthernet() {
        int at = 12;
        int type = ushort(at);
        for (int tags = 0; tags < 4 && (type == 0x8100 || type == 0x88a8 || type == 0x9100); tags++) {
            at += 4;
            type = ushort(at);
        }
        return isIp(type) ? at + 2 : -1;
    }

    private static boolean isIp(int etherType) {
        return etherType == ETHERTYPE_IPV4 || etherType == ETHERTYPE_IPV6;
    }

    private int afterIpv4(int at) {
        int headerBytes = at + 20 > end ? 0 : 4 * (bytes[at] & 0x0f);
        if (headerBytes < 20 || (bytes[at + 9] & 0xff) != PROTOCOL_UDP || (ushort(at + 6) & 0x3fff) != 0) {
            return -1;
        }
        sourceAt = at + 12;
        addressBytes = 4;
        return at + headerBytes;
    }

    private int afterIpv6(int at) {
        if (at + 40 > end) {
            return -1;
        }
        sourceAt = at + 8;
        addressBytes = 16;
        int next = bytes[at + 6] & 0xff;
        int header = at + 40;
        for (int i = 0; i < MAX_EXTENSIONS && next != PROTOCOL_UDP && header + 8 <= end; i++) {
            // Options for the way, a route, options for the destination; a fragment that is whole.
            boolean fragment = next == 44;
            if (next != 0 && next != 43 && next != 60 && !fragment || fragment && (ushort(header + 2) & 0xfff9) != 0) {
                return -1;
            }
            next = bytes[header] & 0xff;
            header += fragment ? 8 : 8 + 8 * (bytes[header + 1] & 0xff);
        }
        return next == PROTOCOL_UDP ? header : -1;
    }

    private boolean readUdp(int at) {
        if (at + UDP_BYTES > end) {
            return false;
        }
        portsAt = at;
        int length = ushort(at + 4) - UDP_BYTES;
        if (length < 0) {
            return false;
        }
        cut = length > end - at - UDP_BYTES;
        payloadBytes = cut ? end - at - UDP_BYTES : length;
        return true;
    }

    byte[] bytes() {
        return bytes;
    }

    int payloadAt() {
        return portsAt + UDP_BYTES;
    }

    /** How much of the payload was captured. */
    int payloadBytes() {
        return payloadBytes;
    }

    /** Whether only the beginning of the payload was captured. */
    boolean cut() {
        return cut;
    }

    /** Who sent it. */
    Endpoint source() {
        return new Endpoint(address(sourceAt), ushort(portsAt));
    }

    /** To whom it was sent. */
    Endpoint destination() {
        return new Endpoint(address(sourceAt + addressBytes), ushort(portsAt + 2));
    }

    private InetAddress address(int at) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + addressBytes));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address of " + addressBytes + " bytes", impossible);
        }
    }

    /** Two bytes, the first of them the higher; 0 beyond the end. */
    private int ushort(int at) {
        return at + 2 > end ? 0 : (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    /** An address and a port. */
    record Endpoint(InetAddress address, int port) {
        @Override
        public String toString() {
            String host = address.getHostAddress();
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }
}
