package io.callfuse.models.digits;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What was learned of how digits sound. Immutable. */
public final class DigitAcoustics {
    private final CepstrumScale scale;
    private final List<AffineMap> maps;
    private final double[] priors;
    private final double[] stays;

    DigitAcoustics(CepstrumScale scale, List<AffineMap> maps, double[] priors, double[] stays) {
        this.scale = scale;
        this.maps = List.copyOf(maps);
        this.priors = priors;
        this.stays = stays;
    }

    /**
     * Writes a folder that Vosk takes for a model.
     *
     * @param folder may exist; files of the same names are replaced
     */
    public void write(Path folder) throws IOException {
        DigitModelFolder.write(this, folder);
    }

    CepstrumScale scale() {
        return scale;
    }

    /** Affine maps from the cepstra to the outputs, rectified units between them. */
    List<AffineMap> maps() {
        return maps;
    }

    /** The share of time of each output. */
    double[] priors() {
        return priors.clone();
    }

    /** How likely each output stays for another 30 ms. */
    double[] stays() {
        return stays.clone();
    }

    /** How many numbers were learned. */
    public int parameters() {
        return maps.stream()
                .mapToInt(map -> map.rows().length * (map.inputs() + 1))
                .sum();
    }
}
