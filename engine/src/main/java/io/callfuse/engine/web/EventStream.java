package io.callfuse.engine.web;

import io.callfuse.engine.call.CallId;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * One reader of events. It has no queue of its own: where it stands in the ring and which sweep of scores it has seen is all that
 * is kept of it, so one who reads slowly costs nothing but what his connection holds. The web's thread alone.
 */
final class EventStream {
    private static final byte[] HEARTBEAT = ": alive\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Channel channel;
    private final Wanted wanted;
    private long nextEvent;
    private long seenSweep;
    private boolean stuck;
    private long stuckSinceNs;
    private long wroteAtNs;

    /**
     * What a reader asked for.
     *
     * @param call empty for all calls
     * @param types of events
     */
    record Wanted(Optional<CallId> call, Set<String> types) {
        boolean has(String type, Optional<CallId> concerned) {
            return types.contains(type) && (call.isEmpty() || concerned.isEmpty() || call.equals(concerned));
        }
    }

    EventStream(Channel channel, Wanted wanted, EventRing.Start start, long nowNs) {
        this.channel = channel;
        this.wanted = wanted;
        nextEvent = start.number();
        wroteAtNs = nowNs;
        if (start.missed() != 0) {
            missed(start.missed());
        }
    }

    /** Gives it what is new, as long as it takes it. */
    void tell(EventRing ring, LiveBoard board, long sweep, long nowNs) {
        boolean wrote = tellEvents(ring);
        if (channel.isWritable() && seenSweep < sweep && wanted.types().contains(CallEvent.SCORE)) {
            for (LiveBoard.Slot slot : board.slots()) {
                if (slot.changedInSweep > seenSweep && wanted.has(CallEvent.SCORE, Optional.of(slot.seen.id()))) {
                    write(slot.scoreEvent);
                    wrote = true;
                }
            }
            seenSweep = sweep;
        }
        if (wrote) {
            wroteAtNs = nowNs;
        }
        channel.flush();
        noteWhetherStuck(nowNs);
    }

    private boolean tellEvents(EventRing ring) {
        boolean wrote = false;
        while (channel.isWritable() && nextEvent < ring.next()) {
            if (nextEvent < ring.oldest()) {
                missed(ring.oldest() - nextEvent);
                nextEvent = ring.oldest();
            }
            EventRing.Entry entry = ring.at(nextEvent++);
            if (entry.type().equals("missed") || wanted.has(entry.type(), entry.call())) {
                write(entry.bytes());
                wrote = true;
            }
        }
        return wrote;
    }

    /** Says, where nothing was said for so long, that the connection stands. */
    void beat(long everyNs, long nowNs) {
        if (nowNs - wroteAtNs >= everyNs && channel.isWritable()) {
            write(HEARTBEAT);
            channel.flush();
            wroteAtNs = nowNs;
        }
    }

    /** Whether it has taken nothing for so long. */
    boolean isSlow(long longestNs, long nowNs) {
        return stuck && nowNs - stuckSinceNs >= longestNs;
    }

    private void noteWhetherStuck(long nowNs) {
        if (channel.isWritable()) {
            stuck = false;
        } else if (!stuck) {
            stuck = true;
            stuckSinceNs = nowNs;
        }
    }

    private void missed(long events) {
        String json = events < 0 ? "{\"events\":null}" : "{\"events\":" + events + "}";
        write(EventRing.encode(Optional.empty(), "missed", json));
    }

    private void write(byte[] bytes) {
        channel.write(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
    }

    Channel channel() {
        return channel;
    }

    /** Ends it as a whole answer, which tells the reader that nothing was cut off. */
    void end() {
        channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(ChannelFutureListener.CLOSE);
    }
}
