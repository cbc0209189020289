package io.callfuse.engine.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All readers of events, and what they read. The web's thread alone; {@link #tick} some times a second. */
final class EventStreams {
    private static final int EVENTS_KEPT = 4096;
    private static final long HEARTBEAT_NS = Duration.ofSeconds(15).toNanos();

    private final LiveBoard board;
    private final WebCounters counters;
    private final int most;
    private final long slowNs;
    private final EventRing ring;
    private final List<EventStream> streams = new ArrayList<>();
    private long sweep;
    private long lostBefore;

    EventStreams(LiveBoard board, WebCounters counters, WebSettings settings, String run) {
        this.board = board;
        this.counters = counters;
        most = settings.maxStreams();
        slowNs = settings.slowAfter().toNanos();
        ring = new EventRing(EVENTS_KEPT, run);
    }

    /** Whether one more may read. */
    boolean hasRoom() {
        return streams.size() < most;
    }

    /** How many read. */
    int size() {
        return streams.size();
    }

    /** Lets one more read: what he missed, how every call stands, and then what is new. */
    void add(EventStreamRequest request) {
        counters.streams.increment();
        EventRing.Start start = ring.after(request.lastEventId());
        EventStream stream = new EventStream(request.channel(), request.wanted(), start, System.nanoTime());
        streams.add(stream);
        request.channel().closeFuture().addListener(closed -> streams.remove(stream));
        tick(System.nanoTime());
    }

    /** Takes in what has happened, and gives each reader as much of it as he takes. */
    void tick(long nowNs) {
        board.drain(event ->
                ring.add(event.type(), Optional.of(event.call()), event.json().toString()));
        long lost = board.lost();
        if (lost > lostBefore) {
            ring.add("missed", Optional.empty(), "{\"events\":" + (lost - lostBefore) + "}");
            lostBefore = lost;
        }
        if (streams.isEmpty()) {
            return;
        }
        sweep();
        for (EventStream stream : List.copyOf(streams)) {
            stream.tell(ring, board, sweep, nowNs);
            stream.beat(HEARTBEAT_NS, nowNs);
        }
        dropSlow(nowNs);
    }

    private void sweep() {
        sweep++;
        for (LiveBoard.Slot slot : board.slots()) {
            CallNow now = slot.now();
            if (now != slot.seen) {
                slot.seen = now;
                slot.changedInSweep = sweep;
                slot.scoreEvent = EventRing.encode(
                        Optional.empty(), CallEvent.SCORE, now.json().toString());
            }
        }
    }

    private void dropSlow(long nowNs) {
        for (EventStream stream : List.copyOf(streams)) {
            if (stream.isSlow(slowNs, nowNs)) {
                counters.slowStreams.increment();
                stream.channel().close();
            }
        }
    }

    /** Ends all of them. */
    void close() {
        List.copyOf(streams).forEach(EventStream::end);
    }
}
