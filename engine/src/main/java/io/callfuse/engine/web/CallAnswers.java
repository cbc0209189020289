package io.callfuse.engine.web;

import io.callfuse.engine.action.Verdict;
import io.callfuse.engine.archive.Evidence;
import io.callfuse.engine.archive.GivenLabel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.scoring.lexical.HeardSubtext;
import io.callfuse.engine.scoring.lexical.LexicalHit;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is answered about calls. Any thread. */
final class CallAnswers {
    private static final Pattern MARK = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,31}");
    private static final Set<String> LABEL = Set.of("label", "by", "note");
    private static final int MARKS = 16;
    private static final int VALUE_CHARACTERS = 256;
    private static final long EVIDENCE_WITHIN_S = 2;

    private final LiveBoard board;
    private final LiveCalls calls;
    private final boolean words;

    CallAnswers(LiveBoard board, LiveCalls calls, boolean words) {
        this.board = board;
        this.calls = calls;
        this.words = words;
    }

    /** All live calls, the most upset first. */
    Answer list() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode list = body.putArray("calls");
        board.slots().stream()
                .map(LiveBoard.Slot::now)
                .sorted(Comparator.comparingDouble(
                                (CallNow now) -> -now.verdict().score())
                        .thenComparing(now -> now.id().toString()))
                .forEach(now -> list.add(now.json()));
        return Answer.json(body);
    }

    /** A live call with what led to its score. */
    CompletionStage<Answer> detail(CallId id) {
        Optional<CallNow> now = board.find(id);
        if (now.isEmpty()) {
            return CompletableFuture.completedFuture(unknown());
        }
        return calls.evidence(id)
                .toCompletableFuture()
                .copy()
                .orTimeout(EVIDENCE_WITHIN_S, TimeUnit.SECONDS)
                .handle((evidence, late) -> late == null
                        ? Answer.json(detail(now.get(), evidence))
                        : Answer.problem(
                                HttpResponseStatus.SERVICE_UNAVAILABLE,
                                "the call's worker has no time, or the call has just ended"));
    }

    private ObjectNode detail(CallNow now, Evidence evidence) {
        ObjectNode json = now.json();
        ObjectNode shown = json.putObject("evidence");
        shown.put("emotion", evidence.emotion().label()).put("confidence", evidence.confidence());
        ObjectNode contributions = shown.putObject("contributions");
        evidence.contributions().forEach((name, value) -> {
            if (Double.isFinite(value)) {
                contributions.put(name, Math.round(value * 10_000) / 10_000.0);
            }
        });
        ArrayNode subtexts = shown.putArray("subtexts");
        for (HeardSubtext subtext : evidence.words().subtexts()) {
            subtexts.addObject().put("name", subtext.name()).put("probability", subtext.probability());
        }
        ArrayNode hits = shown.putArray("hits");
        for (LexicalHit hit : evidence.words().hits()) {
            ObjectNode one = hits.addObject().put("atMs", hit.atMs()).put("label", hit.label());
            if (words) {
                one.put("words", hit.what());
            }
        }
        return json;
    }

    /** What the dialplan would be told. */
    Answer verdict(CallId id) {
        Optional<Verdict> verdict = calls.verdict(id);
        return verdict.isEmpty()
                ? unknown()
                : Answer.json(
                        CallNow.verdict(JsonNodeFactory.instance.objectNode().put("id", id.toString()), verdict.get()));
    }

    /** Joins facts to a call: an object of names and texts. */
    Answer mark(CallId id, byte[] body) {
        try {
            return mark(id, facts(body));
        } catch (IllegalArgumentException unfit) {
            return Answer.problem(HttpResponseStatus.BAD_REQUEST, unfit.getMessage());
        }
    }

    /** Says what a person takes the caller for: {@code label}, and if wished {@code by} and {@code note}. */
    Answer label(CallId id, byte[] body) {
        try {
            Map<String, String> facts = facts(body);
            if (GivenLabel.of(facts.getOrDefault("label", "")).isEmpty() || !LABEL.containsAll(facts.keySet())) {
                throw new IllegalArgumentException(
                        "a label is {\"label\":\"upset\"}, or calm, with \"by\" and \"note\" if you wish");
            }
            return mark(id, facts);
        } catch (IllegalArgumentException unfit) {
            return Answer.problem(HttpResponseStatus.BAD_REQUEST, unfit.getMessage());
        }
    }

    private Answer mark(CallId id, Map<String, String> facts) {
        if (!calls.mark(id, facts)) {
            return unknown();
        }
        return Answer.json(
                HttpResponseStatus.ACCEPTED,
                JsonNodeFactory.instance.objectNode().put("id", id.toString()).put("marked", facts.size()));
    }

    /** The values themselves are in no message: they may be a caller's. */
    private static Map<String, String> facts(byte[] body) {
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(body);
        } catch (JacksonException broken) {
            throw new IllegalArgumentException("the body is no JSON", broken);
        }
        if (!json.isObject() || json.isEmpty() || json.size() > MARKS) {
            throw new IllegalArgumentException("the body is no object of 1 to " + MARKS + " names");
        }
        Map<String, String> facts = new LinkedHashMap<>();
        json.properties().forEach(named -> {
            if (!MARK.matcher(named.getKey()).matches() || !named.getValue().isString()) {
                throw new IllegalArgumentException(
                        "each name is of letters, digits, '_' and '-', 32 at most, and each value a text");
            }
            String value = named.getValue().asString();
            if (value.length() > VALUE_CHARACTERS || value.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("the value of " + named.getKey() + " is longer than "
                        + VALUE_CHARACTERS + " characters, or no text");
            }
            facts.put(named.getKey(), value);
        });
        return facts;
    }

    private static Answer unknown() {
        return Answer.problem(HttpResponseStatus.NOT_FOUND, "the engine has no such call under watch");
    }
}
