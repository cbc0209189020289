package io.callfuse.asterisk;

import io.callfuse.dsp.signal.G711;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.MediaFrameSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Keeps what was heard; written by the inlet, read once that has ended. */
final class Tape implements MediaFrameSink {
    private final short[] samples = new short[60 * MediaTime.SAMPLE_RATE_HZ];
    volatile int frames;
    volatile boolean ended;

    @Override
    public void audio(short[] heard, int offset, long arrivalNs) {
        if ((frames + 1) * MediaTime.FRAME_SAMPLES <= samples.length) {
            System.arraycopy(heard, offset, samples, frames * MediaTime.FRAME_SAMPLES, MediaTime.FRAME_SAMPLES);
        }
        gap(arrivalNs);
    }

    @Override
    public void gap(long insertedAtNs) {
        int next = frames + 1;
        frames = next;
    }

    @Override
    public void digit(char digit) {
        throw new AssertionError("nobody pressed a key");
    }

    @Override
    public void end(EndOfMedia reason) {
        ended = true;
    }

    /** Which share of the loud packets that were heard is found, in order, in what was sent. */
    double shareOf(short[] sent, boolean exact) {
        int loud = 0;
        int found = 0;
        int from = 0;
        for (int frame = 0; frame < frames && (frame + 1) * MediaTime.FRAME_SAMPLES <= samples.length; frame++) {
            short[] heard =
                    Arrays.copyOfRange(samples, frame * MediaTime.FRAME_SAMPLES, (frame + 1) * MediaTime.FRAME_SAMPLES);
            if (energy(heard) < 1e6 * MediaTime.FRAME_SAMPLES) {
                continue;
            }
            loud++;
            int at = find(heard, sent, from, exact);
            if (at >= 0) {
                found++;
                from = at + MediaTime.FRAME_SAMPLES / 2;
            }
        }
        return loud == 0 ? 0 : (double) found / loud;
    }

    private static double energy(short[] pcm) {
        double energy = 0;
        for (short sample : pcm) {
            energy += (double) sample * sample;
        }
        return energy;
    }

    /** Linear and mu-law samples come through bit for bit, A-law rounded, and what was resampled alike in shape. */
    private static int find(short[] heard, short[] sent, int from, boolean exact) {
        for (int at = from; at + heard.length <= sent.length; at++) {
            boolean same = exact
                    ? Arrays.equals(heard, 0, heard.length, sent, at, at + heard.length)
                    : likeness(heard, sent, at) > 0.97;
            if (same) {
                return at;
            }
        }
        return -1;
    }

    private static double likeness(short[] heard, short[] sent, int at) {
        double product = 0;
        double sentEnergy = 0;
        for (int i = 0; i < heard.length; i++) {
            product += (double) heard[i] * sent[at + i];
            sentEnergy += (double) sent[at + i] * sent[at + i];
        }
        return sentEnergy == 0 ? 0 : product / Math.sqrt(energy(heard) * sentEnergy);
    }

    /** What a file of raw mu-law samples says. */
    static short[] sent(Path muLaw) throws Exception {
        byte[] bytes = Files.readAllBytes(muLaw);
        short[] sent = new short[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            sent[i] = G711.decodeMuLaw(bytes[i]);
        }
        return sent;
    }
}
