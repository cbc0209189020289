package io.callfuse.engine.action.agi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelectionKey;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;

/** A connection without a network: what arrives is given beforehand, what is sent is counted. One thread. */
final class ScriptedSocketChannel extends SocketChannel {
    private final ByteBuffer arriving;
    private final int mostAtATime;
    private long sentBytes;

    ScriptedSocketChannel(byte[] arriving, int mostAtATime) {
        super(SelectorProvider.provider());
        this.arriving = ByteBuffer.wrap(arriving);
        this.mostAtATime = mostAtATime;
    }

    long sentBytes() {
        return sentBytes;
    }

    /** The key of a selector that never selects. */
    SelectionKey key() {
        return new AbstractSelectionKey() {
            private int interest;

            @Override
            public ScriptedSocketChannel channel() {
                return ScriptedSocketChannel.this;
            }

            @Override
            public Selector selector() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int interestOps() {
                return interest;
            }

            @Override
            public SelectionKey interestOps(int ops) {
                interest = ops;
                return this;
            }

            @Override
            public int readyOps() {
                return OP_READ;
            }
        };
    }

    @Override
    public int read(ByteBuffer into) {
        if (!arriving.hasRemaining()) {
            return -1;
        }
        int count = Math.min(Math.min(into.remaining(), mostAtATime), arriving.remaining());
        into.put(arriving.array(), arriving.position(), count);
        arriving.position(arriving.position() + count);
        return count;
    }

    @Override
    public int write(ByteBuffer from) {
        int count = from.remaining();
        from.position(from.limit());
        sentBytes += count;
        return count;
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 4573);
    }

    @Override
    protected void implCloseSelectableChannel() throws IOException {
        arriving.position(arriving.limit());
    }

    @Override
    protected void implConfigureBlocking(boolean block) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketChannel bind(SocketAddress local) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> SocketChannel setOption(SocketOption<T> name, T value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T getOption(SocketOption<T> name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return Set.of();
    }

    @Override
    public SocketChannel shutdownInput() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketChannel shutdownOutput() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket socket() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isConnected() {
        return isOpen();
    }

    @Override
    public boolean isConnectionPending() {
        return false;
    }

    @Override
    public boolean connect(SocketAddress remote) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean finishConnect() {
        return true;
    }

    @Override
    public SocketAddress getLocalAddress() {
        return getRemoteAddress();
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) {
        throw new UnsupportedOperationException();
    }
}
