package io.callfuse.perf.ear;

/** The band that a line lets pass: as many samples out as in, and not later than they went in. */
interface Band {
    /** Returns the filtered samples. */
    double[] filter(double[] samples);
}
