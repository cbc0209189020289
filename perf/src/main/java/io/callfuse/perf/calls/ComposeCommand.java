package io.callfuse.perf.calls;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** {@code perf/compose}: labelled calls of 75 to 90 s out of labelled clips, for {@code callfuse evaluate}. */
public final class ComposeCommand {
    private static final int USAGE = 2;
    private static final int FAILED = 1;
    private static final int TELL_EVERY = 50;

    private ComposeCommand() {}

    /** Exits with 1 where something failed, 2 where the command line is wrong; each fault is one line on standard error. */
    public static void main(String[] arguments) {
        int exitCode = run(System.out, System.err, arguments);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    static int run(PrintStream out, PrintStream err, String... arguments) {
        try {
            compose(ComposeOptions.parse(arguments), out, err);
            return 0;
        } catch (IllegalArgumentException e) {
            err.println("perf/compose: " + e.getMessage());
            return USAGE;
        } catch (NoSuchFileException e) {
            err.println("perf/compose: " + e.getFile() + ": no such file or directory");
            return FAILED;
        } catch (IOException e) {
            String.valueOf(e.getMessage()).lines().forEach(line -> err.println("perf/compose: " + line));
            return FAILED;
        }
    }

    private static void compose(ComposeOptions options, PrintStream out, PrintStream err) throws IOException {
        CallMix mix = CallMix.CURRENT;
        requireEmpty(options.out());
        ClipList list = ClipList.read(options.clips(), options.data(), mix);
        List<LabelledClip> clips = list.clips();
        CallPlan plan =
                new CallPlan(mix, clips, chosen(options, clips), options.kinds(), options.calls(), options.seed());
        if (plan.orders().isEmpty()) {
            throw new IOException(options.clips() + ": no chosen speaker has clips enough for a call of any kind");
        }
        Files.createDirectories(options.out());
        int all = plan.orders().size();
        AtomicInteger count = new AtomicInteger();
        List<ComposedRecording> calls = new CallFactory(mix, plan, options.out()).make(call -> {
            int made = count.incrementAndGet();
            if (made % TELL_EVERY == 0) {
                err.println(made + " of " + all + " calls");
            }
        });
        ComposedLists.write(options.out(), calls);
        tell(plan, list, calls, out);
        out.println("mix " + mix.version() + ", seed " + options.seed() + "; labels: "
                + options.out().resolve("labels.csv"));
        out.println(
                "A model that was fitted on any of these speakers is not judged by them: models/train.sh leaves out those in "
                        + options.out().resolve("speakers.txt"));
    }

    private static Set<String> chosen(ComposeOptions options, List<LabelledClip> clips) throws IOException {
        if (options.speakers().isPresent()) {
            return SpeakerChoice.named(options.speakers().get(), clips);
        }
        if (options.part().isPresent()) {
            return SpeakerChoice.part(options.part().get(), clips);
        }
        Set<String> everybody = new TreeSet<>();
        clips.forEach(clip -> everybody.add(clip.speaker()));
        return everybody;
    }

    private static void requireEmpty(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> there = Files.list(directory)) {
                if (there.findAny().isPresent()) {
                    throw new IOException(directory + ": is not empty; calls of two runs must not be mixed");
                }
            }
        }
    }

    private static void tell(CallPlan plan, ClipList list, List<ComposedRecording> calls, PrintStream out) {
        for (CallKind kind : plan.wanting().keySet()) {
            List<ComposedRecording> ofKind =
                    calls.stream().filter(call -> call.order().kind() == kind).toList();
            long speakers = ofKind.stream()
                    .map(call -> call.order().speaker())
                    .distinct()
                    .count();
            out.printf(
                    "%-10s %5d calls of %d speakers, %.0f %% gaps%n",
                    kind.label().text(),
                    ofKind.size(),
                    speakers,
                    100
                            * ofKind.stream()
                                    .mapToDouble(ComposedRecording::gapShare)
                                    .average()
                                    .orElse(0));
            if (!plan.wanting().get(kind).isEmpty()) {
                out.println("           too few clips of "
                        + String.join(", ", plan.wanting().get(kind)));
            }
        }
        if (list.tooLong() > 0) {
            out.println(list.tooLong() + " recordings on the list are too long to be clips");
        }
    }
}
