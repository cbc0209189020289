package io.callfuse.engine.action;

import io.callfuse.engine.call.CallChannel;

/** What came of the order to whisper something to the agent to whom a caller talks. */
public sealed interface WhisperOutcome {
    /** Asterisk was asked to play it to this one. */
    record Begun(CallChannel agent) implements WhisperOutcome {}

    /** The caller talks to nobody, or not to one person alone. */
    record NobodyToTell() implements WhisperOutcome {}

    /** Asterisk could not be asked, or refused. */
    record Failed(String why) implements WhisperOutcome {}
}
