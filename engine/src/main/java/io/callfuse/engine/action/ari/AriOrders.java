package io.callfuse.engine.action.ari;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Orders that wait for the connection, each until its deadline. For the loop's thread alone. */
final class AriOrders {
    private final AriTransport transport;
    private final int atMost;
    private final Deque<Order> waiting = new ArrayDeque<>();

    private record Order(Runnable work, Consumer<String> giveUp) {}

    AriOrders(AriTransport transport, int atMost) {
        this.transport = transport;
        this.atMost = atMost;
    }

    /** Keeps an order until {@link #release()}; past the deadline it is given up. */
    void await(Runnable work, Consumer<String> giveUp) {
        if (waiting.size() >= atMost) {
            giveUp.accept("too many orders waiting for Asterisk");
            return;
        }
        Order order = new Order(work, giveUp);
        waiting.addLast(order);
        transport
                .loop()
                .schedule(
                        () -> {
                            if (waiting.remove(order)) {
                                giveUp.accept("no connection to Asterisk");
                            }
                        },
                        transport.times().orderDeadline().toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    /** The connection is there. */
    void release() {
        Order order;
        while ((order = waiting.poll()) != null) {
            order.work.run();
        }
    }

    /** There will be none. */
    void giveUpAll(String why) {
        Order order;
        while ((order = waiting.poll()) != null) {
            order.giveUp.accept(why);
        }
    }
}
