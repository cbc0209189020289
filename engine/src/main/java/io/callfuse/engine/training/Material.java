package io.callfuse.engine.training;

import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.models.training.BabbleMix;
import io.callfuse.models.training.SpeechSpeed;
import io.callfuse.models.training.TelephoneLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * All that is fitted on and judged by, made from the corpora by seed: composed calls and single utterances to fit on, single
 * utterances and composed calls to judge by. Calls are made and measured in parallel; each depends on its own seed alone, and their order is fixed.
 * Babble on a line is of voices that are left out together with the speaker, so nobody is fitted on who is judged by.
 */
record Material(List<Example> toFit, List<Sitting> sittings, List<JudgedCall> calls, List<JudgedCall> telephone) {
    /** Each utterance is fitted on so many times, each time by another line. */
    private static final int SITTINGS_TO_FIT = 6;

    private static final int BABBLE_VOICES = 6;
    private static final int BABBLE_MS = 60_000;
    private static final int BABBLE_CLIPS = 60;
    private static final List<String> CALM = List.of("neutral");
    private static final List<String> ANGRY = List.of("angry");
    private static final List<String> HAPPY = List.of("happy", "surprise");
    private static final List<String> DISTRESSED = List.of("sad", "fear");

    /** A call still to be made; its script follows from the seed when there is none. */
    private record Order(List<Clip> clips, Script script, short[] babble, int line, long seed) {}

    static Material of(Corpora corpora, long seed, Settings.Size size) {
        List<Order> fitOrders = new ArrayList<>();
        List<Order> judgeOrders = new ArrayList<>();
        List<Order> sittingOrders = new ArrayList<>();
        List<Order> fitSittingOrders = new ArrayList<>();
        Map<String, short[]> babble = babble(corpora, seed);
        long next = seed;
        for (Map.Entry<String, List<Clip>> speaker : corpora.bySpeaker().entrySet()) {
            List<Clip> clips = speaker.getValue();
            short[] others = babble.get(speaker.getKey());
            for (int i = 0; i < size.callsToFit(); i++) {
                fitOrders.add(new Order(clips, null, others, fitOrders.size(), Seeds.mixed(next++)));
            }
            for (int i = 0; i < size.callsToJudge(); i++) {
                for (Script script : scriptsToJudge(Seeds.mixed(next++))) {
                    judgeOrders.add(new Order(clips, script, others, 0, Seeds.mixed(next++)));
                }
            }
            for (List<Clip> some : sittings(clips, next++)) {
                sittingOrders.add(new Order(some, null, others, 0, Seeds.mixed(next++)));
            }
            for (int i = 0; i < SITTINGS_TO_FIT; i++) {
                for (List<Clip> some : sittings(clips, next++)) {
                    int line = -1 - fitSittingOrders.size();
                    fitSittingOrders.add(new Order(some, null, others, line, Seeds.mixed(next++)));
                }
            }
        }
        List<Example> toFit = new ArrayList<>();
        fitOrders.parallelStream().map(Material::examples).toList().forEach(toFit::addAll);
        fitSittingOrders.parallelStream()
                .map(Material::sittingToFit)
                .toList()
                .forEach(sitting -> toFit.addAll(sitting.utterances()));
        return new Material(
                toFit,
                sittingOrders.parallelStream().map(Material::sitting).toList(),
                judgeOrders.parallelStream()
                        .map(Material::judged)
                        .filter(Objects::nonNull)
                        .toList(),
                corpora.telephone().parallelStream().map(Material::telephone).toList());
    }

    /** Babble for each speaker, of those of his corpus who are left out together with him, himself among them. */
    private static Map<String, short[]> babble(Corpora corpora, long seed) {
        Map<String, short[]> bySpeaker = new HashMap<>();
        Map<String, List<Clip>> clips = corpora.bySpeaker();
        for (Set<String> fold : SpeakerFolds.bySpeakers(clips.keySet())) {
            for (Set<String> together : SpeakerFolds.byCorpora(fold)) {
                List<short[]> voices = together.stream()
                        .flatMap(speaker -> clips.get(speaker).stream())
                        .map(Clip::samples)
                        .toList();
                int step = Math.max(1, voices.size() / BABBLE_CLIPS);
                List<short[]> some = IntStream.iterate(0, i -> i < voices.size(), i -> i + step)
                        .mapToObj(voices::get)
                        .toList();
                short[] mixed = BabbleMix.of(some, BABBLE_VOICES, BABBLE_MS, seed);
                together.forEach(speaker -> bySpeaker.put(speaker, mixed));
            }
        }
        return bySpeaker;
    }

    private static List<Script> scriptsToJudge(long seed) {
        int totalMs = 60_000 + (int) Math.floorMod(seed, 15_000L);
        int onsetMs = 20_000 + (int) Math.floorMod(seed >> 20, 10_000L);
        return List.of(
                Script.toJudge("calm", CALM, 0, List.of(), totalMs),
                Script.toJudge("happy", HAPPY, 0, List.of(), totalMs),
                Script.toJudge("distressed", DISTRESSED, 0, List.of(), totalMs),
                Script.toJudge("calm, then happy", CALM, onsetMs, HAPPY, totalMs),
                Script.toJudge("escalating", CALM, onsetMs, ANGRY, totalMs),
                Script.toJudge("angry from the start", ANGRY, 0, List.of(), totalMs));
    }

    private static List<Example> examples(Order order) {
        Set<String> moods = new TreeSet<>();
        order.clips().forEach(clip -> moods.add(clip.emotion()));
        Script script = Script.toFit(new Random(Seeds.mixed(order.seed())), moods);
        ComposedCall call = CallComposer.ofMadeUpSpeakers(order.seed()).compose(order.clips(), script, order.babble());
        return Example.of(order.clips().get(0), order.line(), call, FeatureTrack.of(call.samples()));
    }

    private static JudgedCall judged(Order order) {
        ComposedCall call =
                CallComposer.ofSpeakers(order.seed()).compose(order.clips(), order.script(), order.babble());
        if (call == null) {
            return null;
        }
        Clip first = order.clips().get(0);
        List<FeatureVector> track = FeatureTrack.of(call.samples());
        return new JudgedCall(
                order.script().name(),
                first.corpus(),
                first.speaker(),
                call.onsetMs(),
                track,
                IntStream.range(0, track.size())
                        .mapToObj(second -> Example.labelAt(call, second))
                        .toList());
    }

    private static JudgedCall telephone(Clip clip) {
        List<FeatureVector> track = FeatureTrack.of(clip.samples());
        return new JudgedCall(
                "telephone", clip.corpus(), clip.speaker(), 0, track, Collections.nCopies(track.size(), -1));
    }

    /** A speaker's clips in groups, in an order that follows from the seed. */
    private static List<List<Clip>> sittings(List<Clip> clips, long seed) {
        List<Clip> shuffled = new ArrayList<>(clips);
        Collections.shuffle(shuffled, new Random(Seeds.mixed(seed)));
        List<List<Clip>> groups = new ArrayList<>();
        for (int from = 0; from < shuffled.size(); from += Sitting.UTTERANCES) {
            groups.add(shuffled.subList(from, Math.min(shuffled.size(), from + Sitting.UTTERANCES)));
        }
        return groups;
    }

    /** To judge by: G.711 by either law, a little louder or softer, and nothing else. */
    private static Sitting sitting(Order order) {
        PlainLine line = PlainLine.of(order.seed());
        return sitting(order, clip -> PlainLine.padded(line.send(clip)));
    }

    /** To fit on: by a line of its own, most of them of made-up speakers. */
    private static Sitting sittingToFit(Order order) {
        TelephoneLine line = new TelephoneLine(order.seed()).withBabble(order.babble());
        SpeechSpeed speed = CallComposer.speed(new Random(order.seed()));
        return sitting(order, clip -> line.send(PlainLine.padded(speed.play(clip.samples())), clip.levelDbfs()));
    }

    private static Sitting sitting(Order order, Function<Clip, short[]> heard) {
        List<Example> utterances = new ArrayList<>();
        for (Clip clip : order.clips()) {
            List<FeatureVector> track = FeatureTrack.of(heard.apply(clip));
            int label = Corpora.CLASSES.indexOf(clip.emotion());
            utterances.add(Example.of(clip, label, order.line(), track.get(track.size() - 1)));
        }
        return new Sitting(utterances);
    }

    /** Speakers in their order. */
    List<String> speakers() {
        return toFit.stream().map(Example::speaker).distinct().toList();
    }
}
