package io.callfuse.engine.adaptation;

import io.callfuse.engine.evaluation.CallLabel;
import io.callfuse.engine.evaluation.LabelledCall;
import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.engine.feature.Leg;
import io.callfuse.engine.feature.Voices;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.EmotionModel.Input;
import io.callfuse.models.EmotionModel.OutputClass;
import io.callfuse.models.EmotionModel.ScoreMap;
import io.callfuse.models.HistoryInput;
import io.callfuse.models.LogitCalibration;
import io.callfuse.models.NetworkLayers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** Calls of generated callers whose moods can be told apart: angry is higher, louder, faster and more pressed than calm. */
public final class OwnCalls {
    private static final int SECONDS = 12;
    private static final int ONSET_SECONDS = 8;
    private static final int ESCALATING_SECONDS = 22;
    private static final int STEPS = 150;

    private OwnCalls() {}

    /** What a caller says in a call. */
    public static short[] voice(int caller, CallLabel label) {
        double hz = 100 + 4 * caller;
        return switch (label) {
            case ANGRY -> angry(hz, SECONDS);
            case HAPPY_LOUD -> phrases(1.5 * hz, 4.5, 0.6, 1.6, SECONDS);
            case ESCALATING -> Voices.joined(calm(hz, ONSET_SECONDS), angry(hz, ESCALATING_SECONDS - ONSET_SECONDS));
            default -> calm(hz, SECONDS);
        };
    }

    /** A calm, an angry and an escalating call of each of some callers, in this order. */
    static List<OwnCall> of(int firstCaller, int callers) {
        List<OwnCall> calls = new ArrayList<>();
        for (int caller = firstCaller; caller < firstCaller + callers; caller++) {
            for (CallLabel label : List.of(CallLabel.CALM, CallLabel.ANGRY, CallLabel.ESCALATING)) {
                calls.add(new OwnCall(
                        labelled("secret-" + label.text() + caller + ".wav", label, "person-" + caller),
                        track(voice(caller, label))));
            }
        }
        return calls;
    }

    /** The same calls under each other's labels. */
    static List<OwnCall> mislabelled(List<OwnCall> calls) {
        List<OwnCall> wrong = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            LabelledCall own = calls.get(i).labelled();
            // a caller's labels turn round by as many calls as he is far down the list
            int other = i / 3 * 3 + (i + i / 3) % 3;
            CallLabel label = calls.get(other).labelled().label();
            CallLabel said = label == CallLabel.ESCALATING ? CallLabel.NORMAL : label;
            wrong.add(new OwnCall(
                    labelled(own.name(), said, own.speaker()), calls.get(i).track()));
        }
        return wrong;
    }

    static LabelledCall labelled(String name, CallLabel label, String speaker) {
        OptionalLong onsetMs =
                switch (label) {
                    case ANGRY -> OptionalLong.of(0);
                    case ESCALATING -> OptionalLong.of(1000L * ONSET_SECONDS);
                    default -> OptionalLong.empty();
                };
        return new LabelledCall(name, Path.of(name), label, onsetMs, speaker, OptionalLong.empty(), "labels.csv:2: ");
    }

    /** What the ear makes of samples, second by second. */
    static List<FeatureVector> track(short[] samples) {
        Leg leg = new Leg();
        List<FeatureVector> track = new ArrayList<>();
        for (int at = 0; at + 8000 <= samples.length; at += 8000) {
            FeatureVector reading =
                    leg.hear(Arrays.copyOfRange(samples, at, at + 8000)).read();
            FeatureVector before = track.isEmpty() ? null : track.get(track.size() - 1);
            track.add(before != null && before.speechMs() == reading.speechMs() ? before : reading.copy());
        }
        return track;
    }

    /** A model that tells these voices apart, fitted on others of them, with its anchor moved. */
    public static EmotionModel base(double anchorMovedBy) {
        List<OwnCall> others = of(10, 6);
        EmotionModel model = new OwnNetwork(false, 1, STEPS).fit(others).named("base");
        double anchor = Anchoring.choose(
                others.stream().map(call -> ScoredOwnCall.of(call, model)).toList());
        return model.with(ScoredOwnCall.anchored(model.scoreMap(), anchor + anchorMovedBy));
    }

    /** A model that says the same of everything. */
    static EmotionModel knowsNothing() {
        List<Input> inputs = new ArrayList<>();
        for (int f = 0; f < FeatureVector.names().size(); f++) {
            inputs.add(new Input(
                    FeatureVector.names().get(f), FeatureVector.groups().get(f), 0, 1));
        }
        int rows = 2 * inputs.size() + NetworkLayers.historyInputs(3);
        return new EmotionModel(
                "nothing",
                inputs,
                List.of(new OutputClass("neutral", "neutral", 0), new OutputClass("angry", "anger", 1)),
                HistoryInput.RAW_AND_DEVIATION,
                new NetworkLayers(
                        new float[rows][8], new float[8], new float[3][8], new float[3], new float[3][3], new float[3]),
                LogitCalibration.none(2),
                new ScoreMap(0, 1, 2));
    }

    private static short[] calm(double hz, int seconds) {
        return phrases(hz, 3.5, 0.3, 1.6, seconds);
    }

    private static short[] angry(double hz, int seconds) {
        return phrases(1.5 * hz, 5.5, 0.8, 0.6, seconds);
    }

    /** Phrases of a second and a half or so with pauses between them, each a little higher or lower than the last. */
    private static short[] phrases(double hz, double syllablesPerSecond, double amplitude, double tilt, int seconds) {
        short[] samples = new short[0];
        for (int phrase = 0; samples.length < seconds * 8000; phrase++) {
            double wobble = 1 + 0.05 * (phrase % 4);
            short[] said = Voices.voice(hz * wobble, syllablesPerSecond, amplitude, tilt, 1.4 + 0.2 * (phrase % 3));
            samples = Voices.joined(samples, said, Voices.voice(hz, 4, 0.002, 1, 0.5));
        }
        return Arrays.copyOf(samples, seconds * 8000);
    }
}
