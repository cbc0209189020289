package io.callfuse.engine.cli;

import io.callfuse.engine.archive.CallReport;
import io.callfuse.engine.archive.ReportJson;
import io.callfuse.engine.cli.demo.PlayedCall;
import io.callfuse.engine.cli.plot.CallPlot;
import io.callfuse.engine.cli.plot.PlotException;
import io.callfuse.engine.cli.report.CallPictures;
import io.callfuse.engine.cli.report.CallText;
import io.callfuse.engine.cli.report.Outlines;
import io.callfuse.engine.cli.report.Reasons;
import io.callfuse.engine.cli.table.TextTable;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.ingress.recording.RecordingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What a demo leaves behind: reports, pictures, and a table of its calls. One thread. */
final class DemoOutput {
    private static final int REASONS = 2;
    private static final List<String> HEADLINES = List.of("call", "first class", "highest", "trip", "decision", "why");

    private final Path directory;
    private final PrintWriter out;
    private final PrintWriter err;
    private boolean drawn;

    DemoOutput(Path directory, PrintWriter out, PrintWriter err) {
        this.directory = directory;
        this.out = out;
        this.err = err;
    }

    /** Writes the reports and draws every call; where this machine cannot draw, says so once and goes on without. */
    void write(List<PlayedCall> played, LoadedConfig config) throws IOException {
        List<String> lines = played.stream()
                .map(call -> ReportJson.line(call.analysed().report()))
                .toList();
        Files.write(directory.resolve("reports.jsonl"), lines);
        try {
            CallPlot.requireFonts();
            for (PlayedCall call : played) {
                draw(call, config);
            }
            drawn = true;
        } catch (PlotException | RecordingException e) {
            CommandErrors.print(err, CommandErrors.lineOf(e) + "; going on without pictures");
        }
    }

    private void draw(PlayedCall call, LoadedConfig config) throws PlotException, RecordingException {
        String name = call.file().getFileName().toString().replaceFirst("\\.[^.]*$", "");
        CallPlot.write(
                CallPictures.of(
                        call.analysed(),
                        Outlines.of(call.file(), ChannelChoice.UNSAID),
                        config.policySettings().fuse()),
                directory.resolve(name + ".png"));
    }

    /** Prints the table of the calls. */
    void printTable(List<PlayedCall> played) {
        print(played, HEADLINES, DemoOutput::cells);
    }

    /**
     * Prints the table with one more column.
     *
     * @param cell what stands in it for each call
     */
    void printTable(List<PlayedCall> played, String headline, Function<PlayedCall, String> cell) {
        print(played, with(HEADLINES, headline), call -> with(cells(call), cell.apply(call)));
    }

    private static List<String> with(List<String> cells, String last) {
        List<String> longer = new ArrayList<>(cells);
        longer.add(last);
        return longer;
    }

    private void print(List<PlayedCall> played, List<String> headlines, Function<PlayedCall, List<String>> row) {
        TextTable table = new TextTable(headlines.toArray(String[]::new));
        played.forEach(call -> table.row(row.apply(call).toArray(String[]::new)));
        table.lines().forEach(out::println);
    }

    private static List<String> cells(PlayedCall call) {
        CallReport report = call.analysed().report();
        return List.of(
                report.call(),
                CallText.firstClass(report),
                String.format(Locale.ROOT, "%.1f", report.timeline().maxScore()),
                trip(report),
                Reasons.decision(report),
                Reasons.strongest(call.analysed().evidence(), REASONS));
    }

    private static String trip(CallReport report) {
        return report.outcome().trips().stream()
                .findFirst()
                .map(trip -> String.format(Locale.ROOT, "%s (%.1f)", Reasons.seconds(trip.atMs()), trip.score()))
                .orElse("-");
    }

    /** Prints what it came to in one line, and where the files are. */
    void printEnd(String line) {
        out.println();
        out.println(line);
        out.println("reports" + (drawn ? " and pictures" : "") + ": " + directory);
        out.flush();
    }

    /** Audio in all these calls, seconds. */
    static double mediaSeconds(List<PlayedCall> played) {
        return played.stream()
                .mapToDouble(call -> call.analysed().report().heard().seconds())
                .sum();
    }
}
