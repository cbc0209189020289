package io.callfuse.perf.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.callfuse.engine.PublishedScore;
import io.callfuse.engine.scoring.Emotion;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The worker publishes scores, and anybody reads them: never a part of one and a part of another.
 */
@JCStressTest
@Description("A published score is read whole")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "none is published yet, then the same")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "none, then the first")
@Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "none, then the second")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the first twice")
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "the first, then the second")
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "the second twice")
@Outcome(expect = FORBIDDEN, desc = "-1: parts of two scores; or back in time")
@State
public class ScoresAreRead {
    private static final int TORN = -1;

    private final PublishedScore published = new PublishedScore();

    /** The worker. */
    @Actor
    public void worker() {
        published.publish(1, 1, Emotion.NEUTRAL, 1);
        published.publish(2, 2, Emotion.ANGER, 2);
    }

    /** Anybody. */
    @Actor
    public void reader(II_Result result) {
        result.r1 = whole(published.read());
        result.r2 = whole(published.read());
    }

    private static int whole(PublishedScore.Reading reading) {
        int at = (int) reading.atMs();
        Emotion expected = at == 0 ? Emotion.UNKNOWN : at == 1 ? Emotion.NEUTRAL : Emotion.ANGER;
        return reading.score() == at && reading.confidence() == at && reading.emotion() == expected ? at : TORN;
    }
}
