package io.callfuse.perf.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a number of legs at once against an engine in a process of its own, in real time, and reads in the engine's archive
 * what came of each: a dropped or missing frame anywhere is a failure. Started by {@code perf/legs}.
 */
public final class LegsOverLoopback {
    private static final List<String> RECORDINGS = List.of("calm", "escalating", "angry", "happy");
    private static final long FRAME_NS = 20_000_000;

    private final PrintStream out;
    private final int legs;
    private final int seconds;

    private LegsOverLoopback(PrintStream out, int legs, int seconds) {
        this.out = out;
        this.legs = legs;
        this.seconds = seconds;
    }

    /** Arguments: the runnable jar, the number of legs, the seconds to run. Exits with 1 where a frame was lost. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 3) {
            System.err.println("usage: legs JAR LEGS SECONDS");
            System.exit(2);
        }
        LegsOverLoopback run = new LegsOverLoopback(System.out, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        System.exit(run.against(Path.of(args[0])) ? 0 : 1);
    }

    private boolean against(Path jar) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("callfuse-legs");
        List<RecordedLeg> open = new ArrayList<>();
        Path archive;
        double cpuPerCall;
        Lateness lateness = new Lateness();
        try (EngineProcess engine = EngineProcess.start(jar, home, List.of("-Xmx512m"))) {
            archive = engine.archive();
            List<byte[]> recordings = recordings();
            for (int i = 0; i < legs; i++) {
                open.add(new RecordedLeg(engine.audioSocket(), recordings.get(i % recordings.size()), i * 37));
            }
            Duration before = engine.cpu();
            long startNs = System.nanoTime();
            sendInRealTime(open, lateness);
            double elapsed = (System.nanoTime() - startNs) / 1e9;
            cpuPerCall = engine.cpu().minus(before).toNanos() / 1e9 / elapsed / legs;
            for (RecordedLeg leg : open) {
                leg.close();
            }
        }
        Outcome outcome = Outcome.read(archive, open);
        out.printf(Locale.ROOT, "legs %d, seconds %d, frames sent %d%n", legs, seconds, outcome.sent());
        out.printf(
                Locale.ROOT,
                "frames analysed %d, dropped %d, gaps %d, reports missing %d%n",
                outcome.analysed(),
                outcome.dropped(),
                outcome.gaps(),
                outcome.missing());
        out.printf(Locale.ROOT, "engine CPU per call %.3f %% of a core%n", 100 * cpuPerCall);
        out.printf(Locale.ROOT, "sender late: p99 %.1f ms, worst %.1f ms%n", lateness.p99Ms(), lateness.worstMs());
        return outcome.nothingLost();
    }

    /** Each leg has its own instant within the 20 ms, so that the engine sees calls and not volleys. */
    private void sendInRealTime(List<RecordedLeg> open, Lateness lateness) throws IOException {
        long startNs = System.nanoTime();
        for (long tick = 0; tick < seconds * 50L; tick++) {
            for (int i = 0; i < open.size(); i++) {
                long dueNs = startNs + tick * FRAME_NS + FRAME_NS * i / open.size();
                long waitNs;
                while ((waitNs = dueNs - System.nanoTime()) > 0) {
                    LockSupport.parkNanos(waitNs);
                }
                lateness.add(-waitNs);
                open.get(i).sendFrame();
            }
        }
    }

    /** The demo's recordings, from the engine's jar on the class path, as linear samples. */
    private static List<byte[]> recordings() throws IOException {
        List<byte[]> linear = new ArrayList<>();
        for (String language : List.of("en", "zh")) {
            for (String kind : RECORDINGS) {
                String resource = "/io/callfuse/engine/cli/demo/" + language + "-" + kind + ".wav";
                try (InputStream wav = LegsOverLoopback.class.getResourceAsStream(resource)) {
                    if (wav == null) {
                        throw new IOException(resource + " is not on the class path: put the engine's jar there");
                    }
                    linear.add(MuLawWav.toLinear(wav.readAllBytes()));
                }
            }
        }
        return linear;
    }
}
