package io.callfuse.engine.action.ari;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ThreadFactory;

/** The one thread of ARI, {@code ari-0}, whatever the number of calls. Stateless. */
final class AriLoop {
    private AriLoop() {}

    static MultiThreadIoEventLoopGroup open() {
        ThreadFactory thread = task -> new FastThreadLocalThread(task, "ari-0");
        return new MultiThreadIoEventLoopGroup(1, thread, NioIoHandler.newFactory());
    }
}
