package io.callfuse.engine.action.ami;

import io.callfuse.engine.call.CallChannel;
import java.util.Optional;

/**
 * A channel as Asterisk's {@code Status} shows it, in one look.
 *
 * @param bridgePeer the name of the channel it is bridged with, or of several, separated by commas; empty if it is alone
 */
record ChannelStatus(CallChannel channel, Place place, Optional<String> bridgePeer) {}
