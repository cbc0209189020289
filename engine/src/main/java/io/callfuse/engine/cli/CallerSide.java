package io.callfuse.engine.cli;

import io.callfuse.engine.ingress.recording.ChannelChoice;

/** The caller's side of a stereo recording, as options have it. */
enum CallerSide {
    LEFT(ChannelChoice.LEFT),
    RIGHT(ChannelChoice.RIGHT);

    private final ChannelChoice channel;

    CallerSide(ChannelChoice channel) {
        this.channel = channel;
    }

    /** The channel to read; of null, an option that was not given, none. */
    static ChannelChoice channel(CallerSide side) {
        return side == null ? ChannelChoice.UNSAID : side.channel;
    }
}
