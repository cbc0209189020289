package io.callfuse.perf.calls;

import io.callfuse.engine.training.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Who makes which calls: each kind is dealt to the speakers that have clips enough for it, in turn. Immutable. */
final class CallPlan {
    /**
     * A call to be composed.
     *
     * @param name of its file
     * @param kind of call
     * @param speaker who calls
     * @param seed from which all else follows
     */
    record Order(String name, CallKind kind, String speaker, long seed) {}

    private final CallMix mix;
    private final Map<String, List<LabelledClip>> clipsOfSpeaker = new TreeMap<>();
    private final Map<CallKind, List<String>> wanting = new LinkedHashMap<>();
    private final List<Order> orders = new ArrayList<>();

    /**
     * Deals the calls.
     *
     * @param chosen speakers
     * @param kinds that are wanted
     * @param callsOfKind how many of each
     */
    CallPlan(
            CallMix mix,
            List<LabelledClip> clips,
            Set<String> chosen,
            Set<CallKind> kinds,
            int callsOfKind,
            long seed) {
        this.mix = mix;
        for (LabelledClip clip : clips) {
            if (chosen.contains(clip.speaker())) {
                clipsOfSpeaker
                        .computeIfAbsent(clip.speaker(), s -> new ArrayList<>())
                        .add(clip);
            }
        }
        for (CallKind kind : kinds) {
            List<String> able = clipsOfSpeaker.keySet().stream()
                    .filter(speaker -> isEnough(clipsOfSpeaker.get(speaker), kind))
                    .toList();
            wanting.put(
                    kind,
                    clipsOfSpeaker.keySet().stream()
                            .filter(speaker -> !able.contains(speaker))
                            .toList());
            for (int i = 0; i < callsOfKind && !able.isEmpty(); i++) {
                String name =
                        String.format(Locale.ROOT, "%s-%04d.wav", kind.label().text(), i + 1);
                // no two calls of a run, of whatever kinds, begin at the same counter
                long counter = seed * 0x5851f42d4c957f2dL + 1_000_000L * kind.ordinal() + i;
                orders.add(new Order(name, kind, able.get(i % able.size()), Seeds.mixed(counter)));
            }
        }
    }

    /** All calls, kind by kind. */
    List<Order> orders() {
        return List.copyOf(orders);
    }

    /** The calls by speaker, so that the clips of one are read once. */
    Map<String, List<Order>> bySpeaker() {
        Map<String, List<Order>> grouped = new TreeMap<>();
        orders.forEach(order ->
                grouped.computeIfAbsent(order.speaker(), s -> new ArrayList<>()).add(order));
        return grouped;
    }

    /** All clips of a chosen speaker. */
    List<LabelledClip> clips(String speaker) {
        return List.copyOf(clipsOfSpeaker.get(speaker));
    }

    /** Chosen speakers that have too few clips for a kind. */
    Map<CallKind, List<String>> wanting() {
        return wanting;
    }

    private boolean isEnough(List<LabelledClip> clips, CallKind kind) {
        double longestMs = 0;
        for (int part = 0; part < kind.moods().size(); part++) {
            Mood mood = kind.moods().get(part);
            if (kind.moods().size() == 1) {
                longestMs = mix.callMs().high();
            } else {
                longestMs = part == 0
                        ? mix.onsetMs().high()
                        : mix.callMs().high() - mix.onsetMs().low();
            }
            int haveMs = clips.stream()
                    .filter(clip -> clip.mood() == mood)
                    .mapToInt(LabelledClip::lengthMs)
                    .sum();
            if (haveMs < (1 - mix.mostGapShare()) * longestMs) {
                return false;
            }
        }
        return true;
    }
}
