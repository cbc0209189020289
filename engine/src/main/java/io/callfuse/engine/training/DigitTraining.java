package io.callfuse.engine.training;

import io.callfuse.models.digits.DigitAcoustics;
import io.callfuse.models.digits.DigitClip;
import io.callfuse.models.digits.DigitFit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Trains the recogniser of digits on a folder of recordings named digit_speaker_take, as the Free Spoken Digit Dataset has them.
 * The speakers it is judged by are left out.
 */
public final class DigitTraining {
    private static final Set<String> JUDGED_BY = Set.of("theo", "yweweler");
    private static final int ROUNDS = 100;
    private static final long SEED = 1;

    private DigitTraining() {}

    /** {@code CLIPS MODEL [ROUNDS [SPEAKER...]]}: recordings, folder to write, and who else is left out. */
    public static void main(String[] arguments) throws IOException {
        Path clips = Path.of(arguments[0]);
        Path model = Path.of(arguments[1]);
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : ROUNDS;
        Set<String> leftOut = Arrays.stream(arguments).skip(3).collect(Collectors.toSet());
        List<DigitClip> heard = read(clips, leftOut);
        DigitAcoustics acoustics = DigitFit.fit(heard, rounds, SEED, System.err::println);
        acoustics.write(model);
        System.err.println(
                heard.size() + " recordings, " + acoustics.parameters() + " parameters, written to " + model);
    }

    private static List<DigitClip> read(Path folder, Set<String> leftOut) throws IOException {
        List<DigitClip> clips = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String[] parts = file.getFileName().toString().split("_");
                if (parts.length == 3 && !JUDGED_BY.contains(parts[1]) && !leftOut.contains(parts[1])) {
                    clips.add(new DigitClip(parts[1], Integer.parseInt(parts[0]), ClipReader.read(file)));
                }
            }
        }
        return clips;
    }
}
