package io.callfuse.engine.training;

import io.callfuse.engine.feature.FeatureVector;
import java.util.List;

/**
 * A call to judge a model by.
 *
 * @param kind name of its script
 * @param corpus where the clips come from
 * @param speaker who speaks
 * @param onsetMs where the last mood begins
 * @param track the readings
 * @param labels of the speech before each reading, index in {@link Corpora#CLASSES}; -1 where it is of none
 */
record JudgedCall(
        String kind, String corpus, String speaker, int onsetMs, List<FeatureVector> track, List<Integer> labels) {}
