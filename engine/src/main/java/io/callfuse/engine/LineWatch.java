package io.callfuse.engine;

import io.callfuse.engine.call.LineState;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells hold, mute, music and a hole in the stream apart, and says when scoring has to pause: while the caller has put us on
 * hold, while somebody else has put him on hold and he hears music, and while he has sent music for six seconds. Music that
 * he merely hears, as in a queue, is told but pauses nothing: he may well speak, and what he hears is not on his leg. Where no
 * packet comes here while Asterisk goes on receiving them, an operator has muted the caller: that is no hole. Fed with frames and
 * with what Asterisk says, in media time. For one thread, the leg's worker; a frame allocates nothing.
 */
final class LineWatch {
    /** So many frames without a packet are a hole; the clock puts them in 0.2 s late, and the alarm is promised in 3 s. */
    private static final int HOLE_FRAMES = 5 * MediaTime.FRAMES_PER_SECOND / 2;

    /** While nothing comes, Asterisk is asked so soon, a second later, and again every five. */
    private static final int FIRST_QUESTION_FRAMES = MediaTime.FRAMES_PER_SECOND;

    private static final int SECOND_QUESTION_FRAMES = 2 * MediaTime.FRAMES_PER_SECOND;
    private static final int QUESTION_EVERY_FRAMES = 5 * MediaTime.FRAMES_PER_SECOND;
    /** A phone that sends sends 50 packets in a second of 20 ms each, or 16 of 60; one that is silent, noise now and then. */
    private static final int PACKETS_OF_A_PHONE_THAT_SENDS = 10;

    private static final int MOST_OF_A_SECOND = MediaTime.FRAMES_PER_SECOND / 2;
    /**
     * The ear's verdict on some seconds of a loud voice may be wrong: on 60 calls composed of acted speech it took a voice for
     * music three seconds long in 6, and one trip came 2 s late for it. The ear keeps music from the features anyway.
     */
    private static final int SURE_OF_MUSIC_SECONDS = 6;

    private static final String CALLER = "caller";

    private final Set<String> holders = new HashSet<>(2);
    private boolean hearsMusic;
    private int gapRun;
    private boolean holeTold;
    private boolean questionDue;
    private long packetsBefore = -1;
    private boolean mutedInAsterisk;
    private int heldFrames;
    private int audioFrames;
    private int mutedFrames;
    private int musicFrames;
    private int musicSeconds;
    private LineState state = LineState.OPEN;
    private boolean paused;

    /** Takes the next frame as it came, and whether the ear takes what it hears by now for music. */
    void hear(MediaFrame media, boolean soundsLikeMusic) {
        if (onHold()) {
            heldFrames++;
            gapRun = 0;
        }
        if (media.kind() == MediaFrame.Kind.GAP) {
            gapRun += onHold() ? 0 : 1;
            questionDue |= isQuestionDue();
            return;
        }
        gapRun = 0;
        holeTold = false;
        questionDue = false;
        packetsBefore = -1;
        mutedInAsterisk = false;
        audioFrames++;
        mutedFrames += isConstant(media.samples()) ? 1 : 0;
        musicFrames += soundsLikeMusic ? 1 : 0;
    }

    private boolean isQuestionDue() {
        return gapRun == FIRST_QUESTION_FRAMES
                || gapRun == SECOND_QUESTION_FRAMES
                || gapRun > SECOND_QUESTION_FRAMES && gapRun % QUESTION_EVERY_FRAMES == 0;
    }

    /** Says now and then, while no packet comes to us, that it is worth asking how many have come to Asterisk. */
    boolean takeQuestion() {
        boolean due = questionDue;
        questionDue = false;
        return due;
    }

    /** Asterisk has received so many packets of the caller in all: more of them and none for us is a mute in Asterisk. */
    void received(long packets) {
        if (gapRun == 0) {
            return;
        }
        mutedInAsterisk = packetsBefore >= 0 && packets >= packetsBefore + PACKETS_OF_A_PHONE_THAT_SENDS;
        packetsBefore = packets;
    }

    private static boolean isConstant(short[] samples) {
        for (int i = 1; i < samples.length; i++) {
            if (samples[i] != samples[0]) {
                return false;
            }
        }
        return true;
    }

    /** Ends a second: what it was can then be asked for. */
    void endSecond() {
        musicSeconds = musicFrames >= MOST_OF_A_SECOND ? musicSeconds + 1 : 0;
        boolean sendsMusic = musicSeconds >= SURE_OF_MUSIC_SECONDS;
        boolean held = heldFrames >= MOST_OF_A_SECOND;
        paused = held || sendsMusic;
        state = held ? LineState.HOLD : notHeld(sendsMusic);
        heldFrames = 0;
        audioFrames = 0;
        mutedFrames = 0;
        musicFrames = 0;
    }

    private LineState notHeld(boolean sendsMusic) {
        if (audioFrames == 0) {
            return mutedInAsterisk ? LineState.MUTE : LineState.NO_MEDIA;
        }
        if (mutedFrames == audioFrames) {
            return LineState.MUTE;
        }
        return sendsMusic || hearsMusic ? LineState.MUSIC : LineState.OPEN;
    }

    /** What the last second was. */
    LineState state() {
        return state;
    }

    /** Whether scoring paused in the last second. */
    boolean paused() {
        return paused;
    }

    /** Whether the call is on hold now, so that what comes is not to be listened to. */
    boolean onHold() {
        return holders.contains(CALLER) || hearsMusic && !holders.isEmpty();
    }

    /** Says once for each hole that it has lasted long enough to be told. */
    boolean takeHole() {
        if (holeTold || mutedInAsterisk || gapRun < HOLE_FRAMES) {
            return false;
        }
        holeTold = true;
        return true;
    }

    /** Media time for which a hole lasts by now. */
    long holeMs() {
        return (long) gapRun * MediaTime.FRAME_MS;
    }

    /** Asterisk says that somebody has put the call on hold: {@code caller}, or another channel of the call. */
    void hold(String by) {
        holders.add(by);
    }

    /** Asterisk says that this one holds the call no more. */
    void unhold(String by) {
        holders.remove(by);
    }

    /** Asterisk begins, or ends, to play music to the caller. An agent whose music has ended holds him no more. */
    void music(boolean begins) {
        hearsMusic = begins;
        if (!begins) {
            leftAgents();
        }
    }

    /** The caller is with nobody any more who was there before. */
    void leftAgents() {
        holders.removeIf(by -> !by.equals(CALLER));
    }

    /** Events were missed: what is not known counts as not held, since a hold that never ends would hear nothing any more. */
    void forget() {
        holders.clear();
        hearsMusic = false;
    }
}
