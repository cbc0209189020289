package io.callfuse.engine.action.agi;

import java.util.List;
import java.util.Map;

/** Something that the dialplan can ask for: wants to know some variables of the channel, and answers with others. Stateless. */
interface AgiScript {
    /** The variables that {@link #answer} needs; functions such as {@code CHANNEL(linkedid)} too. */
    List<String> wanted();

    /** Returns the variables to set on the channel. Must not wait: few threads answer all requests. */
    Map<String, String> answer(AgiRequest request);
}
