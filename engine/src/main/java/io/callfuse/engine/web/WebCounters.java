package io.callfuse.engine.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the web has answered, refused and dropped. Thread-safe. */
final class WebCounters {
    final LongAdder requests = new LongAdder();
    final LongAdder refusedConnections = new LongAdder();
    final LongAdder refusedHosts = new LongAdder();
    final LongAdder refusedTokens = new LongAdder();
    final LongAdder badRequests = new LongAdder();
    final LongAdder overdueRequests = new LongAdder();
    final LongAdder streams = new LongAdder();
    final LongAdder refusedStreams = new LongAdder();
    final LongAdder slowStreams = new LongAdder();

    /** All of them by name; each only grows. */
    Map<String, Long> read(LiveBoard board) {
        Map<String, Long> now = new LinkedHashMap<>();
        now.put("requests", requests.sum());
        now.put("connections_refused", refusedConnections.sum());
        now.put("hosts_refused", refusedHosts.sum());
        now.put("tokens_refused", refusedTokens.sum());
        now.put("bad_requests", badRequests.sum());
        now.put("requests_overdue", overdueRequests.sum());
        now.put("streams", streams.sum());
        now.put("streams_refused", refusedStreams.sum());
        now.put("streams_dropped", slowStreams.sum());
        now.put("events_lost", board.lost());
        return now;
    }
}
