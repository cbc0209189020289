package io.callfuse.perf.ear;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls put together from the clips of one speaker each, with short pauses, by the order of the list alone. */
final class ComposedCalls {
    private static final int PAUSE_SAMPLES = 2400;
    private static final double EVEN_DBFS = -26;

    private ComposedCalls() {}

    /**
     * Puts calls together: every speaker's clips are taken in steps over the whole list, so that a call has several emotions.
     *
     * @param clips of several speakers
     * @param callSeconds a call ends with the clip in which it gets this long
     * @param callsOfSpeaker so many at most
     */
    static List<short[]> of(List<Clip> clips, double callSeconds, int callsOfSpeaker) throws IOException {
        Map<String, List<Clip>> bySpeaker = new LinkedHashMap<>();
        for (Clip clip : clips) {
            bySpeaker.computeIfAbsent(clip.speaker(), s -> new ArrayList<>()).add(clip);
        }
        List<short[]> calls = new ArrayList<>();
        for (List<Clip> own : bySpeaker.values()) {
            int stride = strideThrough(own.size());
            int next = 0;
            for (int call = 0; call < callsOfSpeaker; call++) {
                double seconds = 0;
                List<Clip> taken = new ArrayList<>();
                while (seconds < callSeconds && next < own.size()) {
                    Clip clip = own.get((int) ((long) next++ * stride % own.size()));
                    taken.add(clip);
                    seconds += clip.seconds();
                }
                if (seconds >= callSeconds) {
                    calls.add(joined(taken));
                }
            }
        }
        return calls;
    }

    /** A step that has no factor in common with the number, about three eighths of it. */
    private static int strideThrough(int size) {
        int stride = Math.max(1, size * 3 / 8);
        while (greatestCommonDivisor(stride, size) != 1) {
            stride++;
        }
        return stride;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    /** One clip after the other, each brought to the same level of speech, with pauses between. */
    static short[] joined(List<Clip> clips) throws IOException {
        short[] call = new short[0];
        int count = 0;
        for (Clip clip : clips) {
            short[] samples = clip.samples();
            double gain = Levels.factor(EVEN_DBFS - Levels.speechDbfs(samples));
            if (count + samples.length + PAUSE_SAMPLES > call.length) {
                call = Arrays.copyOf(call, 2 * (count + samples.length + PAUSE_SAMPLES));
            }
            for (short sample : samples) {
                call[count++] = (short) Math.max(-32768, Math.min(32767, Math.round(gain * sample)));
            }
            Arrays.fill(call, count, count + PAUSE_SAMPLES, (short) 0);
            count += PAUSE_SAMPLES;
        }
        return Arrays.copyOf(call, count);
    }
}
