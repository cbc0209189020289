package io.callfuse.perf.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A thread that reads all that comes by one channel, and looks at none of it. */
final class NioReader implements AutoCloseable {
    private static final int BUFFER_BYTES = 65_536;

    private final Selector selector = Selector.open();
    private final SelectableChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final Thread thread = new Thread(this::run, "nio-reader");
    private final int packetBytes;
    private volatile long packets;
    private long bytes;

    /**
     * Begins to read.
     *
     * @param channel is closed with this
     * @param packetBytes of a packet in a stream; of no meaning where each read is a packet
     */
    <C extends SelectableChannel & ReadableByteChannel> NioReader(C channel, int packetBytes) throws IOException {
        this.channel = channel;
        this.packetBytes = packetBytes;
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                selector.select(key -> {
                    try {
                        drain();
                    } catch (IOException closed) {
                        key.cancel();
                    }
                });
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void drain() throws IOException {
        boolean stream = channel instanceof SocketChannel;
        int read;
        do {
            buffer.clear();
            read = ((ReadableByteChannel) channel).read(buffer);
            bytes += Math.max(0, read);
            if (!stream && read > 0) {
                packets = packets + 1;
            }
        } while (read > 0 && !stream);
        if (stream) {
            packets = bytes / packetBytes;
        }
    }

    long packets() {
        return packets;
    }

    long thread() {
        return thread.getId();
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
