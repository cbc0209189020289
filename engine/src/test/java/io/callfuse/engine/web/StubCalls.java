package io.callfuse.engine.web;

import io.callfuse.engine.action.Verdict;
import io.callfuse.engine.archive.Evidence;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.scoring.Emotion;
import io.callfuse.engine.scoring.lexical.LexicalHit;
import io.callfuse.engine.scoring.lexical.WordEvidence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** An engine that knows one call. */
final class StubCalls implements LiveCalls {
    static final CallId ID = new CallId(new UUID(1, 2));

    final Map<String, String> marks = new ConcurrentHashMap<>();

    static CallNow now(CallId id, double score) {
        return new CallNow(
                id,
                12_000,
                4_200,
                verdict(id, score),
                Optional.of(new CallNow.Decided(11_000, "soothing", "fuse")),
                "default",
                Instant.parse("2026-11-23T20:00:00.250Z"));
    }

    static Verdict verdict(CallId id, double score) {
        return new Verdict(Optional.of(id), score, "anger", 0.812, "soothing", "fuse", "tripped", "billing");
    }

    @Override
    public Optional<Verdict> verdict(CallId id) {
        return Optional.of(id).filter(ID::equals).map(known -> verdict(known, 83.14));
    }

    @Override
    public CompletionStage<Evidence> evidence(CallId id) {
        WordEvidence words = new WordEvidence(
                Optional.of("billing"),
                Optional.empty(),
                List.of(),
                List.of(new LexicalHit("anger", "give me my money", 0.7, 0.9, 4000)));
        return CompletableFuture.completedFuture(new Evidence(Emotion.ANGER, 0.8, Map.of("pitch", 1.25), words));
    }

    @Override
    public boolean mark(CallId id, Map<String, String> facts) {
        marks.putAll(facts);
        return id.equals(ID);
    }
}
