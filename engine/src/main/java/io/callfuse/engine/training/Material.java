package io.callfuse.engine.training;

import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.models.training.TelephoneLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * All that is fitted on and judged by, made from the corpora by seed: composed calls to fit on, single utterances and composed
 * calls to judge by. Calls are made and measured in parallel; each depends on its own seed alone, and their order is fixed.
 */
record Material(List<Example> toFit, List<Example> utterances, List<JudgedCall> calls, List<JudgedCall> telephone) {
    private static final int ONE_MOOD_CALLS = 4;
    private static final int ONE_MOOD_MS = 15_000;
    private static final int CHANGED_CALLS = 5;
    private static final int CHANGE_AFTER_MS = 12_000;
    private static final int AFTER_CHANGE_MS = 14_000;
    private static final int LEAD_SAMPLES = 3200;
    private static final List<String> CALM = List.of("neutral");
    private static final List<String> ANGRY = List.of("angry");
    private static final List<String> HAPPY = List.of("happy", "surprise");

    /** A call still to be made. */
    private record Order(List<Clip> clips, Script script, long seed) {}

    static Material of(Corpora corpora, long seed, int callsPerSpeaker) {
        List<Order> fitOrders = new ArrayList<>();
        List<Order> judgeOrders = new ArrayList<>();
        long next = seed;
        for (Map.Entry<String, List<Clip>> speaker : corpora.bySpeaker().entrySet()) {
            for (Script script : scriptsToFit()) {
                fitOrders.add(new Order(speaker.getValue(), script, Seeds.mixed(next++)));
            }
            for (int i = 0; i < callsPerSpeaker; i++) {
                for (Script script : scriptsToJudge(Seeds.mixed(next++))) {
                    judgeOrders.add(new Order(speaker.getValue(), script, Seeds.mixed(next++)));
                }
            }
        }
        long utteranceSeed = next;
        List<Clip> acted = corpora.acted();
        List<Example> utterances = IntStream.range(0, acted.size())
                .parallel()
                .mapToObj(i -> utterance(acted.get(i), Seeds.mixed(utteranceSeed + i)))
                .toList();
        return new Material(
                fitOrders.parallelStream()
                        .map(Material::examples)
                        .flatMap(List::stream)
                        .toList(),
                utterances,
                judgeOrders.parallelStream()
                        .map(Material::judged)
                        .filter(Objects::nonNull)
                        .toList(),
                corpora.telephone().parallelStream()
                        .map(c -> new JudgedCall("telephone", c.corpus(), c.speaker(), 0, FeatureTrack.of(c.samples())))
                        .toList());
    }

    private static List<Script> scriptsToFit() {
        List<Script> scripts = new ArrayList<>();
        for (String mood : Corpora.CLASSES) {
            for (int i = 0; i < ONE_MOOD_CALLS; i++) {
                scripts.add(Script.toFit(mood, ONE_MOOD_MS, mood, 0));
            }
            for (int i = 0; i < CHANGED_CALLS && !mood.equals("neutral"); i++) {
                scripts.add(Script.toFit("neutral", CHANGE_AFTER_MS, mood, AFTER_CHANGE_MS));
            }
        }
        for (String mood : List.of("angry", "happy", "sad", "surprise")) {
            scripts.add(Script.toFit(mood, CHANGE_AFTER_MS, "neutral", AFTER_CHANGE_MS));
        }
        scripts.add(Script.toFit("happy", CHANGE_AFTER_MS, "angry", AFTER_CHANGE_MS));
        scripts.add(Script.toFit("angry", CHANGE_AFTER_MS, "happy", AFTER_CHANGE_MS));
        return scripts;
    }

    private static List<Script> scriptsToJudge(long seed) {
        int totalMs = 60_000 + (int) Math.floorMod(seed, 15_000L);
        int onsetMs = 20_000 + (int) Math.floorMod(seed >> 20, 10_000L);
        return List.of(
                Script.toJudge("calm", CALM, 0, List.of(), totalMs),
                Script.toJudge("happy", HAPPY, 0, List.of(), totalMs),
                Script.toJudge("calm, then happy", CALM, onsetMs, HAPPY, totalMs),
                Script.toJudge("escalating", CALM, onsetMs, ANGRY, totalMs),
                Script.toJudge("angry from the start", ANGRY, 0, List.of(), totalMs));
    }

    private static List<Example> examples(Order order) {
        ComposedCall call = new CallComposer(order.seed()).compose(order.clips(), order.script());
        return call == null ? List.of() : Example.of(order.clips().get(0), call, FeatureTrack.of(call.samples()));
    }

    private static JudgedCall judged(Order order) {
        ComposedCall call = new CallComposer(order.seed()).compose(order.clips(), order.script());
        if (call == null) {
            return null;
        }
        Clip first = order.clips().get(0);
        return new JudgedCall(
                order.script().name(),
                first.corpus(),
                first.speaker(),
                call.onsetMs(),
                FeatureTrack.of(call.samples()));
    }

    private static Example utterance(Clip clip, long seed) {
        short[] padded = new short[clip.samples().length + 2 * LEAD_SAMPLES];
        System.arraycopy(clip.samples(), 0, padded, LEAD_SAMPLES, clip.samples().length);
        List<FeatureVector> track = FeatureTrack.of(new TelephoneLine(seed).send(padded, clip.levelDbfs()));
        return Example.of(clip, Corpora.CLASSES.indexOf(clip.emotion()), track.get(track.size() - 1));
    }

    /** Names of the corpora that there are examples of, in their order. */
    List<String> corpora() {
        return List.of(toFit.stream().map(Example::corpus).distinct().toArray(String[]::new));
    }

    /** Speakers in their order. */
    List<String> speakers() {
        return Arrays.asList(toFit.stream().map(Example::speaker).distinct().toArray(String[]::new));
    }
}
