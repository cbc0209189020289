package io.callfuse.engine.cli.plot;

import java.awt.Color;

/**
 * Something that happened at one moment of the call: a line through all panels with a label.
 *
 * @param atMs media time, ms
 * @param kind what happened; gives the colour
 * @param label a few words, such as {@code trip 83.1}
 */
public record PlotMarker(long atMs, Kind kind, String label) {

    /** What can happen. */
    public enum Kind {
        /** An emotion was named for the first time. */
        FIRST_CLASS(new Color(0x2B6CB0)),
        /** The score reached the threshold: level 1. */
        CONFIRMING(new Color(0xC27803)),
        /** The fuse tripped: level 2. */
        TRIP(new Color(0xC81E1E)),
        /** What becomes of the call was decided. */
        DECISION(new Color(0x047857));

        private final Color color;

        Kind(Color color) {
            this.color = color;
        }

        Color color() {
            return color;
        }
    }
}
