package io.callfuse.engine.action.ari;

import io.callfuse.engine.call.CallId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * The way on which Asterisk's external media brings the audio of a tap to the engine. Called on the thread of ARI, which must
 * not be held up.
 */
public interface TapAudio {
    /** Where Asterisk brings the audio, for messages. */
    String address();

    /** Asterisk's modules without which there is no such way, as {@code chan_audiosocket.so}. */
    List<String> modules();

    /**
     * The parameters of {@code POST /channels/externalMedia} that name the way; app and channel id come besides. What is taken up
     * for the tap here is given back by {@link #closed}.
     *
     * @throws IOException if there is no way for one more tap; the message says why
     */
    Map<String, String> parameters(CallId tap) throws IOException;

    /**
     * The media channel of a tap exists.
     *
     * @param variables what Asterisk tells of it, such as {@code UNICASTRTP_LOCAL_ADDRESS}; empty where it tells nothing
     * @param over to be run when the engine hears the tap no more, on any thread; where Asterisk is told by the way itself it need
     *     not be run
     * @return done when the way stands; fails, with one line, if it cannot
     */
    CompletionStage<Void> opened(CallId tap, Map<String, String> variables, Runnable over);

    /** The tap is over; told of every one whose parameters were asked for. */
    void closed(CallId tap);
}
