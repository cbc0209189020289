package io.callfuse.engine.scoring;

import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.models.EmotionModel;

/**
 * Picks the features that a model wants, in its order. One for each thread, for the model that it asked last, for nothing of it is kept
 * from one reading to the next. For one thread.
 */
final class ModelReading {
    private static final ThreadLocal<ModelReading> OF_THREAD = new ThreadLocal<>();

    private final EmotionModel model;
    private final int[] placeOfInput;
    private final double[] values;

    private ModelReading(EmotionModel model) {
        this.model = model;
        placeOfInput = new int[model.inputs().size()];
        values = new double[placeOfInput.length];
        for (int f = 0; f < placeOfInput.length; f++) {
            String name = model.inputs().get(f).name();
            placeOfInput[f] = FeatureVector.place(name);
            if (placeOfInput[f] < 0) {
                throw new IllegalArgumentException("model " + model.version() + " wants the feature '" + name
                        + "', which this engine does not measure");
            }
        }
    }

    /**
     * This thread's; allocates where the thread had none, or one for another model.
     *
     * @throws IllegalArgumentException if the model wants features that this engine does not measure
     */
    static ModelReading ofThread(EmotionModel model) {
        ModelReading known = OF_THREAD.get();
        if (known == null || known.model != model) {
            known = new ModelReading(model);
            OF_THREAD.set(known);
        }
        return known;
    }

    /** The values of the model's inputs; they stand until the next call. */
    double[] of(FeatureVector features) {
        for (int f = 0; f < values.length; f++) {
            values[f] = features.value(placeOfInput[f]);
        }
        return values;
    }
}
