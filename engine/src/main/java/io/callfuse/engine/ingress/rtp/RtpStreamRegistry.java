package io.callfuse.engine.ingress.rtp;

import io.callfuse.engine.call.CallId;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;

/**
 * Where whoever has Asterisk send external media says what will come. Thread-safe; no method blocks.
 *
 * <pre>
 *   destination(call)                 where to send: external_host of POST /ari/channels/externalMedia
 *   expect(call, source, format)      once that has answered: UNICASTRTP_LOCAL_ADDRESS and _PORT
 *   forget(call)                      when the channel is gone; a stream that falls silent for good is forgotten by itself
 * </pre>
 */
public interface RtpStreamRegistry {
    /**
     * Says where the audio of a call is to be sent, and takes a port for it where each call has its own. The port is given back by
     * {@link #forget}, and if nothing comes in time.
     *
     * @return not resolved, for it is told to Asterisk
     * @throws RtpBindException if no port is free
     */
    InetSocketAddress destination(CallId call) throws RtpBindException;

    /**
     * Says from where the audio of a call will come; nobody else's packets are taken for it. The call is opened, or joined, when
     * the first packet is there. What comes before this is said is not heard.
     *
     * @param call the id under which the stream is offered to the engine: what an AudioSocket stream would carry
     * @param source where Asterisk sends from, resolved; port 0 stands for the port of the first packet, where each call has a
     *     port of its own
     * @return done when packets that come are heard; fails if the call has no port any more
     * @throws IllegalArgumentException if the source is not resolved, outside the allowed networks, or has no port where it must
     */
    default CompletionStage<Void> expect(CallId call, InetSocketAddress source, RtpFormat format) {
        return expect(call, source, format, () -> {});
    }

    /**
     * The same for one who wants to know when the stream is over, by whatever: Asterisk goes on sending and does not notice.
     *
     * @param over run once, on the inlet's thread
     */
    CompletionStage<Void> expect(CallId call, InetSocketAddress source, RtpFormat format, Runnable over);

    /** Ends the stream of a call, if there is one, and gives its port back. */
    void forget(CallId call);
}
