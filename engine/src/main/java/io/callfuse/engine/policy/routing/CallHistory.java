package io.callfuse.engine.policy.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The calls that a caller made before, as far as the store tells: the newest {@value #MOST}. An input of a call.
 *
 * @param calls in any order
 */
public record CallHistory(List<EarlierCall> calls) {
    /** Kind of the input; its details are {@link #details()}. */
    public static final String KIND = "history";

    /** So many calls are told at most. */
    public static final int MOST = 50;

    /** Name of the one detail. */
    public static final String CALLS = "calls";

    private static final Pattern CALL = Pattern.compile("(\\d{1,10})(!?)(?: ([^,]*))?");
    private static final String TRIPPED = "!";

    /** Takes a copy. */
    public CallHistory {
        calls = List.copyOf(calls);
    }

    /**
     * How many calls there were. Allocates nothing, like the next two.
     *
     * @param within that began so long before this one, or less
     */
    public int calls(Duration within) {
        int count = 0;
        for (int c = 0; c < calls.size(); c++) {
            count += isWithin(calls.get(c), within) ? 1 : 0;
        }
        return count;
    }

    /** How many of them were about this; none where the topic is empty, for nobody knows what that would be. */
    public int calls(Duration within, String topic) {
        int count = 0;
        for (int c = 0; c < calls.size() && !topic.isEmpty(); c++) {
            EarlierCall call = calls.get(c);
            count += isWithin(call, within) && call.topic().equals(topic) ? 1 : 0;
        }
        return count;
    }

    /** In how many of them the fuse tripped. */
    public int trips(Duration within) {
        int count = 0;
        for (int c = 0; c < calls.size(); c++) {
            EarlierCall call = calls.get(c);
            count += isWithin(call, within) && call.tripped() ? 1 : 0;
        }
        return count;
    }

    private static boolean isWithin(EarlierCall call, Duration within) {
        return call.before().compareTo(within) <= 0;
    }

    /** As a journal keeps it: seconds, an exclamation mark where it tripped, and the topic. */
    public Map<String, String> details() {
        List<String> texts = new ArrayList<>();
        for (EarlierCall call : calls) {
            String topic = call.topic().replace(',', ' ').strip();
            texts.add(
                    call.before().toSeconds() + (call.tripped() ? TRIPPED : "") + (topic.isEmpty() ? "" : " " + topic));
        }
        return Map.of(CALLS, String.join(",", texts));
    }

    /** Reads {@link #details()}; a call that cannot be read is missing. */
    public static CallHistory of(Map<String, String> details) {
        List<EarlierCall> calls = new ArrayList<>();
        for (String text : details.getOrDefault(CALLS, "").split(",")) {
            Matcher call = CALL.matcher(text);
            if (call.matches()) {
                Duration before = Duration.ofSeconds(Long.parseLong(call.group(1)));
                String topic = call.group(3) == null ? "" : call.group(3);
                calls.add(new EarlierCall(before, topic, call.group(2).equals(TRIPPED)));
            }
        }
        return new CallHistory(calls);
    }
}
