package io.callfuse.perf.calls;

/**
 * What composed calls are like: the one place where that is fixed. It was fixed before any model was judged by it; whoever changes
 * a number gives it another version, for figures of different mixes do not compare. Everything is drawn evenly between its two
 * ends unless said otherwise.
 *
 * @param version stands in the list of each call
 * @param callMs length of a call, ms
 * @param onsetMs when an escalating call turns, ms
 * @param gapShare share of each part of a call (before the onset, after it) that is left to the other party, at least; where a
 *     speaker has not enough clips it is more
 * @param mostGapShare a part with more than this is not made: the speaker has too few clips
 * @param leadMs before the first word, ms
 * @param clipsPerTurn how many clips in a row are a turn, at most
 * @param pauseMs between the clips of a turn, ms; not counted as gap
 * @param mostClipMs a clip longer than this is a recording of something else, ms; one of this length has room in every part
 * @param evenedDbfs level of the speech to which clips are evened in half of the calls, and around which gain is; in the other half
 *     the clips of a call keep the levels they had among each other
 * @param evenedSpreadDb how far evened clips lie around it
 * @param gainDb of the line
 * @param loudGainDb of the line in happy and loud calls
 * @param snrDb how far the noise (white, pink, or a car's) lies below the speech
 * @param lowHz lower corner of the line's band
 * @param highHz upper corner of the line's band
 * @param lossShare of packets of 20 ms, concealed as ITU-T G.711 Appendix I does
 * @param lossBurstPackets packets lost in a row on average
 */
record CallMix(
        String version,
        Range callMs,
        Range onsetMs,
        Range gapShare,
        double mostGapShare,
        Range leadMs,
        int clipsPerTurn,
        Range pauseMs,
        int mostClipMs,
        double evenedDbfs,
        double evenedSpreadDb,
        Range gainDb,
        Range loudGainDb,
        Range snrDb,
        Range lowHz,
        Range highHz,
        double lossShare,
        double lossBurstPackets) {

    /** The mix by which models are judged. */
    static final CallMix CURRENT = new CallMix(
            "mix-1",
            new Range(75_000, 90_000),
            new Range(20_000, 35_000),
            new Range(0.42, 0.60),
            0.80,
            new Range(500, 3000),
            3,
            new Range(60, 360),
            9_000,
            -26,
            3,
            new Range(-12, 12),
            new Range(0, 12),
            new Range(10, 35),
            new Range(60, 320),
            new Range(3200, 3700),
            0.02,
            1.5);

    /** Rejects a mix in which a part could stay silent because no clip has room in it. */
    CallMix {
        if (mostClipMs > (1 - gapShare.low()) * (onsetMs.low() - leadMs.high())) {
            throw new IllegalArgumentException("a clip of " + mostClipMs + " ms does not fit into the shortest part");
        }
    }

    /** Two ends, the lower one first. */
    record Range(double low, double high) {
        Range {
            if (!(low <= high)) {
                throw new IllegalArgumentException(low + " is over " + high);
            }
        }

        /** The value at this share of the way from one end to the other. */
        double at(double share) {
            return low + share * (high - low);
        }
    }
}
