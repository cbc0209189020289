package io.callfuse.models.training;

/**
 * All that a seed says of a {@link TelephoneLine}. Immutable.
 *
 * @param gainDb louder than the nominal level of speech
 * @param handset band and colour
 * @param noise behind the speech
 * @param hum of the mains
 * @param overload of what is too loud
 * @param codecs in their order
 * @param losses of packets
 */
record LineCharacter(
        double gainDb,
        Handset handset,
        BackgroundNoise noise,
        MainsHum hum,
        Overload overload,
        CodecChain codecs,
        PacketLosses losses) {
    private static final double MAX_GAIN_DB = 12;

    /** Draws a line that most calls go through: nothing on it is worse than the common faults, and nothing is rare. */
    static LineCharacter drawOrdinary(long seed) {
        return new LineCharacter(
                new SeededDraws(seed, 1).between(-MAX_GAIN_DB, MAX_GAIN_DB),
                Handset.drawOrdinary(new SeededDraws(seed, 2)),
                BackgroundNoise.drawOrdinary(new SeededDraws(seed, 3)),
                MainsHum.NONE,
                Overload.NONE,
                new SeededDraws(seed, 6).chance(0.5) ? CodecChain.MU_LAW : CodecChain.A_LAW,
                PacketLosses.draw(new SeededDraws(seed, 7)));
    }

    /** Draws each part from a stream of its own, so that none changes when another is drawn in another way. */
    static LineCharacter draw(long seed) {
        return new LineCharacter(
                new SeededDraws(seed, 1).between(-MAX_GAIN_DB, MAX_GAIN_DB),
                Handset.draw(new SeededDraws(seed, 2)),
                BackgroundNoise.draw(new SeededDraws(seed, 3)),
                MainsHum.draw(new SeededDraws(seed, 4)),
                Overload.draw(new SeededDraws(seed, 5)),
                CodecChain.draw(new SeededDraws(seed, 6)),
                PacketLosses.draw(new SeededDraws(seed, 7)));
    }
}
