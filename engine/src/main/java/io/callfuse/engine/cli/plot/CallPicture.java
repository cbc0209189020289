package io.callfuse.engine.cli.plot;

import java.util.List;

/**
 * All that a picture of a call shows. The arrays have one value for each second that was scored, in order of time.
 *
 * @param title the name of the call
 * @param subtitle one line: what was decided and why
 * @param waveform the outline of the audio
 * @param atSeconds when each value was read, s of media time
 * @param score 0-100
 * @param f0Hz pitch; 0 where no voice was heard
 * @param syllablesPerSecond speech rate; 0 where nothing was said
 * @param levelDbfs level
 * @param enterThreshold the score at which the fuse begins to confirm
 * @param exitThreshold the score below which it lets go
 * @param markers what happened
 */
public record CallPicture(
        String title,
        String subtitle,
        Waveform waveform,
        double[] atSeconds,
        double[] score,
        double[] f0Hz,
        double[] syllablesPerSecond,
        double[] levelDbfs,
        double enterThreshold,
        double exitThreshold,
        List<PlotMarker> markers) {

    /** Checks that every array has one value for each time. */
    public CallPicture {
        markers = List.copyOf(markers);
        for (double[] values : List.of(score, f0Hz, syllablesPerSecond, levelDbfs)) {
            if (values.length != atSeconds.length) {
                throw new IllegalArgumentException(values.length + " values for " + atSeconds.length + " times");
            }
        }
    }

    /** The length of the time axis, s; at least 1. */
    double seconds() {
        double scored = atSeconds.length == 0 ? 0 : atSeconds[atSeconds.length - 1];
        return Math.max(1, Math.max(scored, waveform.seconds()));
    }
}
