package io.callfuse.engine.ingress.rtp;

import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.InletContract;
import io.callfuse.engine.ingress.MediaSessions;

/** RTP is an inlet. */
class RtpInletTest extends InletContract {
    @Override
    protected Door open(MediaSessions sessions) throws Exception {
        RtpServer server = new RtpServer(loop, RtpCaller.settings(anyPort()), sessions, new RtpCounters());
        server.start();
        return new Door() {
            @Override
            public Caller connect(CallId call) throws Exception {
                return new RtpInletCaller(call, server);
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }

    private static final class RtpInletCaller implements Caller {
        private final CallId call;
        private final RtpServer server;
        private final RtpCaller far;

        RtpInletCaller(CallId call, RtpServer server) throws Exception {
            this.call = call;
            this.server = server;
            far = new RtpCaller(server.destination(call));
            server.expect(call, far.address(), RtpFormat.SLIN)
                    .toCompletableFuture()
                    .get();
        }

        @Override
        public void audio(short[] samples, int from) throws Exception {
            far.audio(RtpFormat.SLIN, samples, from);
        }

        @Override
        public void digit(char digit) throws Exception {
            far.event("0123456789*#ABCD".indexOf(digit));
        }

        @Override
        public void close() {
            server.forget(call);
            far.close();
        }
    }
}
