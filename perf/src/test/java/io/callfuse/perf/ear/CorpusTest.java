package io.callfuse.perf.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class CorpusTest {
    private static final String HEADER = "path,corpus,language,speaker,sex,emotion,intensity,kind,seconds,text";

    @TempDir
    Path directory;

    @Test
    void shouldPartTheSpeakers() throws IOException {
        Corpus corpus = corpus(
                "a.flac,ravdess,en,ravdess-01,m,calm,normal,acted,3.3,Kids are talking",
                "b.flac,ravdess,en,ravdess-02,f,calm,normal,acted,3.3,Kids are talking",
                "c.flac,emodb2s,de,emodb2s-08,f,disgust,,acted,2.0,",
                "d.flac,emodb,de,emodb-11,m,angry,,acted,2.0,",
                "e.flac,casia,zh,casia-ZhaoZuoxiang,,sad,,acted,2.0,",
                "f.flac,casia,zh,casia-wangzhe,,sad,,acted,2.0,",
                "g.flac,nemo,pl,nemo-EB0,f,angry,,acted,1.8,\"Racja, to jest.\"",
                "h.flac,spokenwoz,en,spokenwoz-MUL1423A,,neutral,,telephone,119.8,hi",
                "i.flac,spokenwoz,en,spokenwoz-SNG0480B,,neutral,,telephone,119.8,hi",
                "j.flac,lca,en,lca-agent,,,,telephone,142.0,");
        assertThat(paths(corpus.clips(Part.TUNING))).containsExactly("a.flac", "c.flac", "e.flac", "h.flac");
        assertThat(paths(corpus.clips(Part.KEPT)))
                .containsExactly("b.flac", "d.flac", "f.flac", "g.flac", "i.flac", "j.flac");
        assertThat(paths(corpus.clips(Part.KEPT, "nemo", "lca"))).containsExactly("g.flac", "j.flac");
        assertThat(corpus.clips().get(6).text()).isEqualTo("Racja, to jest.");
        assertThat(corpus.clips().get(2).speaker()).isEqualTo("emodb-08");
    }

    @Test
    void shouldJoinTheHandCheckedMarks() throws IOException {
        Corpus corpus = corpus("d.flac,emodb,de,emodb-11,m,angry,,acted,2.0,");
        Prosody prosody = corpus.clips().get(0).prosody().orElseThrow();
        assertThat(prosody.syllablesPerSecond()).isEqualTo(4);
        assertThat(prosody.f0MedianHz()).isNaN();
    }

    @Test
    void shouldNameTheMalformedLine() {
        assertThatThrownBy(() -> corpus("d.flac,emodb,de")).hasMessageContaining("utterances.csv:2: 3 cells");
    }

    private Corpus corpus(String... rows) throws IOException {
        Files.writeString(directory.resolve("utterances.csv"), HEADER + "\n" + String.join("\n", rows) + "\n");
        Files.writeString(
                directory.resolve("prosody_reference.csv"),
                "path,syllables,span_s,syllables_per_s,f0_median_hz,f0_min_hz,f0_max_hz\nd.flac,6,1.5,4.0,,,\n");
        return Corpus.read(directory);
    }

    private static List<String> paths(List<Clip> clips) {
        return clips.stream().map(Clip::path).toList();
    }
}
