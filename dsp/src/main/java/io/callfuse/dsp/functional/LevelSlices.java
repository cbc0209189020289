package io.callfuse.dsp.functional;

/**
 * Order statistics of up to {@value #MAX_FRAMES} levels by slices of their bits: slice b holds bit b of every frame's level, a frame
 * a bit. A rank is found from the highest bit down: as many levels as have a 0 there stand before those that have a 1 (O'Neil and
 * Quass, Improved query performance with variant indexes, 1997). Four levels share a {@code long} until their bits change places
 * with their frames (Warren, Hacker's Delight, 2002). Work space only.
 */
final class LevelSlices {
    /** Four words of 64 frames. */
    static final int MAX_FRAMES = 256;

    private static final int WORDS = 4;
    private static final int WORD_FRAMES = 64;
    private static final int LANE_BITS = 16;
    private static final int ROWS = LANE_BITS * WORDS;
    /** The slice that marks what is no level. */
    private static final int NONE_BIT = 13;

    private static final int NONE_AT = NONE_BIT * WORDS;

    private static final long EACH_LANE = 0x0001_0001_0001_0001L;
    private static final long NONES = EACH_LANE * DescriptorScale.NONE;
    private static final long LEVELS = EACH_LANE * (DescriptorScale.LEVELS - 1);
    private static final long TOPS = EACH_LANE << LANE_BITS - 1;

    private static final long BYTES = 0x00ff_00ff_00ff_00ffL;
    private static final long NIBBLES = 0x0f0f_0f0f_0f0f_0f0fL;
    private static final long PAIRS = 0x3333_3333_3333_3333L;
    private static final long BITS = 0x5555_5555_5555_5555L;

    private final long[] packed = new long[ROWS];
    private final long[] slices = new long[ROWS];
    private final long[] present = new long[WORDS];
    private final long[] lower = new long[WORDS];
    private final long[] upper = new long[WORDS];

    /** Takes the levels of a descriptor in a window. */
    void take(int descriptor, LevelHistory history) {
        pack(descriptor, history);
        System.arraycopy(packed, 0, slices, 0, ROWS);
        transpose();
        for (int word = 0; word < WORDS; word++) {
            present[word] = ~slices[NONE_AT + word];
        }
    }

    /** Takes the sizes of the steps from frame to frame of a descriptor in a window. */
    void takeSteps(int descriptor, LevelHistory history) {
        pack(descriptor, history);
        long before = history.levels()[history.rowOf(history.windowFrames() - 1) + descriptor];
        for (int word = 0; word < WORDS; word++) {
            long last = packed[ROWS - WORDS + word];
            slices[word] = steps(packed[word], last << LANE_BITS | before);
            before = last >>> 3 * LANE_BITS;
        }
        for (int row = WORDS; row < ROWS; row++) {
            slices[row] = steps(packed[row], packed[row - WORDS]);
        }
        transpose();
        for (int word = 0; word < WORDS; word++) {
            present[word] = ~(slices[NONE_AT + word] | history.breaksOf(word));
        }
    }

    /** Row k of a word has the frames k, k + 16, k + 32 and k + 48 of its 64; those that there are not have no level. */
    private void pack(int descriptor, LevelHistory history) {
        short[] levels = history.levels();
        int frames = history.windowFrames();
        int lane = LANE_BITS * history.descriptors();
        for (int word = 0; word < WORDS; word++) {
            int place = word * WORD_FRAMES;
            for (int at = word; at < ROWS; at += WORDS) {
                int row = history.rowOf(place) + descriptor;
                packed[at] = place + 3 * LANE_BITS < frames
                        ? levels[row]
                                | (long) levels[row + lane] << LANE_BITS
                                | (long) levels[row + 2 * lane] << 2 * LANE_BITS
                                | (long) levels[row + 3 * lane] << 3 * LANE_BITS
                        : packedAtEnd(descriptor, history, place);
                place++;
            }
        }
    }

    private static long packedAtEnd(int descriptor, LevelHistory history, int first) {
        long row = 0;
        for (int lane = 0; lane < WORDS; lane++) {
            int place = first + lane * LANE_BITS;
            long level = place < history.windowFrames()
                    ? history.levels()[history.rowOf(place) + descriptor]
                    : DescriptorScale.NONE;
            row |= level << lane * LANE_BITS;
        }
        return row;
    }

    /** Differences of four levels each, without their signs; the marks of none stay. */
    private static long steps(long levels, long before) {
        long differences = (levels | TOPS) - before;
        long downs = (~differences & TOPS) >>> LANE_BITS - 1;
        long sizes = (differences ^ (downs << LANE_BITS) - downs) + downs;
        return sizes & LEVELS | (levels | before) & NONES;
    }

    private void transpose() {
        for (int at = 0; at < LANE_BITS; at++) {
            exchange(at, LANE_BITS, 8, BYTES, NIBBLES);
        }
        for (int block = 0; block < ROWS; block += LANE_BITS) {
            for (int word = 0; word < WORDS; word++) {
                exchange(block + word, WORDS, 2, PAIRS, BITS);
            }
        }
    }

    /** Changes bits between four rows that lie a stride apart: those {@code shift} apart of the first two with the last two, then half. */
    private void exchange(int at, int stride, int shift, long mask, long halfMask) {
        long a = slices[at];
        long b = slices[at + stride];
        long c = slices[at + 2 * stride];
        long d = slices[at + 3 * stride];
        long ac = (a >>> shift ^ c) & mask;
        long bd = (b >>> shift ^ d) & mask;
        a ^= ac << shift;
        b ^= bd << shift;
        c ^= ac;
        d ^= bd;
        int half = shift / 2;
        long ab = (a >>> half ^ b) & halfMask;
        long cd = (c >>> half ^ d) & halfMask;
        slices[at] = a ^ ab << half;
        slices[at + stride] = b ^ ab;
        slices[at + 2 * stride] = c ^ cd << half;
        slices[at + 3 * stride] = d ^ cd;
    }

    /** How many levels there are. */
    int count() {
        return Long.bitCount(present[0])
                + Long.bitCount(present[1])
                + Long.bitCount(present[2])
                + Long.bitCount(present[3]);
    }

    /**
     * Returns the level that has {@code rank} before it, from there to the next by {@code share}, 0 to under 1: both go down the bits
     * together until they part.
     */
    double between(int rank, double share) {
        long m0 = present[0];
        long m1 = present[1];
        long m2 = present[2];
        long m3 = present[3];
        int left = rank;
        int level = 0;
        for (int at = NONE_AT - WORDS; at >= 0; at -= WORDS) {
            long z0 = m0 & ~slices[at];
            long z1 = m1 & ~slices[at + 1];
            long z2 = m2 & ~slices[at + 2];
            long z3 = m3 & ~slices[at + 3];
            int zeros = Long.bitCount(z0) + Long.bitCount(z1) + (Long.bitCount(z2) + Long.bitCount(z3));
            if (left + 1 == zeros) {
                part(lower, z0, z1, z2, z3);
                part(upper, m0 ^ z0, m1 ^ z1, m2 ^ z2, m3 ^ z3);
                int below = highestOfLower(at - WORDS, 2 * level);
                return below + share * (lowestOfUpper(at - WORDS, 2 * level + 1, below) - below);
            }
            int up = ~(left - zeros >> Integer.SIZE - 1);
            m0 = z0 ^ m0 & up;
            m1 = z1 ^ m1 & up;
            m2 = z2 ^ m2 & up;
            m3 = z3 ^ m3 & up;
            left -= zeros & up;
            level = 2 * level - up;
        }
        return level;
    }

    private static void part(long[] into, long m0, long m1, long m2, long m3) {
        into[0] = m0;
        into[1] = m1;
        into[2] = m2;
        into[3] = m3;
    }

    /** Goes on down from a slice and takes the ones as long as there are any. */
    private int highestOfLower(int from, int bits) {
        int level = bits;
        for (int at = from; at >= 0; at -= WORDS) {
            long o0 = lower[0] & slices[at];
            long o1 = lower[1] & slices[at + 1];
            long o2 = lower[2] & slices[at + 2];
            long o3 = lower[3] & slices[at + 3];
            level *= 2;
            if ((o0 | o1 | o2 | o3) != 0) {
                part(lower, o0, o1, o2, o3);
                level++;
            }
        }
        return level;
    }

    /** Takes the zeros as long as there are any; where there is nothing at all, the other answer. */
    private int lowestOfUpper(int from, int bits, int orElse) {
        if ((upper[0] | upper[1] | upper[2] | upper[3]) == 0) {
            return orElse;
        }
        int level = bits;
        for (int at = from; at >= 0; at -= WORDS) {
            long z0 = upper[0] & ~slices[at];
            long z1 = upper[1] & ~slices[at + 1];
            long z2 = upper[2] & ~slices[at + 2];
            long z3 = upper[3] & ~slices[at + 3];
            level = 2 * level + 1;
            if ((z0 | z1 | z2 | z3) != 0) {
                part(upper, z0, z1, z2, z3);
                level--;
            }
        }
        return level;
    }

    /** Sum of the levels of some frames. */
    long sum(FrameSet chosen) {
        long m0 = chosen.word(0) & present[0];
        long m1 = chosen.word(1) & present[1];
        long m2 = chosen.word(2) & present[2];
        long m3 = chosen.word(3) & present[3];
        int sum = 0;
        for (int at = NONE_AT - WORDS; at >= 0; at -= WORDS) {
            sum = 2 * sum
                    + Long.bitCount(slices[at] & m0)
                    + Long.bitCount(slices[at + 1] & m1)
                    + (Long.bitCount(slices[at + 2] & m2) + Long.bitCount(slices[at + 3] & m3));
        }
        return sum;
    }

    /** How many of these frames have a level. */
    int count(FrameSet chosen) {
        int count = 0;
        for (int word = 0; word < WORDS; word++) {
            count += Long.bitCount(chosen.word(word) & present[word]);
        }
        return count;
    }
}
