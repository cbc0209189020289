package io.callfuse.engine.action.ari;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** One request on its way to its answer. For the loop's thread alone. */
final class AriExchange {
    private final AriRequest request;
    private final CompletableFuture<AriAnswer> answer = new CompletableFuture<>();
    private Future<?> alarm;
    private AriHttpConnection carrier;
    private boolean sent;
    private boolean repeated;

    AriExchange(AriRequest request) {
        this.request = request;
    }

    AriRequest request() {
        return request;
    }

    CompletableFuture<AriAnswer> answer() {
        return answer;
    }

    boolean isDone() {
        return answer.isDone();
    }

    void alarm(Future<?> newAlarm) {
        alarm = newAlarm;
    }

    /** The request is being written. */
    void sentBy(AriHttpConnection connection) {
        sent = true;
        carrier = connection;
    }

    /**
     * Once, where its connection had answered others before: Asterisk closes such a connection after a time, and that may
     * cross the request.
     */
    boolean mayBeRepeated(boolean overUsedConnection) {
        boolean may = !repeated && overUsedConnection && request.isRepeatable();
        repeated |= may;
        return may;
    }

    void answered(AriAnswer heard) {
        disarm();
        answer.complete(heard);
    }

    /** There will be no answer. */
    void lost(String why) {
        disarm();
        answer.completeExceptionally(new AriLostException(why, sent));
    }

    /** The answer takes too long; the connection would give it to the next request. */
    void overdue(String why) {
        lost(why);
        if (carrier != null) {
            carrier.close();
        }
    }

    private void disarm() {
        if (alarm != null) {
            alarm.cancel(false);
        }
    }
}
