package io.callfuse.engine.cli.report;

import io.callfuse.engine.scoring.agent.AgentConduct;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code analyze} prints of an agent's words for people. */
final class AgentText {
    private AgentText() {}

    static List<String> lines(AgentConduct agent) {
        List<String> lines = new ArrayList<>();
        lines.add(text(
                "  agent        %d words, %d apologies, %d times empathy, %d times the same words again",
                agent.words(), agent.apologies(), agent.empathy(), agent.repetitions()));
        agent.repeated().stream()
                .findFirst()
                .ifPresent(most -> lines.add(text("               %d times \"%s\"", most.times(), most.what())));
        AgentConduct.ReplyPauses pauses = agent.replyPauses();
        if (pauses.replies() > 0) {
            lines.add(text(
                    "               replies after %.1f s (median of %d), at most %.1f s at %s",
                    pauses.medianMs() / 1000.0,
                    pauses.replies(),
                    pauses.longestMs() / 1000.0,
                    Reasons.seconds(pauses.longestAtMs())));
        }
        return lines;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
