package io.callfuse.perf.ear;

import java.util.ArrayList;
import java.util.List;

/**
 * A telephone line from the caller's mouth to the decoder: a level, a band, what goes wrong, and a law of G.711. As many samples
 * come out as go in, and none is shifted by more than two samples, so that frames of the original and of what was sent compare.
 * Immutable; the same samples give the same result.
 */
public final class TelephoneChannel {
    /** A channel sends the speech on at the level it had. */
    private static final double AS_IT_WAS = Double.NaN;

    private static final double LOW_HZ = 300;
    private static final double HIGH_HZ = 3400;

    private final String name;
    private final Band band;
    private final double levelDbfs;
    private final Law law;
    private final List<LineFault> faults;

    private TelephoneChannel(String name, Band band, double levelDbfs, Law law, List<LineFault> faults) {
        this.name = name;
        this.band = band;
        this.levelDbfs = levelDbfs;
        this.law = law;
        this.faults = faults;
    }

    /** The recording as it is. */
    public static TelephoneChannel clean() {
        return new TelephoneChannel("clean", samples -> samples, AS_IT_WAS, Law.LINEAR, List.of());
    }

    /** TUNING: Butterworth of fourth order, 300-3400 Hz, -26 dBFS, mu-law. */
    public static TelephoneChannel tuning() {
        return new TelephoneChannel(
                "Butterworth mu-law", new ButterworthBand(LOW_HZ, HIGH_HZ), -26, Law.MU_LAW, List.of());
    }

    /** KEPT: steep band of linear phase, 300-3400 Hz; -20 dBFS with mu-law, -32 dBFS with A-law. */
    public static TelephoneChannel kept(Law law) {
        return steep(law, law == Law.A_LAW ? -32 : -20);
    }

    /** The kept line at another level of speech. */
    static TelephoneChannel steep(Law law, double levelDbfs) {
        String name = law == Law.A_LAW ? "steep A-law" : "steep mu-law";
        return new TelephoneChannel(name, new SteepBand(LOW_HZ, HIGH_HZ), levelDbfs, law, List.of());
    }

    /** A steep line with other corners and another level of speech. */
    public static TelephoneChannel steep(Law law, double levelDbfs, double lowHz, double highHz) {
        return new TelephoneChannel(
                "steep " + lowHz + "-" + highHz + " Hz", new SteepBand(lowHz, highHz), levelDbfs, law, List.of());
    }

    /** The band-limited lines of a part: one for tuning, two that judge. */
    public static List<TelephoneChannel> of(Part part) {
        return part == Part.TUNING ? List.of(tuning()) : List.of(kept(Law.MU_LAW), kept(Law.A_LAW));
    }

    /** TUNING: sends samples through the line that this seed draws, as the ear's weights were fitted through. */
    public static short[] throughFittingLine(short[] samples, long seed) {
        return new FittingLine(seed).send(samples, Levels.speechDbfs(samples));
    }

    /** This channel with one more fault, after the band and the level, before the codec. */
    public TelephoneChannel with(String faultName, LineFault fault) {
        List<LineFault> more = new ArrayList<>(faults);
        more.add(fault);
        return new TelephoneChannel(name + ", " + faultName, band, levelDbfs, law, List.copyOf(more));
    }

    /** What it is called in a table. */
    public String name() {
        return name;
    }

    /** Returns what the decoder gives for these samples. */
    public short[] send(short[] samples) {
        double[] wide = new double[samples.length];
        double speechDbfs = Levels.speechDbfs(samples);
        double gain = Double.isNaN(levelDbfs) ? 1 : Levels.factor(levelDbfs - speechDbfs);
        for (int i = 0; i < samples.length; i++) {
            wide[i] = samples[i] * gain;
        }
        double[] sent = band.filter(wide);
        if (sent == wide) {
            sent = wide.clone();
        }
        double levelNow = Double.isNaN(levelDbfs) ? speechDbfs : levelDbfs;
        for (LineFault fault : faults) {
            fault.apply(sent, levelNow);
        }
        short[] decoded = new short[sent.length];
        for (int i = 0; i < sent.length; i++) {
            decoded[i] = law.coded((short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sent[i]))));
        }
        return decoded;
    }
}
