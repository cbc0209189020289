package io.callfuse.engine.ingress.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The newer capture format (draft-ietf-opsawg-pcapng): blocks, each with its length before and after its body. Of these are read:
 * sections, which say the order of bytes; interfaces, which say the link and the unit of time; and packets, new and old. Packets
 * without a time are left out, for nobody could say when they came.
 *
 * <pre>
 *  +-----------+------------+----------------------+------------+
 *  | type (4)  | length (4) | body                 | length (4) |     lengths are multiples of 4, of the whole block
 *  +-----------+------------+----------------------+------------+
 * </pre>
 */
final class PcapngFormat implements CaptureReader.Format {
    private static final int SECTION = 0x0a0d0d0a;
    private static final int INTERFACE = 1;
    private static final int OLD_PACKET = 2;
    private static final int PACKET = 6;
    private static final int ORDER_MAGIC = 0x1a2b3c4d;
    private static final int AROUND_BYTES = 12;
    private static final int PACKET_HEADER_BYTES = 20;
    private static final int MAX_BLOCK_BYTES = 16 << 20;
    private static final int MAX_INTERFACES = 4096;

    private static final int TIME_UNIT_OPTION = 9;

    private final CaptureInput in;
    private final List<Interface> interfaces = new ArrayList<>();

    /** A link, and the fractions of a second in which its packets tell the time: 10 or 2 to a power. */
    private record Interface(int linkType, boolean decimal, int power) {
        long ns(long time) {
            if (!decimal) {
                long fraction = power == 0 ? 0 : time & -1L >>> 64 - power;
                return (time >>> power) * 1_000_000_000 + (fraction * 1_000_000_000 >>> power);
            }
            return power <= 9 ? time * tenTo(9 - power) : time / tenTo(power - 9);
        }

        private static long tenTo(int power) {
            long ten = 1;
            for (int i = 0; i < power; i++) {
                ten *= 10;
            }
            return ten;
        }
    }

    /** The type of the first block has been read already. */
    PcapngFormat(CaptureInput in) throws IOException, RecordingException {
        this.in = in;
        beginSection(in.offset() - 4);
    }

    @Override
    public boolean next(CapturedFrame into) throws IOException, RecordingException {
        while (!in.atEnd()) {
            long at = in.offset();
            int type = in.header(4).getInt();
            if (type == SECTION) {
                beginSection(at);
                continue;
            }
            int body = bodyBytes(at, in.header(4).getInt());
            boolean packet = type == PACKET || type == OLD_PACKET;
            int read =
                    switch (type) {
                        case INTERFACE -> readInterface(at, body);
                        case PACKET, OLD_PACKET -> readPacket(at, body, type == OLD_PACKET, into);
                        default -> 0;
                    };
            in.skip(body - read);
            endBlock(at, body);
            if (packet) {
                return true;
            }
        }
        return false;
    }

    private void beginSection(long at) throws IOException, RecordingException {
        ByteBuffer head = in.header(8);
        int magic = head.order(ByteOrder.LITTLE_ENDIAN).getInt(4);
        if (magic != ORDER_MAGIC && magic != Integer.reverseBytes(ORDER_MAGIC)) {
            throw in.broken(at, "a section does not say the order of its bytes");
        }
        in.order(magic == ORDER_MAGIC ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int body = bodyBytes(at, head.order(in.order()).getInt(0));
        interfaces.clear();
        in.skip(body - 4L);
        endBlock(at, body);
    }

    private int bodyBytes(long at, int length) throws RecordingException {
        if (length < AROUND_BYTES + 4 && length != AROUND_BYTES || length > MAX_BLOCK_BYTES || (length & 3) != 0) {
            throw in.broken(at, "a block claims " + (length & 0xffff_ffffL) + " bytes");
        }
        return length - AROUND_BYTES;
    }

    private void endBlock(long at, int body) throws IOException, RecordingException {
        if (in.header(4).getInt() != body + AROUND_BYTES) {
            throw in.broken(at, "a block has two lengths");
        }
    }

    private int readInterface(long at, int body) throws IOException, RecordingException {
        if (body < 8 || interfaces.size() == MAX_INTERFACES) {
            throw in.broken(at, "an interface is " + (body < 8 ? "too short" : "one too many"));
        }
        byte[] bytes = new byte[body];
        in.read(bytes, body);
        ByteBuffer block = ByteBuffer.wrap(bytes).order(in.order());
        int unit = 6;
        for (int option = 8; option + 4 <= body; ) {
            int code = Short.toUnsignedInt(block.getShort(option));
            int length = Short.toUnsignedInt(block.getShort(option + 2));
            if (code == TIME_UNIT_OPTION && length == 1 && option + 4 < body) {
                unit = block.get(option + 4) & 0xff;
            }
            option += 4 + (length + 3 & ~3);
        }
        int power = unit & 0x7f;
        if (power > ((unit & 0x80) == 0 ? 18 : 34)) {
            throw in.broken(at, "an interface tells the time in a unit that nobody uses");
        }
        interfaces.add(new Interface(Short.toUnsignedInt(block.getShort(0)), (unit & 0x80) == 0, power));
        return body;
    }

    private int readPacket(long at, int body, boolean old, CapturedFrame into) throws IOException, RecordingException {
        if (body < PACKET_HEADER_BYTES) {
            throw in.broken(at, "a packet is too short");
        }
        ByteBuffer head = in.header(PACKET_HEADER_BYTES);
        int number = old ? Short.toUnsignedInt(head.getShort(0)) : head.getInt(0);
        if (number < 0 || number >= interfaces.size()) {
            throw in.broken(at, "a packet is of interface " + number + ", and there are " + interfaces.size());
        }
        int captured = head.getInt(12);
        if (captured < 0 || captured > CapturedFrame.MAX_BYTES || captured > body - PACKET_HEADER_BYTES) {
            throw in.broken(at, "a packet claims " + (captured & 0xffff_ffffL) + " bytes");
        }
        Interface link = interfaces.get(number);
        long time = head.getInt(4) & 0xffff_ffffL;
        long timeNs = link.ns(time << 32 | head.getInt(8) & 0xffff_ffffL);
        in.read(into.begin(link.linkType(), timeNs, captured, head.getInt(16)), captured);
        return PACKET_HEADER_BYTES + captured;
    }
}
