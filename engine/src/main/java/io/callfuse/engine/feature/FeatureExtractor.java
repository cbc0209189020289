package io.callfuse.engine.feature;

import io.callfuse.dsp.activity.VoiceActivityDetector;
import io.callfuse.dsp.functional.Contour;
import io.callfuse.dsp.signal.Decibels;
import io.callfuse.dsp.signal.LossConcealer;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import java.util.Arrays;
import java.util.Optional;

/**
 * Hears one leg: measures each media frame, keeps what is speech, and tells once a second what the voice is like. A frame is
 * judged {@link VoiceActivityDetector#LAG_FRAMES} frames after it came; up to {@value #CONCEALED_FRAMES} lost in a row are
 * concealed. Allocates when made and never after; belongs to the thread of the leg's worker.
 */
public final class FeatureExtractor {
    /** So many frames after a frame came it is known whether it was speech. */
    public static final int VERDICT_LAG_FRAMES = VoiceActivityDetector.LAG_FRAMES;

    private static final int LAG = VERDICT_LAG_FRAMES;
    private static final int CONCEALED_FRAMES = 3;
    /** After so long a gap nothing that was before is waited for any more. */
    private static final int FORGOTTEN_AFTER_FRAMES = LAG + 5;

    private final LossConcealer concealer = new LossConcealer();
    private final FrameAnalysis analysis = new FrameAnalysis();
    private final VoiceActivityDetector activity = new VoiceActivityDetector(analysis.pitchLagFrames());
    private final CallerSpeech speech = new CallerSpeech(LAG);
    private final float[][] waiting = new float[LAG + 1][Descriptor.values().length];
    private final Contour lastSecondF0Hz =
            new Contour(MediaTime.FRAMES_PER_SECOND, new float[MediaTime.FRAMES_PER_SECOND]);
    private final double[] lastSecondMeanSquare = new double[MediaTime.FRAMES_PER_SECOND];
    private Optional<VoiceHistory> history = Optional.of(new VoiceHistory());
    private long frames;
    private int gapFrames = FORGOTTEN_AFTER_FRAMES;
    private boolean heardMedia;
    private boolean lastVerdict;

    /** Takes the next 20 ms of the leg, audio or gap. */
    public void accept(MediaFrame frame) {
        boolean audio = frame.kind() == MediaFrame.Kind.AUDIO;
        if (audio) {
            heardMedia = true;
            gapFrames = 0;
            concealer.accept(frame.samples());
        } else {
            gapFrames++;
        }
        if (gapFrames > FORGOTTEN_AFTER_FRAMES) {
            pass();
        } else if (audio) {
            measure(frame.samples());
        } else {
            short[] standIn = Instruments.ofThread().standIn;
            concealer.conceal(standIn);
            measure(standIn);
        }
    }

    /** Writes what is known now. */
    public void read(FeatureVector into) {
        speech.write(into);
        lastSecondF0Hz.summarize();
        double sum = 0;
        for (double meanSquare : lastSecondMeanSquare) {
            sum += meanSquare;
        }
        into.voice(
                lastSecondF0Hz.count() == 0 ? 0 : lastSecondF0Hz.percentile(50),
                Decibels.ofPower(sum / lastSecondMeanSquare.length));
        into.heard(speech.speechMs(), heardMedia);
    }

    /** Says that nobody will ask how a word was said: the last half minute's pitch and level are not kept any more. */
    public void expectNoWords() {
        history = Optional.empty();
    }

    /** Median pitch between two media times of the last half minute, Hz; {@code NaN} where nothing was voiced. Allocates. */
    public double f0Hz(long fromMs, long toMs) {
        return history.isPresent() ? history.get().f0Hz(fromMs, toMs) : Double.NaN;
    }

    /** Level between two media times of the last half minute, dBFS; {@code NaN} where none is known. */
    public double levelDbfs(long fromMs, long toMs) {
        return history.isPresent() ? history.get().levelDbfs(fromMs, toMs) : Double.NaN;
    }

    /** Whether the frame {@link #VERDICT_LAG_FRAMES} frames ago was speech. */
    public boolean wasSpeech() {
        return lastVerdict;
    }

    /** Whether that frame sounded itself, rather than lying shortly before or after what did. */
    public boolean wasSounding() {
        return activity.sounding();
    }

    /** Whether the frame {@link #VERDICT_LAG_FRAMES} frames ago was music rather than speech, as far as the ear can tell. */
    public boolean wasMusic() {
        return activity.music();
    }

    private void measure(short[] samples) {
        Instruments with = Instruments.ofThread();
        float[] row = waiting[place(frames)];
        float[] pitched = waiting[place(Math.max(0, frames - analysis.pitchLagFrames()))];
        analysis.accept(samples, with, row, pitched);
        speech.hear(with);
        boolean said = gapFrames > CONCEALED_FRAMES
                ? activity.acceptGap()
                : activity.accept(
                        analysis.levelDbfs(),
                        with.spectrum.power(),
                        analysis.pitch().f0Hz(),
                        analysis.pitch().voicingProbability());
        settle(said, gapFrames == 0 ? analysis.meanSquare() : 0);
    }

    /** A gap that goes on: there is nothing to measure, and nothing to conceal. */
    private void pass() {
        if (gapFrames == FORGOTTEN_AFTER_FRAMES + 1) {
            analysis.reset();
            concealer.reset();
        }
        speech.gap();
        Arrays.fill(waiting[place(frames)], Float.NaN);
        settle(activity.acceptGap(), 0);
    }

    /** Judges the frame of {@link #LAG} frames ago; the next one to be written takes its row. */
    private void settle(boolean said, double meanSquare) {
        lastSecondMeanSquare[(int) (frames % lastSecondMeanSquare.length)] = meanSquare;
        if (history.isPresent()) {
            history.get().level(meanSquare);
        }
        frames++;
        lastVerdict = said;
        float[] row = waiting[place(frames)];
        double f0Hz = said ? FrameAnalysis.f0Hz(row) : Double.NaN;
        lastSecondF0Hz.accept(f0Hz);
        if (frames > LAG && history.isPresent()) {
            history.get().pitch(f0Hz);
        }
        if (said) {
            analysis.adapt(row[Descriptor.LEVEL.ordinal()]);
        }
        speech.judge(said, activity.sounding(), row);
    }

    private int place(long frame) {
        return (int) (frame % (LAG + 1));
    }
}
