package io.callfuse.engine.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Which picture belongs to which recording; refuses a command line that would draw two into one file. */
final class PlotPlaces {
    private static final String PNG = ".png";

    private final Map<Path, Path> pictures;

    private PlotPlaces(Map<Path, Path> pictures) {
        this.pictures = pictures;
    }

    /**
     * Lays out the pictures.
     *
     * @param plot a file that ends in .png, a directory, or null for no pictures
     * @throws ParameterException if several recordings would share a picture
     */
    static PlotPlaces of(Path plot, List<Path> recordings, CommandSpec spec) {
        Map<Path, Path> pictures = new LinkedHashMap<>();
        if (plot == null) {
            return new PlotPlaces(pictures);
        }
        boolean oneFile = plot.toString().toLowerCase(Locale.ROOT).endsWith(PNG);
        if (oneFile && recordings.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(), "--plot " + plot + " is one picture for several recordings: name a directory");
        }
        for (Path recording : recordings) {
            Path picture = oneFile ? plot : plot.resolve(stem(recording) + PNG);
            if (pictures.containsValue(picture) && !picture.equals(pictures.get(recording))) {
                throw new ParameterException(
                        spec.commandLine(), "two of the recordings would be drawn as " + picture + ": rename one");
            }
            pictures.put(recording, picture);
        }
        return new PlotPlaces(pictures);
    }

    /** The picture of one stream of a capture: that of the capture if it has no other stream, or else one beside it. */
    static Path ofStream(Path picture, String stream, int streams) {
        return streams == 1 ? picture : picture.resolveSibling(stream.replace('#', '-') + PNG);
    }

    private static String stem(Path recording) {
        String name = String.valueOf(recording.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** The picture of a recording; empty where none is wanted. */
    Optional<Path> of(Path recording) {
        return Optional.ofNullable(pictures.get(recording));
    }
}
