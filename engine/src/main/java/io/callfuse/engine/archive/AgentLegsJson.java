package io.callfuse.engine.archive;

import io.callfuse.engine.agent.AgentsHeard;

/** Writes which agents a caller talked to, and who spoke when. Stateless. */
final class AgentLegsJson {
    private AgentLegsJson() {}

    static void write(AgentsHeard agents, JsonLine line) {
        line.begin("agentLegs");
        line.beginList("legs");
        agents.legs().forEach(leg -> write(leg, line));
        line.endList();
        AgentsHeard.Talk talk = agents.talk();
        line.decimal("speechSeconds", talk.speechMs() / 1000.0, 1)
                .number("talkOvers", talk.talkOvers())
                .decimal("talkOverSeconds", talk.talkOverMs() / 1000.0, 1);
        line.begin("replyPauses")
                .number("replies", talk.replies())
                .number("medianMs", talk.medianPauseMs())
                .number("longestMs", talk.longestPauseMs())
                .number("longestAtMs", talk.longestPauseAtMs())
                .end()
                .end();
    }

    private static void write(AgentsHeard.Leg leg, JsonLine line) {
        line.begin()
                .text("channel", leg.channel())
                .text("uniqueid", leg.uniqueId())
                .number("fromMs", leg.fromMs())
                .number("untilMs", leg.untilMs())
                .number("skewMs", leg.skew().startMs())
                .number("skewSpreadMs", leg.skew().spreadMs())
                .number("endSkewMs", leg.skew().endMs())
                .number("audioFrames", leg.audioFrames())
                .number("gapFrames", leg.gapFrames())
                .number("droppedFrames", leg.droppedFrames())
                .text("endedBy", leg.endedBy())
                .end();
    }
}
