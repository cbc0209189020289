package io.callfuse.engine.ingress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;

/**
 * One buffer into which all connections of a loop read, one after the other: nearly always what was read is all used when the next
 * read begins, and a buffer of its own would cost each read an object. A connection that keeps the buffer, since it holds the
 * beginning of a message, has the others read into buffers of their own until it has the rest. For the loop's thread, but for
 * {@link #newHandle}.
 */
public final class LoopReadBuffer implements RecvByteBufAllocator {
    private static final int BYTES = 8 * 1024;

    /** A connection that keeps the buffer for so many reads of others may keep it for ever: they get another one. */
    private static final int READS_WITHOUT = 1000;

    private final RecvByteBufAllocator own = new AdaptiveRecvByteBufAllocator();
    private final ByteBufAllocator unpooled = new UnpooledByteBufAllocator(true, true);
    private ByteBuf shared = unpooled.directBuffer(BYTES, BYTES);
    private int readsWithout;
    private boolean closed;

    @Override
    @SuppressWarnings("deprecation") // There is no other handle to implement.
    public Handle newHandle() {
        return new DelegatingHandle(own.newHandle()) {
            @Override
            public ByteBuf allocate(ByteBufAllocator allocator) {
                return isFree() ? shared.clear().retain() : super.allocate(allocator);
            }
        };
    }

    private boolean isFree() {
        if (closed) {
            return false;
        }
        if (shared.refCnt() == 1) {
            readsWithout = 0;
            return true;
        }
        if (++readsWithout > READS_WITHOUT) {
            shared.release();
            shared = unpooled.directBuffer(BYTES, BYTES);
            readsWithout = 0;
            return true;
        }
        return false;
    }

    /** Lets the buffer go; who reads still reads into buffers of his own. */
    public void close() {
        if (!closed) {
            closed = true;
            shared.release();
        }
    }
}
