package io.callfuse.engine.feature;

import io.callfuse.dsp.activity.VoiceActivityDetector;
import io.callfuse.dsp.functional.Contour;
import io.callfuse.dsp.signal.Decibels;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;

/**
 * Hears one leg: measures each media frame, keeps what is speech, and tells once a second what the voice is like. A frame is
 * judged {@link VoiceActivityDetector#LAG_FRAMES} frames after it came. Allocates when made and never after; belongs to the
 * thread of the leg's worker.
 */
public final class FeatureExtractor {
    private static final int LAG = VoiceActivityDetector.LAG_FRAMES;
    private static final int DESCRIPTORS = Descriptor.values().length;

    private final FrameAnalysis analysis = new FrameAnalysis();
    private final VoiceActivityDetector activity = new VoiceActivityDetector(analysis.binHz());
    private final SpeechStatistics statistics = new SpeechStatistics();
    private final double[][] waiting = new double[LAG + 1][DESCRIPTORS];
    private final double[] waitingF0Hz = new double[LAG + 1];
    private final int[] waitingNuclei = new int[LAG + 1];
    private final Contour lastSecondF0Hz =
            new Contour(MediaTime.FRAMES_PER_SECOND, new float[MediaTime.FRAMES_PER_SECOND]);
    private final double[] lastSecondMeanSquare = new double[MediaTime.FRAMES_PER_SECOND];
    private long frames;
    private boolean heardMedia;

    /** Takes the next 20 ms of the leg, audio or gap. */
    public void accept(MediaFrame frame) {
        int row = (int) (frames % (LAG + 1));
        boolean measured = false;
        double meanSquare = 0;
        if (frame.kind() == MediaFrame.Kind.AUDIO) {
            heardMedia = true;
            measured = analysis.accept(frame, waiting[row]);
            meanSquare = analysis.meanSquare();
        } else {
            analysis.gap();
        }
        waitingNuclei[row] = measured ? analysis.nuclei() : 0;
        waitingF0Hz[row] =
                measured && analysis.pitch().voiced() ? analysis.pitch().f0Hz() : Double.NaN;
        lastSecondMeanSquare[(int) (frames % lastSecondMeanSquare.length)] = meanSquare;
        frames++;
        judge(measured ? heard(row) : activity.acceptGap());
    }

    /** Writes what is known now. */
    public void read(FeatureVector into) {
        statistics.write(into.values());
        lastSecondF0Hz.summarize();
        double sum = 0;
        for (double meanSquare : lastSecondMeanSquare) {
            sum += meanSquare;
        }
        into.voice(
                lastSecondF0Hz.count() == 0 ? 0 : lastSecondF0Hz.percentile(50),
                Decibels.ofPower(sum / lastSecondMeanSquare.length));
        into.rate(statistics.rate().syllablesPerSecond(), statistics.rate().baselineSyllablesPerSecond());
        into.heard(statistics.speechMs(), heardMedia);
    }

    private boolean heard(int row) {
        return activity.accept(
                analysis.levelDbfs(), analysis.power(), analysis.pitch().voiced());
    }

    /** Settles the frame of {@link #LAG} frames ago; the next one to be written takes its row. */
    private void judge(boolean speech) {
        int row = (int) (frames % (LAG + 1));
        lastSecondF0Hz.accept(speech ? waitingF0Hz[row] : Double.NaN);
        if (speech) {
            analysis.adapt(waiting[row][Descriptor.LEVEL.ordinal()]);
            statistics.accept(waiting[row], waitingNuclei[row]);
        }
    }
}
