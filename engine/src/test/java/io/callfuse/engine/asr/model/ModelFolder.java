package io.callfuse.engine.asr.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A folder that looks like a speech model, to be spoilt by a test. */
final class ModelFolder {
    private ModelFolder() {}

    /** Files of a model, by path. */
    static Map<String, String> files() {
        return new TreeMap<>(Map.of(
                "am/final.mdl", "weights",
                "conf/mfcc.conf", "--sample-frequency=16000\n--high-freq=-400 # below half the rate\n",
                "conf/model.conf", "--beam=10.0\n--frame-subsampling-factor=3\n--endpoint.silence-phones=1:2:3\n",
                "graph/HCLr.fst", "graph",
                "graph/Gr.fst", "grammar",
                "ivector/final.ie", "extractor"));
    }

    /** Writes them below a folder and returns it. */
    static Path write(Path folder, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.createDirectories(folder.resolve(file.getKey()).getParent());
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        return folder;
    }
}
