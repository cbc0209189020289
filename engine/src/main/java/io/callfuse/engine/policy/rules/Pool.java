package io.callfuse.engine.policy.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The parts of all conditions, each once however often it is written. Used while rules are compiled. */
final class Pool {
    private final Map<Truth, SharedTruth> truths = new LinkedHashMap<>();
    private final Map<Quantity, SharedQuantity> quantities = new LinkedHashMap<>();
    private final Map<Quantity, Integer> seriesPlaces = new HashMap<>();
    private final List<Quantity> seriesOf = new ArrayList<>();
    private final List<Integer> seriesSeconds = new ArrayList<>();
    private final List<Phrase> callerPhrases = new ArrayList<>();
    private final List<Phrase> agentPhrases = new ArrayList<>();
    private final Set<String> queues = new TreeSet<>();

    Truth share(Truth truth) {
        return truths.computeIfAbsent(truth, SharedTruth::new).used();
    }

    Quantity shareNumber(Quantity quantity) {
        return quantities.computeIfAbsent(quantity, SharedQuantity::new).used();
    }

    /** The place of the series of a number that is kept for at least so many seconds. */
    int series(Quantity of, int seconds) {
        Integer place = seriesPlaces.putIfAbsent(of, seriesOf.size());
        if (place == null) {
            seriesOf.add(of);
            seriesSeconds.add(seconds);
            return seriesOf.size() - 1;
        }
        seriesSeconds.set(place, Math.max(seriesSeconds.get(place), seconds));
        return place;
    }

    int phrase(boolean byAgent, Phrase phrase) {
        List<Phrase> phrases = byAgent ? agentPhrases : callerPhrases;
        int place = phrases.indexOf(phrase);
        if (place < 0) {
            phrases.add(phrase);
            return phrases.size() - 1;
        }
        return place;
    }

    /** Notes that a condition asks for a queue, and returns its name. */
    String queue(String name) {
        queues.add(name);
        return name;
    }

    /** What a leg keeps for all that was put in; nothing may be put in afterwards. */
    RuleSet.Shape shape() {
        int slots = 0;
        for (SharedTruth truth : truths.values()) {
            slots = truth.assign(slots);
        }
        for (SharedQuantity quantity : quantities.values()) {
            slots = quantity.assign(slots);
        }
        List<RuleSet.Series> series = new ArrayList<>();
        for (int s = 0; s < seriesOf.size(); s++) {
            series.add(new RuleSet.Series(seriesOf.get(s), seriesSeconds.get(s)));
        }
        return new RuleSet.Shape(slots, series, callerPhrases, agentPhrases, queues);
    }
}
