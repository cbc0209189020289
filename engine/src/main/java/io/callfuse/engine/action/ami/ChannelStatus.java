package io.callfuse.engine.action.ami;

import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import java.util.Optional;

/**
 * A channel as Asterisk's {@code Status} shows it, in one look.
 *
 * @param bridgeId the bridge it is in; empty if it is in none
 * @param bridgePeer the name of the channel it is bridged with, or of several, separated by commas; empty if it is alone
 * @param watchedAs the {@code CALLFUSE_ID} of a caller's channel; empty where it was not asked for, or is that of a question
 * @param waitsIn the queue in which the caller waits for an agent; empty where he does not
 */
record ChannelStatus(
        CallChannel channel,
        Place place,
        String bridgeId,
        Optional<String> bridgePeer,
        Optional<CallId> watchedAs,
        String waitsIn) {}
