package io.callfuse.engine.ingress.websocket;

import io.callfuse.engine.admission.Networks;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.InletContract;
import io.callfuse.engine.ingress.MediaSessions;

/** The WebSockets that Asterisk opens are an inlet. */
class WebSocketInletTest extends InletContract {
    @Override
    protected Door open(MediaSessions sessions) throws Exception {
        WebSocketInlet inlet =
                new WebSocketInlet(loop, WebSocketCaller.patientLimits(), sessions, new WebSocketCounters());
        WebSocketServer server = new WebSocketServer(inlet, anyPort(), Networks.LOOPBACK);
        server.start();
        return new Door() {
            @Override
            public Caller connect(CallId call) throws Exception {
                return new StartedCaller(new WebSocketCaller(server.address(), "?call=" + call));
            }

            @Override
            public void close() {
                server.close();
                inlet.close();
            }
        };
    }

    private static final class StartedCaller implements Caller {
        private final WebSocketCaller far;

        StartedCaller(WebSocketCaller far) throws Exception {
            this.far = far;
            far.text("MEDIA_START connection_id:1 channel:WebSocket/1 channel_id:2 format:slin optimal_frame_size:320");
        }

        @Override
        public void audio(short[] samples, int from) throws Exception {
            far.binary(WebSocketCaller.slin(samples, from, 160));
        }

        @Override
        public void digit(char digit) throws Exception {
            far.text("DTMF_END digit:" + digit + " channel_id:2");
        }

        @Override
        public void close() {
            far.close();
        }
    }
}
