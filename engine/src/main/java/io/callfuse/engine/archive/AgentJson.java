package io.callfuse.engine.archive;

import io.callfuse.engine.scoring.agent.AgentConduct;

/** Writes what the agent of a call said, in figures. */
final class AgentJson {
    private AgentJson() {}

    static void write(AgentConduct agent, JsonLine line) {
        line.begin("agent")
                .number("words", agent.words())
                .number("apologies", agent.apologies())
                .number("empathy", agent.empathy());
        line.beginList("statements");
        for (AgentConduct.Statement statement : agent.statements()) {
            line.begin()
                    .number("atMs", statement.atMs())
                    .text("kind", statement.kind().label())
                    .text("what", statement.what())
                    .end();
        }
        line.endList().number("repetitions", agent.repetitions()).beginList("repeated");
        for (AgentConduct.Repeated repeated : agent.repeated()) {
            line.begin()
                    .text("what", repeated.what())
                    .number("times", repeated.times())
                    .number("firstMs", repeated.firstMs())
                    .number("lastMs", repeated.lastMs())
                    .end();
        }
        line.endList();
        AgentConduct.ReplyPauses pauses = agent.replyPauses();
        line.begin("replyPauses")
                .number("replies", pauses.replies())
                .number("medianMs", pauses.medianMs())
                .number("longestMs", pauses.longestMs())
                .number("longestAtMs", pauses.longestAtMs())
                .end()
                .end();
    }
}
