package io.callfuse.perf.ear;

import io.callfuse.dsp.signal.LossConcealer;
import io.callfuse.dsp.voice.EgemapsDescriptor;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * How well each descriptor survives the telephone: the correlation of its values by frame on the clean recording and on what a
 * line makes of it, at the clean recording's pitch; what a line leaves of eGeMAPS; and, where Praat is installed, how near voice
 * quality and formants come to Praat's. Started by {@code perf/ear}.
 */
public final class DescriptorFigures {
    private static final int CLIPS_OF_CORPUS = 40;
    private static final double LEVEL_DBFS = -26;
    /** Frames so far below the loudest are no speech. */
    private static final double SPEECH_RANGE_DB = 30;

    private final PrintStream out;
    private final Part part;
    private final List<Clip> clips = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    /** What is done to a recording. */
    private record Line(String name, UnaryOperator<short[]> send) {}

    private DescriptorFigures(PrintStream out, Part part, Corpus corpus) {
        this.out = out;
        this.part = part;
        for (String name : List.of("ravdess", "emodb", "casia", "nemo")) {
            clips.addAll(evenly(corpus.clips(part, name), CLIPS_OF_CORPUS));
        }
        TelephoneChannel line = TelephoneChannel.of(part).get(0);
        lines.add(new Line("line", line::send));
        lines.add(new Line("5 % lost", samples -> concealed(line.send(samples))));
        lines.add(new Line("clipped", line.with("clipping", LineFaults.clipping(0.03))::send));
        lines.add(new Line("hum", line.with("hum", LineFaults.hum(50, -30))::send));
        lines.add(new Line("noise", line.with("noise", LineFaults.white(20, 1))::send));
    }

    /** Arguments: the data directory, and {@code --tuning} for the recordings that may be tuned on. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Arguments arguments = Arguments.parse(args);
        DescriptorFigures figures = new DescriptorFigures(System.out, arguments.part(), Corpus.read(arguments.data()));
        figures.printLines();
        figures.printSet();
        new VoiceAgainstPraat(System.out).print(figures.clips);
    }

    private void printLines() throws IOException {
        DescriptorReadings readings = new DescriptorReadings();
        List<double[]> clean = new ArrayList<>();
        List<List<double[]>> sent = new ArrayList<>();
        lines.forEach(line -> sent.add(new ArrayList<>()));
        for (Clip clip : clips) {
            short[] samples = levelled(clip.samples());
            float[] scaled = DescriptorReadings.scaled(samples);
            int[] middles = DescriptorReadings.middles(samples.length);
            double[] f0Hz = DescriptorReadings.cleanPitch(scaled);
            List<double[]> rows = readings.read(scaled, middles, f0Hz);
            clean.addAll(rows);
            boolean[] speech = speech(rows);
            blank(rows, speech);
            for (int l = 0; l < lines.size(); l++) {
                short[] heard = lines.get(l).send().apply(samples);
                sent.get(l).addAll(readings.read(DescriptorReadings.scaled(heard), middles, f0Hz));
            }
        }
        out.printf("Descriptors, %s, %d recordings: r with the clean recording, frame by frame,%n", part, clips.size());
        out.printf(
                "at the clean recording's pitch; line: %s;%n",
                TelephoneChannel.of(part).get(0).name());
        out.printf(
                "on it: 5 %% lost and concealed; 3 %% of samples clipped; 50 Hz hum at -30 dB; white noise at 20 dB%n");
        out.printf("%-24s %8s", "descriptor", "frames");
        lines.forEach(line -> out.printf(" %9s", line.name()));
        out.printf(" %12s%n", "shift by line");
        for (int d = 0; d < DescriptorReadings.NAMES.size(); d++) {
            printRow(d, clean, sent);
        }
    }

    private void printRow(int d, List<double[]> clean, List<List<double[]>> sent) {
        double[] of = column(clean, d);
        long frames = Arrays.stream(of).filter(v -> !Double.isNaN(v)).count();
        out.printf(Locale.ROOT, "%-24s %8d", DescriptorReadings.NAMES.get(d), frames);
        for (List<double[]> rows : sent) {
            out.printf(Locale.ROOT, " %9.3f", Measures.pearson(of, column(rows, d)));
        }
        double[] on = column(sent.get(0), d);
        double[] shift = new double[of.length];
        for (int i = 0; i < of.length; i++) {
            shift[i] = on[i] - of[i];
        }
        out.printf(Locale.ROOT, " %12.4f%n", Measures.median(shift));
    }

    private void printSet() {
        out.printf("%neGeMAPS on a telephone line%n%-60s %-11s %s%n", "descriptor or functional", "", "");
        for (EgemapsDescriptor descriptor : EgemapsDescriptor.values()) {
            String availability =
                    descriptor.availability().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            out.printf("%-60s %-11s %s%n", descriptor.egemapsName(), availability, descriptor.note());
        }
        out.println();
    }

    private static double[] column(List<double[]> rows, int d) {
        return rows.stream().mapToDouble(row -> row[d]).toArray();
    }

    /** Which frames are not far below the loudest. */
    private static boolean[] speech(List<double[]> rows) {
        double loudestDbfs = rows.stream().mapToDouble(row -> row[0]).max().orElse(0);
        boolean[] speech = new boolean[rows.size()];
        for (int f = 0; f < speech.length; f++) {
            speech[f] = rows.get(f)[0] > loudestDbfs - SPEECH_RANGE_DB;
        }
        return speech;
    }

    private static void blank(List<double[]> rows, boolean[] speech) {
        for (int f = 0; f < speech.length; f++) {
            if (!speech[f]) {
                Arrays.fill(rows.get(f), Double.NaN);
            }
        }
    }

    private static short[] levelled(short[] samples) {
        double gain = Levels.factor(LEVEL_DBFS - Levels.speechDbfs(samples));
        short[] levelled = new short[samples.length];
        for (int i = 0; i < samples.length; i++) {
            levelled[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(samples[i] * gain)));
        }
        return levelled;
    }

    private static short[] concealed(short[] samples) {
        boolean[] lost = PacketLoss.lost(samples.length / PacketLoss.PACKET_SAMPLES, 0.05, 2, samples.length);
        LossConcealer concealer = new LossConcealer();
        short[] heard = samples.clone();
        for (int p = 0; p < lost.length; p++) {
            int at = p * PacketLoss.PACKET_SAMPLES;
            short[] packet = Arrays.copyOfRange(samples, at, at + PacketLoss.PACKET_SAMPLES);
            if (lost[p]) {
                concealer.conceal(packet);
            } else {
                concealer.accept(packet);
            }
            System.arraycopy(packet, 0, heard, at, packet.length);
        }
        return heard;
    }

    private static List<Clip> evenly(List<Clip> all, int wanted) {
        List<Clip> some = new ArrayList<>();
        for (int i = 0; i < Math.min(wanted, all.size()); i++) {
            some.add(all.get((int) ((long) i * all.size() / Math.min(wanted, all.size()))));
        }
        return some;
    }
}
