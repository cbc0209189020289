package io.callfuse.engine.ingress;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Lets packets of many connections gather for a moment before it looks at them. To be woken costs more than to read a packet, and with
 * hundreds of calls one comes every few hundredths of a millisecond: without this nearly all of them would be a look of their own.
 */
final class GatheringIoHandler implements IoHandler {
    private final IoHandler next;
    private final BooleanSupplier crowded;
    private final long restNs;
    private boolean busy;

    private GatheringIoHandler(IoHandler next, BooleanSupplier crowded, long restNs) {
        this.next = next;
        this.crowded = crowded;
        this.restNs = restNs;
    }

    /**
     * Makes such handlers.
     *
     * @param next makes those that do the work
     * @param crowded whether there are so many connections that it is worth it; asked by the loop's thread
     * @param restNs for how long it lets them gather
     */
    static IoHandlerFactory over(IoHandlerFactory next, BooleanSupplier crowded, long restNs) {
        return executor -> new GatheringIoHandler(next.newHandler(executor), crowded, restNs);
    }

    @Override
    public void initialize() {
        next.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        if (busy && context.canBlock() && crowded.getAsBoolean()) {
            LockSupport.parkNanos(this, restNs);
        }
        int handled = next.run(context);
        busy = handled > 0;
        return handled;
    }

    @Override
    public void prepareToDestroy() {
        next.prepareToDestroy();
    }

    @Override
    public void destroy() {
        next.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return next.register(handle);
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return next.isCompatible(handleType);
    }

    @Override
    public void wakeup() {
        next.wakeup();
    }
}
