package io.callfuse.perf.ear;

/** Something that goes wrong before the codec: it changes the samples in place. One that draws anything draws it from its seed. */
@FunctionalInterface
public interface LineFault {
    /**
     * Changes the samples, full scale being 32768.
     *
     * @param speechDbfs level of the speech in them
     */
    void apply(double[] samples, double speechDbfs);
}
