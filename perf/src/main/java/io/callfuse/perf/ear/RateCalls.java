package io.callfuse.perf.ear;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/** Composes 10 to 15 s of speech of one speaker from clips in a shuffled order that a seed gives. Stateless. */
final class RateCalls {
    private static final double MIN_SECONDS = 10;
    private static final double MAX_SECONDS = 15;
    /** Silence between clips; half of it lies before the first and half after the last. */
    static final int BETWEEN_SAMPLES = 2400;

    private static final int FRAME_SAMPLES = 160;
    private static final long SEED = 20;
    private static final int SHUFFLES = 2;

    private RateCalls() {}

    /** Each clip for itself. */
    static List<List<Clip>> singles(List<Clip> clips) {
        return clips.stream().map(List::of).toList();
    }

    /** Items of one speaker and one emotion. */
    static List<List<Clip>> ofOneEmotion(List<Clip> clips) {
        return items(clips, c -> c.speaker() + c.emotion());
    }

    /** Items of one speaker, whatever the emotion. */
    static List<List<Clip>> mixed(List<Clip> clips) {
        return items(clips, Clip::speaker);
    }

    private static List<List<Clip>> items(List<Clip> clips, Function<Clip, String> group) {
        Map<String, List<Clip>> groups = new TreeMap<>();
        for (Clip clip : clips) {
            groups.computeIfAbsent(group.apply(clip), key -> new ArrayList<>()).add(clip);
        }
        Random random = new Random(SEED);
        List<List<Clip>> items = new ArrayList<>();
        for (List<Clip> same : groups.values()) {
            for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
                Collections.shuffle(same, random);
                fill(same, items);
            }
        }
        return items;
    }

    private static void fill(List<Clip> clips, List<List<Clip>> into) {
        List<Clip> item = new ArrayList<>();
        double seconds = 0;
        for (Clip clip : clips) {
            double span = clip.prosody().orElseThrow().spanSeconds();
            if (seconds + span > MAX_SECONDS) {
                continue;
            }
            item.add(clip);
            seconds += span;
            if (seconds >= MIN_SECONDS) {
                into.add(item);
                item = new ArrayList<>();
                seconds = 0;
            }
        }
    }

    /** The clips one after the other with 300 ms between, and half of it before and after; each as it is or trimmed to its speech. */
    static short[] joined(List<Clip> clips, boolean trimmed) throws IOException {
        List<short[]> parts = new ArrayList<>();
        int length = 0;
        for (Clip clip : clips) {
            short[] part = trimmed ? trimmed(clip.samples()) : clip.samples();
            parts.add(part);
            length += part.length + BETWEEN_SAMPLES;
        }
        short[] call = new short[length];
        int at = BETWEEN_SAMPLES / 2;
        for (short[] part : parts) {
            System.arraycopy(part, 0, call, at, part.length);
            at += part.length + BETWEEN_SAMPLES;
        }
        return call;
    }

    /** Cuts off the silence before and after: the frames of 20 ms more than 30 dB below the loudest one. */
    private static short[] trimmed(short[] samples) {
        double[] power = new double[samples.length / FRAME_SAMPLES];
        double loudest = 0;
        for (int f = 0; f < power.length; f++) {
            for (int i = f * FRAME_SAMPLES; i < (f + 1) * FRAME_SAMPLES; i++) {
                power[f] += (double) samples[i] * samples[i];
            }
            loudest = Math.max(loudest, power[f]);
        }
        int first = 0;
        int last = power.length - 1;
        while (first < last && power[first] < loudest / 1000) {
            first++;
        }
        while (last > first && power[last] < loudest / 1000) {
            last--;
        }
        return Arrays.copyOfRange(samples, first * FRAME_SAMPLES, (last + 1) * FRAME_SAMPLES);
    }
}
