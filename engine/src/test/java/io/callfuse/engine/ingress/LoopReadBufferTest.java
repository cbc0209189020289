package io.callfuse.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
@SuppressWarnings("deprecation") // There is no other handle to implement.
class LoopReadBufferTest {
    private final LoopReadBuffer buffers = new LoopReadBuffer();
    private final RecvByteBufAllocator.Handle first = handle();
    private final RecvByteBufAllocator.Handle second = handle();

    private RecvByteBufAllocator.Handle handle() {
        return buffers.newHandle();
    }

    @AfterEach
    void close() {
        buffers.close();
    }

    private static ByteBuf read(RecvByteBufAllocator.Handle handle, String text) {
        return handle.allocate(ByteBufAllocator.DEFAULT).writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void shouldReadIntoTheSameBufferWhenWhatWasReadIsUsed() {
        ByteBuf one = read(first, "one");
        one.release();
        ByteBuf two = read(second, "two");
        assertThat(two).isSameAs(one);
        assertThat(two.toString(StandardCharsets.US_ASCII)).isEqualTo("two");
        two.release();
    }

    @Test
    void shouldLeaveAConnectionTheBeginningOfItsMessageWhileOthersRead() {
        ByteBuf beginning = read(first, "begin");
        ByteBuf other = read(second, "other");
        assertThat(other).isNotSameAs(beginning);
        other.release();
        beginning.writeBytes("ning".getBytes(StandardCharsets.US_ASCII));
        assertThat(beginning.toString(StandardCharsets.US_ASCII)).isEqualTo("beginning");
        beginning.release();
        ByteBuf again = read(second, "again");
        assertThat(again).isSameAs(beginning);
        again.release();
    }

    @Test
    void shouldTakeAnotherBufferWhereAConnectionNeverGivesItBack() {
        ByteBuf kept = read(first, "kept");
        ByteBuf another = null;
        for (int i = 0; i < 1002; i++) {
            another = read(second, "more");
            another.release();
        }
        ByteBuf next = read(second, "next");
        assertThat(next).isSameAs(another);
        next.release();
        assertThat(kept.toString(StandardCharsets.US_ASCII)).isEqualTo("kept");
        assertThat(kept.release()).isTrue();
    }

    @Test
    void shouldReadIntoABufferOfItsOwnWhenClosed() {
        ByteBuf held = read(first, "held");
        buffers.close();
        ByteBuf late = read(second, "late");
        assertThat(late).isNotSameAs(held);
        late.release();
        assertThat(held.toString(StandardCharsets.US_ASCII)).isEqualTo("held");
        assertThat(held.release()).isTrue();
    }
}
