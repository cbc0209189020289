package io.callfuse.perf.ear;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Praat (Boersma and Weenink) as installed, asked for pitch, harmonicity, formants, jitter and shimmer of recordings. */
final class PraatVoice {
    private static final String SCRIPT =
            """
            form Directory
              sentence directory
              integer recordings
            endform
            for recording from 0 to recordings - 1
              base$ = directory$ + "/" + string$ (recording)
              sound = Read from file: base$ + ".wav"
              seconds = Get total duration
              pitch = To Pitch (ac): 0.005, 60, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, 500
              selectObject: sound
              harmonicity = To Harmonicity (ac): 0.002, 75, 0.1, 4.5
              selectObject: sound
              formant = To Formant (burg): 0.005, 4, 4000, 0.025, 50
              selectObject: sound, pitch
              points = To PointProcess (cc)
              text$ = ""
              for frame from 0 to floor ((seconds - 0.05) / 0.02)
                time = 0.025 + frame * 0.02
                selectObject: pitch
                f0 = Get value at time: time, "Hertz", "Linear"
                selectObject: harmonicity
                hnr = Get value at time: time, "Nearest"
                selectObject: formant
                f1 = Get value at time: 1, time, "Hertz", "Linear"
                f2 = Get value at time: 2, time, "Hertz", "Linear"
                f3 = Get value at time: 3, time, "Hertz", "Linear"
                b1 = Get bandwidth at time: 1, time, "Hertz", "Linear"
                b2 = Get bandwidth at time: 2, time, "Hertz", "Linear"
                text$ = text$ + "f'tab$''time:3''tab$''f0:3''tab$''hnr:3''tab$'"
                text$ = text$ + "'f1:1''tab$''f2:1''tab$''f3:1''tab$''b1:1''tab$''b2:1''newline$'"
              endfor
              selectObject: points
              grid = To TextGrid (vuv): 0.02, 0.01
              intervals = Get number of intervals: 1
              for interval to intervals
                selectObject: grid
                label$ = Get label of interval: 1, interval
                if label$ = "V"
                  start = Get start time of interval: 1, interval
                  end = Get end time of interval: 1, interval
                  selectObject: points
                  jitter = Get jitter (local): start, end, 0.0001, 0.02, 1.3
                  selectObject: sound, points
                  shimmer = Get shimmer (local_dB): start, end, 0.0001, 0.02, 1.3, 1.6
                  text$ = text$ + "s'tab$''start:4''tab$''end:4''tab$''jitter:6''tab$''shimmer:4''newline$'"
                endif
              endfor
              writeFile: base$ + ".txt", text$
              select all
              Remove
            endfor
            """;

    /** One frame: F0, harmonicity in dB, three formants and the first two's bandwidths in Hz; NaN where Praat has none. */
    record Frame(double f0Hz, double hnrDb, double[] formantsHz, double[] bandwidthsHz) {}

    /** One voiced stretch, its ends in s. */
    record Voiced(double start, double end, double jitterLocal, double shimmerLocalDb) {}

    /** What Praat says of one recording. */
    record Reading(List<Frame> frames, List<Voiced> voiced) {}

    private PraatVoice() {}

    /** Whether Praat can be started. */
    static boolean installed() throws InterruptedException {
        try {
            return new ProcessBuilder("praat", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Asks about all recordings at once; a failure of Praat's is an error with what it said. */
    static List<Reading> read(List<short[]> recordings) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("praat-voice");
        List<Path> files = new ArrayList<>();
        try {
            Path script = Files.writeString(directory.resolve("voice.praat"), SCRIPT);
            files.add(script);
            for (int r = 0; r < recordings.size(); r++) {
                Path recording = directory.resolve(r + ".wav");
                WavFile.write(recording, recordings.get(r), Law.LINEAR);
                files.add(recording);
                files.add(directory.resolve(r + ".txt"));
            }
            run(script, directory, recordings.size());
            List<Reading> readings = new ArrayList<>();
            for (int r = 0; r < recordings.size(); r++) {
                readings.add(parse(Files.readAllLines(directory.resolve(r + ".txt"))));
            }
            return readings;
        } finally {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.delete(directory);
        }
    }

    private static void run(Path script, Path directory, int recordings) throws IOException, InterruptedException {
        Process praat = new ProcessBuilder(
                        "praat", "--run", script.toString(), directory.toString(), Integer.toString(recordings))
                .redirectErrorStream(true)
                .start();
        String said = new String(praat.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (praat.waitFor() != 0) {
            throw new IOException("praat failed: " + said);
        }
    }

    private static Reading parse(List<String> lines) {
        Reading reading = new Reading(new ArrayList<>(), new ArrayList<>());
        for (String line : lines) {
            String[] cells = line.split("\t");
            if (cells[0].equals("f")) {
                double[] formants = {number(cells[4]), number(cells[5]), number(cells[6])};
                double[] bandwidths = {number(cells[7]), number(cells[8])};
                reading.frames().add(new Frame(number(cells[2]), number(cells[3]), formants, bandwidths));
            } else {
                reading.voiced()
                        .add(new Voiced(number(cells[1]), number(cells[2]), number(cells[3]), number(cells[4])));
            }
        }
        return reading;
    }

    private static double number(String cell) {
        return cell.equals("--undefined--") ? Double.NaN : Double.parseDouble(cell);
    }
}
