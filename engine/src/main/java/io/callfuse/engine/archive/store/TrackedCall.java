package io.callfuse.engine.archive.store;

import io.callfuse.engine.archive.InputJournal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A call with what its policy was told and what it said.
 *
 * @param id the call's
 * @param startedAt when it came under watch
 * @param track what the policy was told, packed; empty where it was not kept
 * @param inputsJson what came besides audio, as the call's record has it
 * @param inputsLost how many inputs the record had no room for
 * @param policy name of the policy that decided it last
 * @param language of the caller's words; empty where none were heard
 * @param told what the policy said, as the archive tells it, in no order
 */
public record TrackedCall(
        String id,
        Instant startedAt,
        Optional<byte[]> track,
        String inputsJson,
        long inputsLost,
        String policy,
        Optional<String> language,
        List<ToldEvent> told) {
    private static final String AT_MS = "atMs";
    private static final String UNTIL_MS = "untilMs";
    private static final String KIND = "kind";

    /** Reads what came besides audio, in its order. */
    public List<InputJournal.Input> inputs() {
        List<InputJournal.Input> inputs = new ArrayList<>();
        for (JsonNode input : JsonMapper.shared().readTree(inputsJson)) {
            long atMs = input.path(AT_MS).asLong(0);
            Map<String, String> details = new TreeMap<>();
            input.properties()
                    .forEach(field ->
                            details.put(field.getKey(), field.getValue().asString("")));
            details.keySet().removeAll(List.of(AT_MS, UNTIL_MS, KIND));
            inputs.add(new InputJournal.Input(
                    atMs, input.path(UNTIL_MS).asLong(atMs), input.path(KIND).asString(""), details));
        }
        return inputs;
    }
}
