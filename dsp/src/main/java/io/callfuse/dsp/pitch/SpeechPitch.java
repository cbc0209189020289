package io.callfuse.dsp.pitch;

import be.tarsos.dsp.pitch.PitchDetectionResult;

/** What TarsosDSP's detectors find, held to the range of speech. */
final class SpeechPitch {
    private static final double MIN_F0_HZ = 60;
    private static final double MAX_F0_HZ = 520;

    private SpeechPitch() {}

    /** Refuses a frame in which the longest period of speech does not lie twice. */
    static int longEnough(int frameSize, double sampleRateHz) {
        if (frameSize < 2 * sampleRateHz / MIN_F0_HZ) {
            throw new IllegalArgumentException(
                    "a frame of " + frameSize + " samples is too short for " + MIN_F0_HZ + " Hz");
        }
        return frameSize;
    }

    /** Writes a result, which its detector reuses from call to call, so that it is read at once. */
    static void read(PitchDetectionResult found, PitchEstimate into) {
        double f0Hz = found.getPitch();
        double probability = found.getProbability();
        boolean voiced = found.isPitched() && f0Hz >= MIN_F0_HZ && f0Hz <= MAX_F0_HZ && probability > 0;
        into.set(voiced ? f0Hz : 0, voiced ? Math.min(1, probability) : 0);
    }
}
