package io.callfuse.engine;

import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.engine.ingress.MediaOffer;
import io.callfuse.engine.ingress.MediaRefusedException;

/** Takes the streams that agents' taps bring. For the inlet's thread alone. */
interface AgentStreams {
    /** Where agents are not listened to. */
    AgentStreams NONE = new AgentStreams() {
        @Override
        public MediaFrameSink open(MediaOffer offer) throws MediaRefusedException {
            throw new MediaRefusedException("agents are not listened to");
        }

        @Override
        public void gone(CallId call) {
            // Nobody was listened to.
        }
    };

    /**
     * Lets a stream in.
     *
     * @throws MediaRefusedException if nobody waits for it
     */
    MediaFrameSink open(MediaOffer offer) throws MediaRefusedException;

    /** A call is over, and with it its agents. */
    void gone(CallId call);
}
