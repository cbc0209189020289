package io.callfuse.dsp.pitch;

/**
 * Finds the pitch of speech from 50 to 550 Hz also where a telephone line has removed the fundamental. Its candidates are peaks
 * of the autocorrelation with compressed spectrum (Tolonen and Karjalainen 2000); a small network fitted on telephone speech
 * tells the true one from its octaves, with the normalised cross-correlation (Talkin 1995) of the voice below 1.8 kHz and of the
 * envelope above as two of its witnesses; a Viterbi search looks {@value PitchPath#LAG} frames ahead. For one leg and one
 * thread, at 8 kHz; keeps a few KB, work space it shares with the others of its thread; allocates nothing after construction but,
 * at a thread's first frame, those.
 *
 * <p>Each frame is the next hop of samples: frames do not overlap, the tracker keeps the 60 ms that it needs.
 */
public final class CorrelationPitchTracker implements PitchTracker {
    /** From this voicing probability on a frame is voiced: 97 of 100 voiced frames on telephone lines are, and 4 unvoiced ones. */
    public static final float VOICED_FROM = 0.3f;

    private static final double SAMPLE_RATE_HZ = 8000;
    /** From the middle of the 60 ms to their end, and the delay of the filter: what lies between is heard, but not yet told. */
    private static final int MIDDLE_TO_END_SAMPLES = 255;

    private static final int LONGEST_HOP = 160;
    private static final int SHORTEST_HOP = 40;
    /** No voice: -86 dBFS. */
    private static final double SILENT_POWER = 1e-5;

    private final int hop;
    private final float voicedFrom;
    private final VoiceBands bands;
    private final PitchWeights weights;
    private final PitchPath path = new PitchPath();
    private final PitchMemory memory = new PitchMemory();
    private final LevelRange levels;
    private final VoicingJudge voicing;
    private final float[] shown = new float[VoicingJudge.SHOWN];
    private final float[] choice = new float[VoicingJudge.OF_CHOICE];
    private float lastOctaves = Float.NaN;

    /** Takes 20 ms at a time, and calls voiced what is likelier voiced than {@link #VOICED_FROM}. */
    public CorrelationPitchTracker() {
        this(LONGEST_HOP, VOICED_FROM);
    }

    /**
     * @param hop samples that come at a time, a multiple of 4 from 40 to 160; what was fitted was fitted with 160
     * @param voicedFrom smallest voicing probability of a voiced frame, 0..1
     */
    public CorrelationPitchTracker(int hop, float voicedFrom) {
        this(hop, voicedFrom, PitchWeights.fitted());
    }

    /** Judges by other weights: for those who fit them. */
    public CorrelationPitchTracker(int hop, float voicedFrom, PitchWeights weights) {
        if (hop < SHORTEST_HOP || hop > LONGEST_HOP || hop % 4 != 0) {
            throw new IllegalArgumentException("hop is " + hop + ", not a multiple of 4 from 40 to 160");
        }
        if (!(voicedFrom >= 0 && voicedFrom <= 1)) {
            throw new IllegalArgumentException("voicedFrom is " + voicedFrom + ", not within 0..1");
        }
        this.hop = hop;
        this.voicedFrom = voicedFrom;
        this.bands = new VoiceBands(hop);
        this.weights = weights;
        this.voicing = new VoicingJudge(weights);
        this.levels = new LevelRange(hop / SAMPLE_RATE_HZ);
    }

    @Override
    public int frameSize() {
        return hop;
    }

    /** At a hop of 20 ms 4 frames, 80 ms: three frames of looking ahead, and the second half of the 60 ms that are analysed. */
    @Override
    public int lagFrames() {
        return Math.round((MIDDLE_TO_END_SAMPLES - hop / 2f) / hop) + PitchPath.LAG;
    }

    @Override
    public void track(float[] frame, PitchEstimate into) {
        PitchWitnesses heard = PitchWitnesses.ofThread();
        HarmonicSpectrum spectrum = heard.spectrum;
        PeriodCorrelation formants = heard.formants;
        PeriodCorrelation envelope = heard.envelope;
        PitchCandidates candidates = heard.candidates;
        CandidateScorer scorer = heard.scorer;
        bands.accept(frame);
        double power = spectrum.measure(bands.formants());
        formants.measure(bands.formants());
        envelope.measure(bands.envelope());
        candidates.pick(spectrum, formants, envelope);
        scorer.weigh(weights, candidates.descriptors(), candidates.count());
        float periodicity = candidates.largest(PitchCandidates.CORRELATION);
        path.advance(candidates, scorer, periodicity);
        memory.remember(candidates, scorer, power > SILENT_POWER);
        levels.accept(power);
        shown[0] = candidates.largest(PitchCandidates.EVIDENCE);
        shown[1] = periodicity;
        shown[2] = levels.underPeak();
        shown[3] = levels.overFloor();
        shown[4] = envelope.shareOf(formants);
        shown[5] = candidates.count() == 0 ? 0 : scorer.largestPosterior();
        shown[6] = levels.overCodec();
        shown[7] = levels.clearOfFloor();
        voicing.accept(shown);
        tell(into);
    }

    /** The candidates of the frame heard last by whichever tracker of this thread. */
    PitchCandidates candidates() {
        return PitchWitnesses.ofThread().candidates;
    }

    /** What the voicing told last was judged by. */
    float[] voicingInputs() {
        return voicing.inputs();
    }

    private void tell(PitchEstimate into) {
        into.clear();
        if (!path.ready()) {
            return;
        }
        int chosen = path.chosen();
        float octaves = path.chosenOctaves();
        float posterior = memory.posterior(chosen);
        choice[0] = posterior;
        choice[1] = (float) Math.sqrt(posterior);
        choice[2] = Float.isNaN(lastOctaves) ? 0 : Math.min(1, Math.abs(octaves - lastOctaves));
        choice[3] = Math.min(1, Math.abs(path.nextOctaves() - octaves));
        memory.describe(chosen, choice, 4);
        lastOctaves = octaves;
        float probability = voicing.probability(PitchPath.LAG, choice);
        if (memory.heard()) {
            into.set(memory.f0Hz(chosen), probability, probability >= voicedFrom);
        }
    }

    @Override
    public void reset() {
        bands.reset();
        path.reset();
        memory.reset();
        levels.reset();
        voicing.reset();
        lastOctaves = Float.NaN;
    }
}
