package io.callfuse.engine.ingress.audiosocket;

import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.InletContract;
import io.callfuse.engine.ingress.MediaSessions;
import java.io.IOException;
import java.net.Socket;

/** AudioSocket is an inlet. */
class AudioSocketInletTest extends InletContract {
    @Override
    protected Door open(MediaSessions sessions) throws Exception {
        AudioSocketServer server = new AudioSocketServer(
                loop, anyPort(), AudioSocketLimits.defaults(), sessions, new AudioSocketCounters());
        server.start();
        return new Door() {
            @Override
            public Caller connect(CallId call) throws Exception {
                Socket socket = new Socket(
                        server.address().getAddress(), server.address().getPort());
                socket.getOutputStream().write(Messages.uuid(call));
                return new SocketCaller(socket);
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }

    private record SocketCaller(Socket socket) implements Caller {
        @Override
        public void audio(short[] samples, int from) throws Exception {
            socket.getOutputStream().write(Messages.audio(0x10, samples, from, 160));
        }

        @Override
        public void digit(char digit) throws Exception {
            socket.getOutputStream().write(Messages.message(0x03, (byte) digit));
        }

        @Override
        public void close() throws IOException {
            if (!socket.isOutputShutdown()) {
                socket.shutdownOutput();
            }
            socket.close();
        }
    }
}
