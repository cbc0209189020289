package io.callfuse.perf.ear;

import java.util.List;

/**
 * A tone of an exchange.
 *
 * @param kind what it means: one line of the table
 * @param part what it may be used for
 * @param cadence as {@link ToneCadence} reads it
 */
record Exchange(String kind, Part part, String cadence) {
    private static final String DIAL = "dial tone";
    private static final String RING = "ring-back";
    private static final String BUSY = "busy";
    private static final String CONGESTION = "congestion";
    private static final String INFORMATION = "special information";
    private static final String OTHER = "call waiting, howler, test tone";

    /** North America and ETSI's 425 Hz are for tuning; what other countries send (ITU-T E.180 supplement 2) judges. */
    static final List<Exchange> TONES = List.of(
            tuning(DIAL, "350+440"),
            tuning(DIAL, "425"),
            tuning(RING, "440+480/2000,0/4000"),
            tuning(RING, "425/1000,0/4000"),
            tuning(BUSY, "480+620/500,0/500"),
            tuning(BUSY, "425/500,0/500"),
            tuning(CONGESTION, "480+620/250,0/250"),
            tuning(CONGESTION, "425/200,0/200"),
            tuning(INFORMATION, "950/330,1400/330,1800/330,0/1000"),
            tuning(OTHER, "440/300,0/9700"),
            tuning(OTHER, "1000"),
            kept(DIAL, "350+450"),
            kept(DIAL, "400*25"),
            kept(DIAL, "440"),
            kept(DIAL, "425/200,0/300,425/700,0/800"),
            kept(RING, "400+450/400,0/200,400+450/400,0/2000"),
            kept(RING, "400+425+450/400,0/200,400+425+450/400,0/2000"),
            kept(RING, "400*16/1000,0/2000"),
            kept(RING, "450/1000,0/4000"),
            kept(RING, "440/1500,0/3500"),
            kept(RING, "400*25/400,0/200,400*25/400,0/2000"),
            kept(RING, "425/800,0/3200"),
            kept(RING, "420*40/2000,0/4000"),
            kept(BUSY, "400/375,0/375"),
            kept(BUSY, "425/200,0/200"),
            kept(BUSY, "450/350,0/350"),
            kept(BUSY, "440/500,0/500"),
            kept(BUSY, "400/750,0/750"),
            kept(BUSY, "425/480,0/480"),
            kept(CONGESTION, "400/400,0/350,400/225,0/525"),
            kept(CONGESTION, "450/700,0/700"),
            kept(CONGESTION, "425/240,0/240"),
            kept(CONGESTION, "425/200,0/200,425/200,0/200,425/200,0/600"),
            kept(INFORMATION, "913.8/380,1428.5/274,1776.7/380,0/1500"),
            kept(INFORMATION, "985.2/274,1370.6/274,1776.7/380,0/1000"),
            kept(OTHER, "1400+2060+2450+2600/100,0/100"),
            kept(OTHER, "425/200,0/600,425/200,0/9000"),
            kept(OTHER, "1004"),
            kept(OTHER, "2600/500,0/500"));

    private static Exchange tuning(String kind, String cadence) {
        return new Exchange(kind, Part.TUNING, cadence);
    }

    private static Exchange kept(String kind, String cadence) {
        return new Exchange(kind, Part.KEPT, cadence);
    }
}
