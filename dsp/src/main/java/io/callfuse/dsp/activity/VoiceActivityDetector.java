package io.callfuse.dsp.activity;

import io.callfuse.dsp.signal.Decibels;
import java.util.Arrays;

/**
 * Says of each frame of 20 ms whether a caller speaks in it, {@link #LAG_FRAMES} frames later, so that what follows can speak
 * for it. A frame is speech when it, or one close to it, stands out of the noise floor ({@link LineNoise}) with a voiced frame
 * near (on a noisy line, where the pitch of weak voices is lost, within {@value #HELD_FRAMES} frames), is no
 * {@link SignallingTone}, and what is heard around it comes from a talker rather than from music ({@link SpeechOverMusic}). Of
 * such frames it tells, too, whether they {@linkplain #sounding sound} themselves. Levels from -45 to -10 dBFS are all the same
 * to it. What has no voicing (whisper) it does not take for speech, and a recorded prompt it does not tell from a caller.
 * Allocates when made; for one thread.
 */
public final class VoiceActivityDetector {
    /** The verdict comes this many frames after the frame. */
    public static final int LAG_FRAMES = 20;
    /** Bins of the spectra that are given: 256 samples at 8 kHz. */
    public static final int SPECTRUM_BINS = 129;

    private static final double MIN_RISE_DB = 4;
    private static final double MIN_LEVEL_DBFS = -66;
    /** A frame counts as speech this long after one that stands out. */
    private static final int HANGOVER_FRAMES = 12;
    /** And this long before one. */
    private static final int LEAD_FRAMES = 10;
    /** A word's voiced frames are not farther from its voiceless ones than this, whichever come first. */
    private static final int VOICED_AFTER_FRAMES = LAG_FRAMES;

    private static final int VOICED_BEFORE_FRAMES = 40;
    /** On a noisy line one voiced frame speaks for this much that follows. */
    private static final int HELD_FRAMES = 150;
    /** A line is noisy when its noise is less than this below the loudest of late; fitted on the speakers for tuning at 15 dB. */
    private static final double NOISY_WITHIN_DB = 28;

    private static final double VOICED_FROM = 0.5;
    /** In noise a tracker is less sure of every voice; fitted on the speakers for tuning at 15 dB. */
    private static final double VOICED_IN_NOISE_FROM = 0.15;

    private static final double LOUDEST_DECAY_DB = 0.06;
    /** Frames before a tone's first steady one that hold its onset, and frames after its last that hold its end. */
    private static final int TONE_EDGE_FRAMES = 3;

    private static final double MIN_LOG_ODDS = 0;

    private static final int MAX_PITCH_LAG_FRAMES = 10;

    /** A frame sounds itself when it stands out by this and is less than that below the loudest of late. */
    private static final double SOUNDING_RISE_DB = 6;

    /** Chosen on the tuning speakers of EmoDB and CASIA for the articulation rate's correlation and bias, as the rise was. */
    private static final double SOUNDING_BELOW_LOUDEST_DB = 35;

    /** By frame, its level if it stands out. */
    private final double[] outstandingDbfs = new double[LAG_FRAMES + 1];

    private int next;
    private boolean sounding;
    private boolean music;
    private final int pitchLagFrames;
    private final LineNoise lineNoise = new LineNoise();
    private final SignallingTone tone = new SignallingTone();
    private final SoundTexture texture = new SoundTexture();
    private final SpeechOverMusic source = new SpeechOverMusic();
    /** One bit a frame, the newest lowest. */
    private long standsOut;

    private long voiced;
    private long heldVoice;
    private long tones;
    private int toneEdge;
    private double loudestDbfs = MIN_LEVEL_DBFS;
    private int sinceVoice = HELD_FRAMES;
    private long frames;

    /** @param pitchLagFrames how many frames ago the frame was whose pitch will be given, 0 to 10 */
    public VoiceActivityDetector(int pitchLagFrames) {
        if (pitchLagFrames < 0 || pitchLagFrames > MAX_PITCH_LAG_FRAMES) {
            throw new IllegalArgumentException(
                    "pitchLagFrames is " + pitchLagFrames + ", not 0.." + MAX_PITCH_LAG_FRAMES);
        }
        this.pitchLagFrames = pitchLagFrames;
        Arrays.fill(outstandingDbfs, Decibels.FLOOR_DBFS);
    }

    /**
     * Takes the next frame. What is not finite counts as a gap.
     *
     * @param levelDbfs level in the telephone band, 250 to 3500 Hz
     * @param power one-sided power spectrum of 256 samples weighted by Hann, scaled to their mean square
     * @param f0Hz pitch of the frame as many frames ago as the constructor was told, Hz; 0 when it has none
     * @param voicingProbability how likely that frame has this pitch, 0..1; anything else counts as 0
     * @return whether the frame {@link #LAG_FRAMES} frames ago was speech
     */
    public boolean accept(double levelDbfs, float[] power, double f0Hz, double voicingProbability) {
        if (power.length != SPECTRUM_BINS) {
            throw new IllegalArgumentException(power.length + " bins, not " + SPECTRUM_BINS);
        }
        if (!(levelDbfs >= Decibels.FLOOR_DBFS && levelDbfs < -Decibels.FLOOR_DBFS) || !finite(power)) {
            return acceptGap();
        }
        double noiseDbfs = lineNoise.next(levelDbfs);
        boolean stands = levelDbfs > Math.max(noiseDbfs + MIN_RISE_DB, MIN_LEVEL_DBFS);
        loudestDbfs = Math.max(levelDbfs, Math.max(loudestDbfs - LOUDEST_DECAY_DB, MIN_LEVEL_DBFS));
        boolean noisy = loudestDbfs - noiseDbfs < NOISY_WITHIN_DB;
        boolean hasPitch = f0Hz > 0 && voicingProbability >= 0 && voicingProbability <= 1;
        double probability = hasPitch ? voicingProbability : 0;
        int toneFrames = tone.next(power, levelDbfs);
        boolean isTone = toneFrames > 0 && levelDbfs > MIN_LEVEL_DBFS;
        if (isTone) {
            texture.skip();
        } else {
            texture.accept(levelDbfs, power, hasPitch ? f0Hz : 0, probability);
        }
        if (texture.heard()) {
            source.next(texture);
        }
        boolean outstanding = levelDbfs > Math.max(noiseDbfs + SOUNDING_RISE_DB, MIN_LEVEL_DBFS);
        outstandingDbfs[next] = outstanding ? levelDbfs : Decibels.FLOOR_DBFS;
        push(stands, probability >= (noisy ? VOICED_IN_NOISE_FROM : VOICED_FROM));
        strike(isTone, toneFrames);
        holdVoice(noisy);
        return verdict();
    }

    /** Stands for 20 ms in which nothing came, and answers as {@link #accept} does. */
    public boolean acceptGap() {
        tone.reset();
        texture.skip();
        toneEdge = 0;
        outstandingDbfs[next] = Decibels.FLOOR_DBFS;
        push(false, false);
        holdVoice(false);
        return verdict();
    }

    /** What tells speech from music, as it stands after the last frame; for reading, where the weights are fitted. */
    public SoundTexture texture() {
        return texture;
    }

    private void push(boolean stands, boolean hasPitch) {
        standsOut = standsOut << 1 | (stands ? 1 : 0);
        voiced = voiced << 1 | (hasPitch ? 1L << pitchLagFrames : 0);
        heldVoice <<= 1;
        tones <<= 1;
        frames++;
        next = next == LAG_FRAMES ? 0 : next + 1;
    }

    /**
     * Whether the frame that the last verdict was on is speech and sounds itself, rather than lying shortly before or after what
     * does: by this pauses are measured, and how long somebody spoke.
     */
    public boolean sounding() {
        return sounding;
    }

    /** Whether the frame that the last verdict was on stands out and has a voice's pitch, but comes from music, as far as can be told. */
    public boolean music() {
        return music;
    }

    /** A tone takes with it the frames of its onset, which came before it was known, and of its end. */
    private void strike(boolean isTone, int toneFrames) {
        if (isTone) {
            tones |= lowest(toneFrames + TONE_EDGE_FRAMES);
            toneEdge = TONE_EDGE_FRAMES;
        } else if (toneEdge > 0) {
            tones |= 1;
            toneEdge--;
        }
    }

    private void holdVoice(boolean noisy) {
        boolean voice = (standsOut & ~tones & voiced & 1L << pitchLagFrames) != 0;
        sinceVoice = voice ? 0 : Math.min(sinceVoice + 1, HELD_FRAMES);
        if (noisy && sinceVoice < HELD_FRAMES) {
            heldVoice |= 1L << pitchLagFrames;
        }
    }

    private boolean verdict() {
        long talk = standsOut & ~tones;
        boolean near = (talk & window(LEAD_FRAMES, HANGOVER_FRAMES)) != 0;
        boolean hasVoice =
                (voiced & talk & window(VOICED_AFTER_FRAMES, VOICED_BEFORE_FRAMES) | heldVoice & 1L << LAG_FRAMES) != 0;
        boolean isTone = (tones >>> LAG_FRAMES & 1) != 0;
        boolean voiceLike = frames > LAG_FRAMES && near && hasVoice && !isTone;
        boolean speech = voiceLike && source.logOdds() > MIN_LOG_ODDS;
        music = voiceLike && !speech;
        sounding = speech && outstandingDbfs[next] > Math.max(loudestDbfs - SOUNDING_BELOW_LOUDEST_DB, MIN_LEVEL_DBFS);
        return speech;
    }

    /** Bits of the frames from so many after the judged one to so many before it. */
    private static long window(int after, int before) {
        return lowest(after + before + 1) << LAG_FRAMES - after;
    }

    private static long lowest(int bits) {
        return bits >= Long.SIZE ? -1 : (1L << bits) - 1;
    }

    private static boolean finite(float[] power) {
        double even = 0;
        double odd = power[SPECTRUM_BINS - 1];
        for (int k = 0; k < SPECTRUM_BINS - 1; k += 4) {
            even += (double) power[k] + power[k + 2];
            odd += (double) power[k + 1] + power[k + 3];
        }
        double sum = even + odd;
        return sum >= 0 && sum <= Double.MAX_VALUE;
    }
}
