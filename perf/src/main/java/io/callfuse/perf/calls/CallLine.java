package io.callfuse.perf.calls;

import io.callfuse.perf.ear.Law;
import io.callfuse.perf.ear.LineFault;
import io.callfuse.perf.ear.LineFaults;
import io.callfuse.perf.ear.PacketLoss;
import io.callfuse.perf.ear.TelephoneChannel;
import java.util.Random;

/**
 * The telephone line of one composed call. It is the steep channel that judges the ear, and not the line that models are fitted
 * through. Immutable.
 *
 * @param law of G.711, by which the call is stored, too
 * @param gainDb around the nominal level
 * @param snrDb noise below the speech
 * @param noise what kind of
 * @param lowHz lower corner
 * @param highHz upper corner
 * @param lossShare of packets
 * @param lossBurstPackets packets in a row, on average
 * @param nominalDbfs level of the speech without gain
 * @param seed of noise and loss
 */
record CallLine(
        Law law,
        double gainDb,
        double snrDb,
        Noise noise,
        double lowHz,
        double highHz,
        double lossShare,
        double lossBurstPackets,
        double nominalDbfs,
        long seed) {

    /** What hisses. */
    enum Noise {
        WHITE,
        PINK,
        CAR
    }

    static CallLine draw(CallMix mix, CallKind kind, Random random) {
        CallMix.Range gain = kind == CallKind.HAPPY_LOUD ? mix.loudGainDb() : mix.gainDb();
        return new CallLine(
                random.nextBoolean() ? Law.MU_LAW : Law.A_LAW,
                gain.at(random.nextDouble()),
                mix.snrDb().at(random.nextDouble()),
                Noise.values()[random.nextInt(Noise.values().length)],
                mix.lowHz().at(random.nextDouble()),
                mix.highHz().at(random.nextDouble()),
                mix.lossShare(),
                mix.lossBurstPackets(),
                mix.evenedDbfs(),
                random.nextLong());
    }

    /** Returns what a receiver hears. */
    short[] send(short[] spoken) {
        LineFault hiss =
                switch (noise) {
                    case WHITE -> LineFaults.white(snrDb, seed);
                    case PINK -> LineFaults.pink(snrDb, seed);
                    case CAR -> LineFaults.car(snrDb, seed);
                };
        short[] sent = TelephoneChannel.steep(law, nominalDbfs + gainDb, lowHz, highHz)
                .with("noise", hiss)
                .send(spoken);
        boolean[] lost =
                PacketLoss.lost(sent.length / PacketLoss.PACKET_SAMPLES, lossShare, lossBurstPackets, seed + 1);
        return PacketLoss.concealed(sent, lost);
    }
}
