package io.callfuse.engine.policy.rules;

/** A number that a condition may ask for by its name. Not known yet is {@code NaN}. */
public enum Fact {
    /** Score of this second, 0-100. */
    SCORE("score", true),
    /** Confidence of the emotion, 0-1. */
    CONFIDENCE("confidence", true),
    /** Median pitch of the last second, Hz. */
    F0_HZ("f0Hz", true),
    /** Level of the last second, dBFS. */
    LEVEL_DBFS("levelDbfs", true),
    /** Speech rate of the last seconds of speech, syllables/s. */
    SYLLABLES_PER_SECOND("syllablesPerSecond", true),
    /** Speech rate over the caller's own first seconds, as a ratio. */
    SPEECH_RATE_RISE("speechRateRise", true),
    /** Caller speech in the call so far, s. */
    SPEECH_SECONDS("speechSeconds", false),
    /** How much of the last second was speech, 0-1. */
    SPEECH_SHARE("speechShare", false),
    /** For how long the caller has not spoken, s. */
    SILENCE_SECONDS("silenceSeconds", false),
    /** Media time of the call, s. */
    CALL_SECONDS("callSeconds", false),
    /** For how long the call was on hold so far, s. */
    HELD_SECONDS("heldSeconds", false),
    /** How long the agents have spoken, s; only where an agent is heard, as all of the next four. */
    AGENT_SPEECH_SECONDS("agentSpeechSeconds", false),
    /** How much of that time the caller spoke too, for half a second or longer each time, 0-1. */
    OVERTALK_SHARE("overtalkShare", false),
    /** How many times both spoke for half a second or longer. */
    INTERRUPTIONS("interruptions", false),
    /** How long that was, in all, s. */
    INTERRUPTION_SECONDS("interruptionSeconds", false),
    /** How long the caller waited for the agent's last reply, s. */
    REPLY_SECONDS("replySeconds", false),
    /** For how long the caller has been in a queue, s. */
    QUEUE_SECONDS("queueSeconds", false),
    /** Local time at which the call came under watch, hours: 14.5 is half past two. */
    HOUR("hour", false);

    private final String label;
    private final boolean byVoice;

    Fact(String label, boolean byVoice) {
        this.label = label;
        this.byVoice = byVoice;
    }

    /** Its name in a condition. */
    public String label() {
        return label;
    }

    /** Whether it is measured on the caller's voice, so that it says little before he has spoken for a while. */
    public boolean byVoice() {
        return byVoice;
    }
}
