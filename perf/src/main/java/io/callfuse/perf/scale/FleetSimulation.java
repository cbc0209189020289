package io.callfuse.perf.scale;

import java.util.PriorityQueue;
import java.util.Random;

/** Lets calls come and go, event by event. Used once; one thread. */
final class FleetSimulation {
    private final Fleet fleet;
    private final Dispatch dispatch;
    private final Random random;
    private final PriorityQueue<Departure> departures = new PriorityQueue<>();
    private final int[] calls;
    private final int[] lives;
    private final int[] seen;
    private final boolean[] seenReady;
    private final double startsAt;
    private double now;
    private double looksAt;
    private double killsAt;
    private double backAt = Double.NaN;
    private int turn;
    private long offered;
    private long unwatched;
    private long cutOff;
    private double fullest;

    /** The end of a call; of a life of its engine that is over it means nothing. */
    private record Departure(double at, int engine, int life) implements Comparable<Departure> {
        @Override
        public int compareTo(Departure other) {
            return Double.compare(at, other.at);
        }
    }

    /**
     * What came of it.
     *
     * @param offered calls
     * @param unwatched of these, because nobody who was asked took them; they go on in Asterisk
     * @param cutOff calls whose watch ended with their engine's life
     * @param fullest the most calls that an engine ever had, as a share of what it takes
     */
    record Outcome(long offered, long unwatched, long cutOff, double fullest) {
        double unwatchedShare() {
            return (double) unwatched / offered;
        }
    }

    FleetSimulation(Fleet fleet, Dispatch dispatch, long seed) {
        this.fleet = fleet;
        this.dispatch = dispatch;
        random = new Random(seed);
        calls = new int[fleet.engines()];
        lives = new int[fleet.engines()];
        seen = new int[fleet.engines()];
        seenReady = new boolean[fleet.engines()];
        startsAt = 5 * fleet.callSeconds();
        killsAt = fleet.kill() ? startsAt + fleet.seconds() / 2 : Double.POSITIVE_INFINITY;
    }

    Outcome run() {
        double betweenSeconds = fleet.callSeconds() / fleet.erlangs();
        while (now < startsAt + fleet.seconds()) {
            now += exponential(betweenSeconds);
            catchUp();
            boolean counts = now >= startsAt;
            int engine = place();
            if (counts) {
                offered++;
                unwatched += engine < 0 ? 1 : 0;
            }
            if (engine >= 0) {
                calls[engine]++;
                departures.add(new Departure(now + exponential(fleet.callSeconds()), engine, lives[engine]));
                if (counts) {
                    fullest = Math.max(fullest, (double) calls[engine] / fleet.callsEach());
                }
            }
        }
        return new Outcome(offered, unwatched, cutOff, fullest);
    }

    private double exponential(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    /** Everything up to now, in its order. */
    private void catchUp() {
        while (true) {
            double ends = departures.isEmpty()
                    ? Double.POSITIVE_INFINITY
                    : departures.peek().at();
            double next = Math.min(Math.min(ends, looksAt), killsAt);
            if (next > now) {
                return;
            }
            if (next == killsAt) {
                kill();
            } else if (next == looksAt) {
                look();
            } else {
                Departure over = departures.poll();
                calls[over.engine()] -= over.life() == lives[over.engine()] ? 1 : 0;
            }
        }
    }

    private void kill() {
        cutOff += calls[0];
        calls[0] = 0;
        lives[0]++;
        backAt = killsAt + Fleet.BACK_AFTER_SECONDS;
        killsAt = Double.POSITIVE_INFINITY;
    }

    private boolean isUp(int engine, double at) {
        return engine > 0 || !(at < backAt);
    }

    private void look() {
        for (int engine = 0; engine < calls.length; engine++) {
            seen[engine] = calls[engine];
            seenReady[engine] = isUp(engine, looksAt) && calls[engine] < fleet.callsEach();
        }
        looksAt += fleet.lookSeconds();
    }

    /** Asks engines for a call; says which takes it, or -1. */
    private int place() {
        int first = first();
        for (int asked = 0, tried = 0; asked < calls.length && tried < fleet.tries(); asked++) {
            int engine = (first + asked) % calls.length;
            if (!seenReady[engine]) {
                continue;
            }
            tried++;
            seen[engine]++;
            if (isUp(engine, now) && calls[engine] < fleet.callsEach()) {
                return engine;
            }
        }
        return -1;
    }

    private int first() {
        return switch (dispatch) {
            case BY_ID -> random.nextInt(calls.length);
            case IN_TURN -> turn++ % calls.length;
            case FEWEST_CALLS -> fewest();
        };
    }

    private int fewest() {
        int best = 0;
        for (int engine = 1; engine < seen.length; engine++) {
            if (seenReady[engine] && (!seenReady[best] || seen[engine] < seen[best])) {
                best = engine;
            }
        }
        return best;
    }
}
