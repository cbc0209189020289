package io.callfuse.perf.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.callfuse.engine.queue.Mailbox;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two threads leave errands in a box of two, while the worker does them. */
@JCStressTest
@Description("Errands of two threads for one worker")
@Outcome(
        id = "0, 0",
        expect = ACCEPTABLE,
        desc = "each errand that was taken is done once, those of a thread in their order")
@Outcome(expect = FORBIDDEN, desc = "1: out of order, twice or half made; errands lost")
@State
public class ErrandsAreLeft {
    private static final int ERRANDS = 3;
    private static final int CAPACITY = 2;

    private final Mailbox<Errand> box = new Mailbox<>(CAPACITY);
    private final int[] last = {-1, -1};
    private int takenOfFirst;
    private int takenOfSecond;
    private int done;
    private int fault;

    /** Plain fields: the box itself has to make them seen. */
    private static final class Errand {
        private int sender;
        private int number;

        private Errand(int sender, int number) {
            this.sender = sender;
            this.number = number;
        }
    }

    /** One who leaves errands. */
    @Actor
    public void first() {
        takenOfFirst = leave(0);
    }

    /** Another. */
    @Actor
    public void second() {
        takenOfSecond = leave(1);
    }

    /** The worker. */
    @Actor
    public void worker() {
        box.drain(this::take, ERRANDS);
        box.drain(this::take, ERRANDS);
    }

    /** The worker, when the others have ended. */
    @Arbiter
    public void rest(II_Result result) {
        box.drain(this::take, 2 * ERRANDS);
        result.r1 = fault;
        result.r2 = takenOfFirst + takenOfSecond - done;
    }

    private int leave(int sender) {
        int taken = 0;
        for (int number = 0; number < ERRANDS; number++) {
            taken += box.offer(new Errand(sender, number + 1)) ? 1 : 0;
        }
        return taken;
    }

    private void take(Errand errand) {
        if (errand.number <= last[errand.sender]) {
            fault = 1;
        }
        last[errand.sender] = errand.number;
        done++;
    }
}
