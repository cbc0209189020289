package io.callfuse.perf.scale;

import java.util.Locale;

/** Prints how many calls go unwatched where engines share them, by the number of engines, their load, and who chooses. */
public final class FleetScaling {
    private static final int[] ENGINES = {1, 2, 4, 8, 16, 32};
    private static final double[] LOADS = {0.8, 0.9, 0.95};
    private static final double CALL_SECONDS = 180;
    private static final double LOOK_SECONDS = 2;
    private static final double DAY_SECONDS = 8 * 3600;
    private static final int CALLS_EACH = 300;

    private FleetScaling() {}

    /** Argument: how many calls an engine takes; 300 if there is none. */
    public static void main(String[] args) {
        int callsEach = args.length == 0 ? CALLS_EACH : Integer.parseInt(args[0]);
        System.out.printf(
                Locale.ROOT,
                "engines of %d calls, calls of %.0f s, engines looked at every %.0f s; per cent of calls that nobody watches%n%n",
                callsEach,
                CALL_SECONDS,
                LOOK_SECONDS);
        System.out.println(
                "engines  load  Erlang B  by id  by id, 2 asked  in turn  fewest calls  fewest, one engine killed: and calls that lost their watch");
        for (int engines : ENGINES) {
            for (double load : LOADS) {
                row(engines, callsEach, load);
            }
        }
    }

    private static void row(int engines, int callsEach, double load) {
        double erlangs = load * engines * callsEach;
        Fleet once = new Fleet(engines, callsEach, erlangs, CALL_SECONDS, LOOK_SECONDS, 1, false, DAY_SECONDS);
        Fleet twice = new Fleet(engines, callsEach, erlangs, CALL_SECONDS, LOOK_SECONDS, 2, false, DAY_SECONDS);
        Fleet killed = new Fleet(engines, callsEach, erlangs, CALL_SECONDS, LOOK_SECONDS, 2, true, DAY_SECONDS);
        FleetSimulation.Outcome afterKill = new FleetSimulation(killed, Dispatch.FEWEST_CALLS, 1).run();
        System.out.printf(
                Locale.ROOT,
                "%7d  %3.0f%%  %7.3f%%  %5.3f  %14.3f  %7.3f  %12.3f  %5.3f; %d calls%n",
                engines,
                100 * load,
                100 * Fleet.erlangB(erlangs, engines * callsEach),
                percent(once, Dispatch.BY_ID),
                percent(twice, Dispatch.BY_ID),
                percent(once, Dispatch.IN_TURN),
                percent(once, Dispatch.FEWEST_CALLS),
                100 * afterKill.unwatchedShare(),
                afterKill.cutOff());
    }

    private static double percent(Fleet fleet, Dispatch dispatch) {
        return 100 * new FleetSimulation(fleet, dispatch, 1).run().unwatchedShare();
    }
}
