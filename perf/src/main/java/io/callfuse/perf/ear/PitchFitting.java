package io.callfuse.perf.ear;

import io.callfuse.dsp.pitch.PitchTrace;
import io.callfuse.dsp.pitch.PitchWeights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Fits the weights of the pitch tracker and prints the table that {@code dsp.pitch.PitchWeights} has: {@code PitchFitting
 * DATA_DIR [PART]}. It hears every second clip of the tuning speakers of RAVDESS and CASIA, all of those of EmoDB and
 * {@link DrawnOutVowels}, each through the seven {@link PitchLines}. The scorer learns which candidate is the pitch of Praat's
 * autocorrelation on the clean recording, where its cross-correlation agrees; the voicing learns, with the path that this scorer
 * leads to, whether what was chosen is that pitch, and that it is not where neither of them found one: a creaky voice that one of
 * them misses is left to be judged by its likes. PART 0 or 1 takes every second speaker, so that the others can judge. Needs Praat; five minutes on one core.
 */
public final class PitchFitting {
    private static final int STRIDE = 2;
    private static final int VOWELS = 20;
    private static final int HALVES = 2;
    private static final int FRAME = 160;
    /** The middle of the 60 ms that the tracker analyses lies so many samples before the end of the frame that came last. */
    private static final int MIDDLE_BEFORE_END = 255;

    private static final int LAG_FRAMES = 4;
    private static final double SAMPLE_RATE_HZ = 8000;
    /** A candidate so near to the pitch is meant, and what was chosen is right if it is so near. */
    private static final double NEAR = 0.1;

    private static final double RIGHT = 0.2;
    private static final int EPOCHS = 15;
    /** The better of two on the recordings for tuning. */
    private static final long SEED = 7;

    private static final int PER_LINE = 11;

    private final List<PitchReference> references;
    private final PitchLines lines;
    private final int recordings;

    private PitchFitting(List<short[]> recordings) throws IOException {
        this.recordings = recordings.size();
        lines = new PitchLines(recordings);
        references = Praat.pitchOf(recordings);
    }

    /** Fits and prints. */
    public static void main(String[] args) throws IOException {
        if (args.length < 1 || args.length > 2) {
            System.err.println("usage: DATA_DIR [0|1]");
            System.exit(2);
        }
        Corpus corpus = Corpus.read(java.nio.file.Path.of(args[0]));
        int half = args.length == 2 ? Integer.parseInt(args[1]) : HALVES;
        List<short[]> recordings = new ArrayList<>();
        for (Clip clip : clips(corpus, half)) {
            recordings.add(clip.samples());
        }
        recordings.addAll(DrawnOutVowels.recordings(VOWELS, SEED));
        new PitchFitting(recordings).print();
    }

    private static List<Clip> clips(Corpus corpus, int half) {
        List<Clip> some = new ArrayList<>();
        List<Clip> acted = corpus.clips(Part.TUNING, "ravdess", "casia");
        for (int i = 0; i < acted.size(); i += STRIDE) {
            some.add(acted.get(i));
        }
        some.addAll(corpus.clips(Part.TUNING, "emodb", "emodb2s"));
        List<String> speakers = some.stream().map(Clip::speaker).distinct().toList();
        some.removeIf(c -> half < HALVES && speakers.indexOf(c.speaker()) % HALVES != half);
        return some;
    }

    private void print() {
        ChoiceExamples candidates = new ChoiceExamples(PitchWeights.DESCRIPTORS);
        hear(PitchWeights.fitted(), (trace, reference, frame) -> addCandidates(candidates, trace, reference, frame));
        ChoiceNetwork scorer = new ChoiceNetwork(candidates, PitchWeights.HIDDEN, false, SEED);
        double scorerLoss = scorer.fit(candidates, EPOCHS, SEED);
        float[] weights = Arrays.copyOf(rounded(scorer.weights()), PitchWeights.OF_SCORER + PitchWeights.OF_VOICING);

        ChoiceExamples frames = new ChoiceExamples(PitchWeights.VOICING_INPUTS);
        PitchWeights unjudged = new PitchWeights(weights);
        hear(unjudged, (trace, reference, frame) -> addChosen(frames, trace, reference, frame));
        ChoiceNetwork voicing = new ChoiceNetwork(frames, PitchWeights.VOICING_HIDDEN, true, SEED);
        double voicingLoss = voicing.fit(frames, EPOCHS, SEED);
        System.arraycopy(rounded(voicing.weights()), 0, weights, PitchWeights.OF_SCORER, PitchWeights.OF_VOICING);

        System.out.printf(
                Locale.ROOT,
                "%d recordings; %d voiced frames, cross-entropy %.4f; %d frames, cross-entropy %.4f%n",
                recordings,
                candidates.count(),
                scorerLoss,
                frames.count(),
                voicingLoss);
        for (int i = 0; i < weights.length; i++) {
            System.out.print(text(weights[i]) + (i % PER_LINE == PER_LINE - 1 ? "\n" : " "));
        }
        System.out.println();
    }

    private interface Listener {
        void heard(PitchTrace trace, PitchReference reference, int frame);
    }

    private void hear(PitchWeights weights, Listener listener) {
        float[] frame = new float[FRAME];
        for (int recording = 0; recording < recordings; recording++) {
            for (int line = 0; line < PitchLines.COUNT; line++) {
                short[] sent = lines.send(recording, line);
                PitchTrace trace = new PitchTrace(weights);
                for (int f = 0; f < sent.length / FRAME + LAG_FRAMES; f++) {
                    PitchScore.fill(frame, sent, f * FRAME);
                    trace.accept(frame);
                    listener.heard(trace, references.get(recording), f);
                }
            }
        }
    }

    private static void addCandidates(ChoiceExamples into, PitchTrace trace, PitchReference reference, int frame) {
        double truthHz = reference.f0Hz(((frame + 1) * FRAME - MIDDLE_BEFORE_END) / SAMPLE_RATE_HZ);
        int right = ChoiceExamples.NONE;
        double nearest = NEAR;
        for (int c = 0; truthHz > 0 && c < trace.candidates(); c++) {
            double aside = Math.abs(trace.candidateHz(c) / truthHz - 1);
            if (aside < nearest) {
                nearest = aside;
                right = c;
            }
        }
        if (right == ChoiceExamples.NONE) {
            return;
        }
        float[] descriptors = new float[PitchWeights.DESCRIPTORS];
        for (int c = 0; c < trace.candidates(); c++) {
            trace.describe(c, descriptors);
            into.addItem(descriptors);
        }
        into.end(right);
    }

    private static void addChosen(ChoiceExamples into, PitchTrace trace, PitchReference reference, int frame) {
        double middleSeconds = ((frame - LAG_FRAMES) * FRAME + FRAME / 2) / SAMPLE_RATE_HZ;
        double truthHz = reference.f0Hz(middleSeconds);
        boolean known = truthHz > 0 || reference.silent(middleSeconds);
        if (frame < LAG_FRAMES || !known || Double.isNaN(trace.chosenHz())) {
            return;
        }
        float[] inputs = new float[PitchWeights.VOICING_INPUTS];
        trace.voicingInputs(inputs);
        into.addItem(inputs);
        boolean right = truthHz > 0 && Math.abs(trace.chosenHz() / truthHz - 1) < RIGHT;
        into.end(right ? 0 : ChoiceExamples.NONE);
    }

    private static float[] rounded(double[] weights) {
        float[] rounded = new float[weights.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = Float.parseFloat(text(weights[i]));
        }
        return rounded;
    }

    /** Five significant digits. */
    private static String text(double weight) {
        return new java.math.BigDecimal(weight)
                .round(new java.math.MathContext(5))
                .stripTrailingZeros()
                .toPlainString();
    }
}
