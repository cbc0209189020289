package io.callfuse.models.speech;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The speech models that are offered, one for each language. A JSON file; see the one that comes with the engine. */
public record SpeechModelCatalogue(List<PublishedModel> models) {
    private static final String EMBEDDED = "catalogue.json";

    /** Takes a copy of the list. */
    public SpeechModelCatalogue {
        models = List.copyOf(models);
    }

    /** The catalogue that comes with the engine. */
    public static SpeechModelCatalogue embedded() {
        try (InputStream in = SpeechModelCatalogue.class.getResourceAsStream(EMBEDDED)) {
            return parse(in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * Reads an operator's own.
     *
     * @throws IOException if it cannot be read or is no catalogue; one line that names the file
     */
    public static SpeechModelCatalogue load(Path file) throws IOException {
        try {
            return parse(Files.readAllBytes(file));
        } catch (JacksonException malformed) {
            throw new IOException(
                    file + ": is not JSON: line " + malformed.getLocation().getLineNr(), malformed);
        } catch (IllegalArgumentException wrong) {
            throw new IOException(file + ": " + wrong.getMessage(), wrong);
        }
    }

    private static SpeechModelCatalogue parse(byte[] json) {
        List<PublishedModel> models = new ArrayList<>();
        for (JsonNode entry : JsonMapper.shared().readTree(json).path("models")) {
            String sha256 = entry.path("sha256").asString("");
            models.add(new PublishedModel(
                    entry.path("language").asString(""),
                    entry.path("name").asString(""),
                    URI.create(entry.path("address").asString("")),
                    entry.path("megabytes").asInt(0),
                    sha256.isEmpty() ? Optional.empty() : Optional.of(sha256),
                    entry.path("licence").asString("not told")));
        }
        return new SpeechModelCatalogue(models);
    }

    /** The model that is offered for a language, or under a name. */
    public Optional<PublishedModel> find(String languageOrName) {
        return models.stream()
                .filter(model ->
                        model.language().equals(languageOrName) || model.name().equals(languageOrName))
                .findFirst();
    }
}
