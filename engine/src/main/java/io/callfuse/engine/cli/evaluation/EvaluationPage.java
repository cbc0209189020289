package io.callfuse.engine.cli.evaluation;

import io.callfuse.engine.cli.page.Html;
import io.callfuse.engine.evaluation.Area;
import io.callfuse.engine.evaluation.Evaluation;
import io.callfuse.engine.evaluation.FirstClassFigures;
import io.callfuse.engine.evaluation.HeardCall;
import io.callfuse.engine.evaluation.Rate;
import io.callfuse.engine.evaluation.ThresholdFigures;
import io.callfuse.engine.evaluation.TripFigures;
import java.util.ArrayList;
import java.util.List;

/** What {@code evaluate --format html} prints: one page that needs no other file and no network. */
public final class EvaluationPage {
    private static final int CALLS_DRAWN = 24;

    private final Evaluation evaluation;
    private final Html page;

    private EvaluationPage(Evaluation evaluation, Html page) {
        this.evaluation = evaluation;
        this.page = page;
    }

    /** The page. */
    public static String of(Evaluation evaluation) {
        return Html.page(
                "Callfuse evaluation: " + Figures.amount(evaluation),
                main -> new EvaluationPage(evaluation, main).body());
    }

    private void body() {
        page.text("h1", "Callfuse evaluation");
        page.text(
                "p",
                Figures.amount(evaluation) + ". Model " + evaluation.engine().model() + "; the fuse "
                        + Figures.fuse(evaluation.fuse()) + ".");
        page.text("p class=\"caution\"", Figures.CAUTION);
        tiles();
        charts();
        tables();
        wrongCalls();
        page.text(
                "footer",
                "callfuse " + evaluation.engine().version() + ", configuration "
                        + evaluation.engine().config());
    }

    private void tiles() {
        TripFigures trips = evaluation.trips();
        page.element("section class=\"tiles\"", tiles -> {
            tile("right", Figures.per100(trips.accuracy()) + " %", bounds(trips.accuracy()));
            tile(
                    "false trips in 100 calls, nobody upset",
                    Figures.per100(trips.falseTrips()),
                    bounds(trips.falseTrips()));
            tile("misses in 100 calls, caller upset", Figures.per100(trips.misses()), bounds(trips.misses()));
            tile("trips before the onset in 100, caller upset", Figures.per100(trips.early()), bounds(trips.early()));
            tile(
                    "delay after the onset, median",
                    Figures.seconds(trips.delays().medianMs()),
                    "95th percentile " + Figures.seconds(trips.delays().percentile95Ms()));
            tile("area under the curve", Figures.number(evaluation.areaAll().value(), 3), bounds(evaluation.areaAll()));
            FirstClassFigures.ByTime last = lastTime();
            tile(
                    Figures.text("a first class by %.0f s", last.ms() / 1000.0),
                    Figures.per100(last.calls()) + " %",
                    bounds(last.calls()));
            tile(
                    "calibration error of confidence",
                    Figures.number(evaluation.calibration().seconds().expected(), 3),
                    Figures.between(evaluation.calibration().bounds(), 1, 3));
        });
        page.text("p class=\"note\"", Figures.COUNTING + " Small print: 95 % bounds.");
    }

    /** The deadline of the first class. */
    private FirstClassFigures.ByTime lastTime() {
        List<FirstClassFigures.ByTime> by = evaluation.firstClasses().by();
        return by.get(by.size() - 1);
    }

    private void tile(String name, String value, String bounds) {
        page.tile(name, value, bounds);
    }

    private static String bounds(Rate rate) {
        String speakers = Figures.bySpeakers(rate);
        return Figures.wilson(rate) + (speakers.equals(Figures.NONE) ? "" : "\nby speakers " + speakers);
    }

    private static String bounds(Area area) {
        return Figures.between(area.bounds(), 1, 3);
    }

    private void charts() {
        page.element("section class=\"charts\"", charts -> {
            chart(
                    "What if the fuse entered at another score",
                    EvaluationCharts.whatIf(evaluation),
                    List.of(
                            "a misses, caller upset",
                            "b false trips, nobody upset",
                            "c of happy and loud calls",
                            "d of calm calls"));
            chart(
                    "Highest score of each call",
                    EvaluationCharts.scores(evaluation),
                    List.of("ok right", "wrong wrong", "mark enterThreshold"));
            chart("Upset calls that have tripped", EvaluationCharts.delays(evaluation), List.of());
            chart(
                    "Does the confidence mean what it says?",
                    EvaluationCharts.reliability(evaluation),
                    List.of(
                            "a every second whose mood the label tells",
                            "share share of those seconds",
                            "mark as it should be"));
        });
    }

    private void chart(String title, String drawing, List<String> legend) {
        page.chart(title, drawing, legend);
    }

    private void tables() {
        EvaluationTables tables = new EvaluationTables(evaluation);
        page.text("h2", "By label");
        page.table(tables.kindHeads(), tables.kinds());
        page.text("h2", "Area under the curve");
        page.text(
                "p class=\"note\"",
                "How well the highest score tells upset calls from others, whatever the threshold.");
        page.table(List.of("upset against", "area", "calls"), tables.areas());
        page.text("h2", "First class");
        page.table(EvaluationTables.RATE_HEADS, tables.classedBy());
        page.text("p class=\"note\"", tables.spokenBy() + " " + tables.recall());
        page.table(tables.confusionHeads(), tables.confusion());
        page.text("h2", "Decisions");
        page.text("p class=\"note\"", tables.decidedInTime());
        page.table(tables.decisionHeads(), tables.decisions());
        page.element("details", details -> {
            details.text("summary", "Every threshold from 50 to 95, in a hundred calls");
            List<String[]> rows = new ArrayList<>();
            for (ThresholdFigures row : evaluation.whatIf()) {
                rows.add(EvaluationTables.threshold(row, evaluation.fuse().enterThreshold()));
            }
            details.table(EvaluationTables.thresholdHeads(), rows);
        });
    }

    private void wrongCalls() {
        List<HeardCall> wrong = WrongCalls.of(evaluation);
        if (wrong.isEmpty()) {
            return;
        }
        page.text(
                "h2",
                "Calls to listen to: " + wrong.size() + " wrong"
                        + (wrong.size() > CALLS_DRAWN ? ", the " + CALLS_DRAWN + " furthest off" : ""));
        page.element("section class=\"charts calls\"", section -> wrong.stream()
                .limit(CALLS_DRAWN)
                .forEach(call -> section.element("figure", figure -> {
                    figure.text("h3", call.labelled().name());
                    figure.markup(EvaluationCharts.call(call, evaluation));
                    figure.text(
                            "figcaption",
                            call.label().text() + ": " + call.outcome().text() + "; first class "
                                    + call.firstClass().emotion().label());
                })));
    }
}
