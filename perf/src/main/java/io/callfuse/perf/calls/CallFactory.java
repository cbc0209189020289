package io.callfuse.perf.calls;

import io.callfuse.perf.ear.WavFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Composes the calls of a plan and writes them, speaker by speaker, on as many threads as the machine has cores. Each call follows
 * from its own seed and its speaker's clips alone.
 */
final class CallFactory {
    private final CallMix mix;
    private final CallPlan plan;
    private final Path directory;

    CallFactory(CallMix mix, CallPlan plan, Path directory) {
        this.mix = mix;
        this.plan = plan;
        this.directory = directory;
    }

    /**
     * Makes them all.
     *
     * @param made told each call that was written, on any thread
     * @return in the order of the plan
     */
    List<ComposedRecording> make(Consumer<ComposedRecording> made) throws IOException {
        try {
            Map<String, ComposedRecording> byName = new HashMap<>();
            plan.bySpeaker().entrySet().parallelStream()
                    .map(speaker -> calls(speaker.getKey(), speaker.getValue(), made))
                    .toList()
                    .forEach(calls ->
                            calls.forEach(call -> byName.put(call.order().name(), call)));
            return plan.orders().stream().map(order -> byName.get(order.name())).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private List<ComposedRecording> calls(
            String speaker, List<CallPlan.Order> orders, Consumer<ComposedRecording> made) {
        try {
            List<VoicedClip> clips = new ArrayList<>();
            for (LabelledClip clip : plan.clips(speaker)) {
                if (orders.stream().anyMatch(order -> order.kind().moods().contains(clip.mood()))) {
                    clips.add(VoicedClip.read(clip));
                }
            }
            List<ComposedRecording> calls = new ArrayList<>();
            for (CallPlan.Order order : orders) {
                ComposedRecording call = call(order, clips);
                calls.add(call);
                made.accept(call);
            }
            return calls;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ComposedRecording call(CallPlan.Order order, List<VoicedClip> clips) throws IOException {
        Random random = new Random(order.seed());
        Arrangement arrangement = new Arrangement(mix, order.kind(), clips, random);
        CallLine line = CallLine.draw(mix, order.kind(), random);
        WavFile.write(directory.resolve(order.name()), line.send(arrangement.samples()), line.law());
        return new ComposedRecording(
                order,
                mix.version(),
                plan.clips(order.speaker()).get(0),
                line,
                arrangement.turns(),
                arrangement.onsetMs(),
                arrangement.lengthMs(),
                arrangement.spoken2sMs(),
                arrangement.gapShare(),
                arrangement.isEvened());
    }
}
