package io.callfuse.engine.ingress.rtp;

import io.callfuse.dsp.signal.Pcm16;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.MediaFrameSink;
import java.time.Duration;
import java.util.Optional;

/**
 * Hears one stream of RTP, live or captured: holds on to one SSRC, has its packets put in order, decodes them, and reads the keys.
 * One thread; a packet costs no memory.
 *
 * <p>A stream begins anew where two packets in succession, and none of the old ones between them, carry another SSRC or numbers far
 * from those expected (RFC 3550, A.1, with two packets for proof); a single such packet is not heard.
 */
public final class RtpReceiver {
    private static final int COMFORT_NOISE = 13;
    private static final int TELEPHONE_EVENT = 101;
    private static final int FIRST_DYNAMIC = 96;

    private final Optional<RtpFormat> format;
    private final MediaFrameSink sink;
    private final RtpCounters counters;
    private final JitterBuffer buffer;
    private final MediaTimeline timeline;
    private final TelephoneEvents events = new TelephoneEvents();
    private final RtpPacket stranger = new RtpPacket();
    private final short[] pcm = new short[RtpPacket.MAX_PAYLOAD_BYTES];
    private boolean begun;
    private boolean strangerCame;
    private int ssrc;

    /**
     * Prepares to hear a stream.
     *
     * @param format what was announced: if linear, it is that of payload types that say nothing by themselves; empty if nothing was
     * @param delay how long a packet waits at most for those before it; 0 to 500 ms
     */
    public RtpReceiver(Optional<RtpFormat> format, Duration delay, MediaFrameSink sink, RtpCounters counters) {
        this.format = format.filter(announced -> announced.sampleBytes() == Pcm16.SAMPLE_BYTES);
        this.sink = sink;
        this.counters = counters;
        buffer = new JitterBuffer(delay, this::play, counters);
        timeline = new MediaTimeline(sink, counters);
    }

    /** Takes the next packet from the network; the packet may be used again afterwards. */
    public void accept(RtpPacket packet) {
        counters.packets().increment();
        if (!begun) {
            begun = true;
            ssrc = packet.ssrc();
            buffer.begin(packet.sequence());
        } else if (packet.ssrc() != ssrc || !buffer.isNear(packet.sequence())) {
            meet(packet);
            return;
        }
        dismissStranger();
        buffer.accept(packet);
    }

    /** Gives up packets that have been waited for long enough at this time. */
    public void advance(long nowNs) {
        buffer.advance(nowNs);
    }

    /** Passes on what still waits, and ends the leg. */
    public void end(EndOfMedia reason) {
        buffer.passAll();
        timeline.end(reason);
    }

    private void meet(RtpPacket packet) {
        boolean again = strangerCame
                && packet.ssrc() == stranger.ssrc()
                && packet.sequence() == (stranger.sequence() + 1 & 0xffff);
        if (!again) {
            dismissStranger();
            stranger.copy(packet);
            strangerCame = true;
            return;
        }
        strangerCame = false;
        if (packet.ssrc() == ssrc) {
            buffer.resume(stranger.sequence());
        } else {
            counters.restarts().increment();
            ssrc = packet.ssrc();
            buffer.passAll();
            buffer.begin(stranger.sequence());
            timeline.beginAnew();
        }
        buffer.accept(stranger);
        buffer.accept(packet);
    }

    private void dismissStranger() {
        if (strangerCame && stranger.ssrc() != ssrc) {
            counters.otherSources().increment();
        }
        strangerCame = false;
    }

    private void play(RtpPacket packet) {
        int type = packet.payloadType();
        if (isEvent(packet)) {
            readKey(packet);
            return;
        }
        if (type == COMFORT_NOISE) {
            counters.comfortNoise().increment();
            return;
        }
        RtpFormat heard = formatOf(type);
        if (heard == null) {
            counters.unknownPayload().increment();
            return;
        }
        int samples = packet.payloadBytes() / heard.sampleBytes();
        if (samples == 0 || packet.payloadBytes() % heard.sampleBytes() != 0) {
            counters.malformed().increment();
            return;
        }
        heard.decode(packet.bytes(), packet.payloadAt(), pcm, samples);
        timeline.accept(packet, pcm, samples, heard.sampleRateHz());
    }

    /** Events have a type that the two sides agree on: 101 in most places, 96 in some; no audio is as short. */
    private static boolean isEvent(RtpPacket packet) {
        return packet.payloadType() == TELEPHONE_EVENT
                || packet.payloadType() >= FIRST_DYNAMIC && packet.payloadBytes() == TelephoneEvents.EVENT_BYTES;
    }

    private void readKey(RtpPacket packet) {
        if (packet.payloadBytes() < TelephoneEvents.EVENT_BYTES) {
            counters.malformed().increment();
            return;
        }
        char key = events.read(packet);
        if (key != TelephoneEvents.NONE) {
            counters.digits().increment();
            sink.digit(key);
        }
    }

    private RtpFormat formatOf(int type) {
        RtpFormat known = RtpFormat.of(type);
        if (known != null || type < FIRST_DYNAMIC || format.isEmpty()) {
            return known;
        }
        return format.get();
    }
}
