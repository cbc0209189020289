package io.callfuse.dsp.voice;

/** How much of a descriptor a telephone line at 8 kHz leaves. */
public enum Availability {
    /** As the set defines it. */
    AVAILABLE,
    /** Of the band that the line lets pass, or relative to something else, or only for some voices. */
    RESTRICTED,
    /** Not measured. */
    LEFT_OUT
}
