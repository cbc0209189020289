package io.callfuse.models.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class SpeechModelCatalogueTest {
    @TempDir
    Path directory;

    @Test
    void shouldOfferEnglishAndChineseByLanguageAndByName() {
        SpeechModelCatalogue catalogue = SpeechModelCatalogue.embedded();
        assertThat(catalogue.find("en").orElseThrow().sha256()).isPresent();
        assertThat(catalogue.find("zh").orElseThrow().sha256())
                .as("its published sums disagree")
                .isEmpty();
        assertThat(catalogue.find("vosk-model-small-en-us-0.15")).isEqualTo(catalogue.find("en"));
        assertThat(catalogue.find("xx")).isEmpty();
        assertThat(catalogue.models()).allMatch(model -> model.licence().equals("Apache-2.0"));
    }

    @ParameterizedTest
    @CsvSource({
        "'../up', https://host/a.zip, name",
        "'', https://host/a.zip, name",
        "fine, file:///etc/passwd, address",
        "fine, a.zip, address"
    })
    void shouldRefuseAnEntryThatWouldReachForFilesElsewhere(String name, String address, String named)
            throws IOException {
        Path file = write(
                "{\"models\":[{\"language\":\"en\",\"name\":\"%s\",\"address\":\"%s\"}]}".formatted(name, address));
        assertThatThrownBy(() -> SpeechModelCatalogue.load(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(named)
                .hasMessageContaining(file.toString());
    }

    @Test
    void shouldNameTheLineOfAFileThatIsNoJson() throws IOException {
        Path file = write("{\n\"models\": [,]}");
        assertThatThrownBy(() -> SpeechModelCatalogue.load(file)).hasMessageContaining("line 2");
    }

    @Test
    void shouldRefuseAChecksumThatIsNone() {
        PublishedModel model = SpeechModelCatalogue.embedded().find("zh").orElseThrow();
        assertThatThrownBy(() -> model.withSha256("ABC")).hasMessageContaining("sha256 'ABC'");
    }

    private Path write(String json) throws IOException {
        return Files.writeString(directory.resolve("catalogue.json"), json);
    }
}
