package io.callfuse.engine.load;

/**
 * How the engine's process stood at a moment of the run.
 *
 * @param atSeconds since the run began
 * @param calls at once
 * @param cores share of a core's time since the last sample
 * @param residentMiB memory of the process
 * @param threads that it has
 * @param descriptors that it has open
 */
public record LoadSample(double atSeconds, int calls, double cores, double residentMiB, int threads, int descriptors) {}
