package io.callfuse.engine;

import io.callfuse.engine.action.Verdict;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Which calls there are, by id and by Asterisk's {@code Uniqueid}, and the last word about those that have just ended.
 * Thread-safe; no thread of a leg asks it for each frame.
 */
final class CallBook {
    private static final int ENDED_CALLS_REMEMBERED = 4096;

    private final Map<CallId, WatchedCall> byId = new ConcurrentHashMap<>();
    private final Map<String, CallId> byUniqueId = new ConcurrentHashMap<>();
    private final Map<CallId, Verdict> ended = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CallId, Verdict> eldest) {
            return size() > ENDED_CALLS_REMEMBERED;
        }
    });

    /** Returns the call with this id, opening it if there is none; null if {@code opener} returned null. */
    WatchedCall obtain(CallId id, Function<CallId, WatchedCall> opener) {
        return byId.computeIfAbsent(id, opener);
    }

    /**
     * Says which channel a call arrived on.
     *
     * @return false if the call arrived on another channel, or if another call is on this one: then nothing has changed
     */
    boolean join(WatchedCall call, CallChannel channel) {
        if (findByUniqueId(channel.uniqueId()).filter(other -> other != call).isPresent()
                || !call.live().join(channel)) {
            return false;
        }
        byUniqueId.put(channel.uniqueId(), call.id());
        if (!byId.containsKey(call.id())) {
            // It has ended in this moment, and whoever took it out did not know of the channel yet.
            byUniqueId.remove(channel.uniqueId(), call.id());
        }
        return true;
    }

    Optional<WatchedCall> find(CallId id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<WatchedCall> findByUniqueId(String uniqueId) {
        return Optional.ofNullable(byUniqueId.get(uniqueId)).flatMap(this::find);
    }

    /** The calls to which a channel with this {@code Linkedid} belongs; none where it is empty. */
    List<WatchedCall> findByLinkedId(String linkedId) {
        return byId.values().stream()
                .filter(call -> !linkedId.isEmpty()
                        && call.live()
                                .channel()
                                .map(CallChannel::linkedId)
                                .filter(linkedId::equals)
                                .isPresent())
                .toList();
    }

    /** The last word about a call that has ended not long ago. */
    Optional<Verdict> lastWord(CallId id) {
        return Optional.ofNullable(ended.get(id));
    }

    /** Whether this call has ended not long ago: it has its record, and a second one would bear the same ids. */
    boolean isOver(CallId id) {
        return ended.containsKey(id);
    }

    /** Takes a call out that has ended, and keeps what the dialplan may still ask of it. */
    void remove(LiveCall call, Verdict lastWord) {
        ended.put(call.id(), lastWord);
        byId.remove(call.id());
        call.channel().ifPresent(channel -> byUniqueId.remove(channel.uniqueId(), call.id()));
    }

    Collection<WatchedCall> all() {
        return byId.values();
    }

    int size() {
        return byId.size();
    }
}
