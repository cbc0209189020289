package io.callfuse.perf.state;

import io.callfuse.engine.CallPipeline;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.feature.FeatureExtractor;
import io.callfuse.engine.queue.FrameQueue;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.language.Languages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prints what the ear of one leg keeps, by package and by class, what all legs share, what a whole leg keeps from its queue to its
 * decision, and, to check the sum, by how much the heap grows for each of a few thousand ears.
 */
public final class LegState {
    private static final int LEGS = 4000;
    private static final EmotionModel MODEL = EmotionModel.embedded();
    private static final String PREFIX = "io.callfuse.";

    private LegState() {}

    /** Prints the tables. */
    public static void main(String[] args) throws InterruptedException {
        ObjectGraph leg = ObjectGraph.from(new FeatureExtractor());
        ObjectGraph another = ObjectGraph.from(new FeatureExtractor());
        Map<String, Long> own = leg.bytesWithout(another);
        Map<String, Long> packages = new TreeMap<>();
        own.forEach((name, bytes) -> packages.merge(name.substring(0, name.lastIndexOf('.')), bytes, Long::sum));
        print("bytes of a leg's ear, by package", packages);
        print("by class", own);
        print("shared by all legs", leg.bytesWith(another));
        ObjectGraph whole = ObjectGraph.from(pipeline());
        print(
                "bytes of a leg without words from the frame to the decision, by class",
                whole.bytesWithout(ObjectGraph.from(pipeline())));
        ObjectGraph queue = ObjectGraph.from(queue());
        print("and its queue of frames", queue.bytesWithout(ObjectGraph.from(queue())));
        System.out.printf(Locale.ROOT, "the heap grows by %d bytes a leg (%d legs)%n", grown() / LEGS, LEGS);
    }

    private static CallPipeline pipeline() {
        CallPipeline pipeline = new CallPipeline(
                MODEL, Languages.embedded(), ConfigLoader.defaults().policySettings(), event -> {});
        pipeline.expectNoWords();
        return pipeline;
    }

    private static FrameQueue queue() {
        return new FrameQueue(ConfigLoader.defaults().config().engine().queueFrames());
    }

    private static void print(String title, Map<String, Long> bytes) {
        System.out.println(title);
        bytes.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry<String, Long>::getValue).reversed())
                .forEach(e -> line(e.getKey().replace(PREFIX, ""), e.getValue()));
        line("all", bytes.values().stream().mapToLong(Long::longValue).sum());
    }

    private static void line(String name, long bytes) {
        System.out.printf(Locale.ROOT, "  %-44s %8d%n", name, bytes);
    }

    private static long grown() throws InterruptedException {
        List<FeatureExtractor> legs = new ArrayList<>(LEGS);
        legs.add(new FeatureExtractor());
        long before = used();
        while (legs.size() <= LEGS) {
            legs.add(new FeatureExtractor());
        }
        long grown = used() - before;
        return legs.isEmpty() ? 0 : grown;
    }

    private static long used() throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
