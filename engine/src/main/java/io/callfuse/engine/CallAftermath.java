package io.callfuse.engine;

import java.util.Optional;

/** What the engine does when something has come of a call: gives answers that are awaited, counts, and lets the call go. */
final class CallAftermath {
    private final CallBook book;
    private final EngineCounters counters;
    private final EndedCalls endedCalls;
    private final Verdicts verdicts;
    private final CallOpener opener;

    CallAftermath(CallBook book, EngineCounters counters, EndedCalls endedCalls, Verdicts verdicts, CallOpener opener) {
        this.book = book;
        this.counters = counters;
        this.endedCalls = endedCalls;
        this.verdicts = verdicts;
        this.opener = opener;
    }

    /** As those who follow calls are told. */
    CallDecisions.Listeners listeners() {
        return new CallDecisions.Listeners(
                this::answerIfReady, this::remember, this::forget, call -> counters.noMedia());
    }

    private void answerIfReady(LiveCall call) {
        if (call.takeAnswer()) {
            opener.answer(call);
        }
    }

    private void remember(LiveCall call, AnalysedCall analysed) {
        counters.ended(analysed.counters());
        counters.rulesCut(call.pipeline().policy().rulesCut());
        call.agents().ifPresent(counters::heard);
        endedCalls.keep(call.id(), analysed);
    }

    private void forget(LiveCall call) {
        Optional<WatchedCall> watched = book.find(call.id());
        book.remove(call, verdicts.of(call));
        watched.ifPresent(opener::close);
    }
}
