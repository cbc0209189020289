package io.callfuse.perf.calls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Writes what is known of composed calls beside them: labels, which clip is said when, and who the speakers are. */
final class ComposedLists {
    private static final String HEADLINE =
            "file,label,onset_ms,speaker,corpus,language,sex,seconds,spoken_2s_ms,gap_share,law,gain_db,snr_db,noise,low_hz,"
                    + "high_hz,loss_share,evened,seed,mix";

    private ComposedLists() {}

    static void write(Path directory, List<ComposedRecording> calls) throws IOException {
        List<String> labels = new ArrayList<>(List.of(HEADLINE));
        List<String> turns = new ArrayList<>(List.of("file,from_ms,to_ms,mood,clip"));
        TreeSet<String> speakers = new TreeSet<>();
        for (ComposedRecording call : calls) {
            labels.add(label(call));
            speakers.add(call.order().speaker());
            for (Turn turn : call.turns()) {
                turns.add(String.join(
                        ",",
                        call.order().name(),
                        String.valueOf(turn.fromMs()),
                        String.valueOf(turn.toMs()),
                        turn.clip().mood().name().toLowerCase(Locale.ROOT),
                        cell(turn.clip().path())));
            }
        }
        Files.write(directory.resolve("turns.csv"), turns);
        Files.write(directory.resolve("speakers.txt"), speakers);
        Files.write(directory.resolve("labels.csv"), labels);
    }

    private static String label(ComposedRecording call) {
        LabelledClip caller = call.caller();
        CallLine line = call.line();
        return String.join(
                ",",
                call.order().name(),
                call.order().kind().label().text(),
                call.order().kind().label().upset() ? String.valueOf(call.onsetMs()) : "",
                cell(call.order().speaker()),
                cell(caller.corpus()),
                cell(caller.language()),
                cell(caller.sex()),
                number(call.lengthMs() / 1000.0, 2),
                call.spoken2sMs() < 0 ? "" : String.valueOf(call.spoken2sMs()),
                number(call.gapShare(), 3),
                line.law().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                number(line.gainDb(), 1),
                number(line.snrDb(), 1),
                line.noise().name().toLowerCase(Locale.ROOT),
                number(line.lowHz(), 0),
                number(line.highHz(), 0),
                number(line.lossShare(), 3),
                String.valueOf(call.evened()),
                String.valueOf(call.order().seed()),
                call.mix());
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String cell(String text) {
        return text.matches(".*[\",].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
