package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.engine.archive.CallReport;
import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.archive.ScoreTrack;
import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.scoring.CallerWords;
import io.callfuse.engine.scoring.WordVoice;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.language.Language;
import io.callfuse.models.language.Syllables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Voice and words on their way through the pipeline. */
@Timeout(120)
class WordsMoveTheScoreTest {
    private static final EmotionModel MODEL = EmotionModel.embedded();
    private static final EngineIdentity ENGINE = new EngineIdentity("e", "m", "c");
    private static final double ANCHOR = 75;

    @TempDir
    Path folder;

    /** What comes at which second of the call. */
    private final Map<Integer, List<Revision>> coming = new TreeMap<>();

    @Test
    void shouldLeaveTheScoreOfTheVoiceToTheBitWithoutWordsThatShowAnything() throws Exception {
        AnalysedCall voice = hear("en-escalating");
        say(3, "my number is zero three eight");
        say(9, "it is the one on the left");
        AnalysedCall both = hear("en-escalating");
        assertThat(both.report().fingerprint()).isEqualTo(voice.report().fingerprint());
        assertThat(both.evidence().contributions())
                .isEqualTo(voice.evidence().contributions())
                .doesNotContainKey(CallerWords.CONTRIBUTION);
        assertThat(voice.report().understood()).isEmpty();
        assertThat(both.report().understood()).isPresent();
    }

    @Test
    void shouldNotTripOnOneShoutedWord() throws Exception {
        double alone = hear("en-calm").report().timeline().maxScore();
        say(8, "fuck");
        AnalysedCall call = hear("en-calm");
        assertThat(call.report().outcome().trips()).isEmpty();
        assertThat(call.report().timeline().maxScore()).isBetween(alone, ANCHOR);
    }

    @Test
    void shouldNotLetPoliteWordsSilenceAShoutingVoice() throws Exception {
        CallReport alone = hear("en-angry").report();
        for (int second = 1; second < 30; second += 3) {
            say(second, "thank you so much please that is so kind thank god it works again");
        }
        CallReport polite = hear("en-angry").report();
        assertThat(alone.outcome().trips()).isNotEmpty();
        assertThat(polite.outcome().trips()).isEqualTo(alone.outcome().trips());
        ScoreTrack voice = alone.timeline();
        for (int i = 0; i < voice.length(); i++) {
            if (voice.score(i) >= ANCHOR) {
                assertThat(polite.timeline().score(i)).isEqualTo(voice.score(i));
            }
        }
    }

    @Test
    void shouldLiftAVoiceWhoseWordsGoOnAndSayByHowMuch() throws Exception {
        ScoreTrack voice = hear("en-escalating").report().timeline();
        say(6, "this is completely unacceptable");
        say(11, "you are all liars");
        say(16, "I will sue you");
        AnalysedCall call = hear("en-escalating");
        ScoreTrack both = call.report().timeline();
        for (int i = 0; i < voice.length(); i++) {
            assertThat(both.score(i)).isGreaterThanOrEqualTo(voice.score(i));
        }
        int second = 8;
        assertThat(voice.score(second)).isBetween(0.001, 99.9);
        assertThat(both.score(second)).isGreaterThan(voice.score(second));
        assertThat(call.evidence().contributions()).containsKey(CallerWords.CONTRIBUTION);
        assertThat(call.evidence().words().hits()).extracting("label").contains("anger");
    }

    @Test
    void shouldForgetWordsThatAreTakenBack() throws Exception {
        CallReport alone = hear("en-escalating").report();
        at(4, new Revision(3900, List.of(new TimedWord(3900, 4200, "furious", 1)), false));
        at(6, new Revision(3900, List.of(new TimedWord(3900, 4200, "various", 1)), true));
        CallReport revised = hear("en-escalating").report();
        assertThat(revised.timeline().score(4)).isGreaterThan(alone.timeline().score(4));
        for (int i = 6; i < alone.timeline().length(); i++) {
            assertThat(revised.timeline().score(i)).isEqualTo(alone.timeline().score(i));
        }
        assertThat(revised.understood().orElseThrow().emotion()).isEmpty();
    }

    @Test
    void shouldNotTakeBackWhatIsSettled() throws Exception {
        at(4, new Revision(3900, List.of(new TimedWord(3900, 4200, "furious", 1)), true));
        at(5, new Revision(3900, List.of(new TimedWord(3900, 4900, "well", 1)), true));
        CallReport call = hear("en-calm").report();
        assertThat(call.words()).extracting(TimedWord::word).containsExactly("furious", "well");
        assertThat(call.understood().orElseThrow().emotion())
                .extracting("label")
                .containsExactly("anger");
    }

    @Test
    void shouldTellWhatTheCallIsAboutAndWhatIsNeededInEnglish() throws Exception {
        say(2, "you have charged me twice on my bill");
        say(7, "I have told you this three times already");
        var understood = hear("en-calm").report().understood().orElseThrow();
        assertThat(understood.language()).isEqualTo(Language.ENGLISH);
        assertThat(understood.evidence().topic()).contains("billing");
        assertThat(understood.evidence().subtexts()).extracting("name").contains("repetition");
        assertThat(understood.evidence().need()).isPresent();
        assertThat(understood.evidence().hits()).extracting("label").contains("billing", "repetition");
        assertThat(understood.problem()).extracting("label").contains("billing");
        assertThat(understood.need()).isNotEmpty();
        assertThat(understood.rate().maxPerMinute()).isCloseTo(200, within(1.0));
    }

    @Test
    void shouldTellHowEachWordWasSaid() throws Exception {
        say(2, "table");
        at(40, new Revision(200, List.of(new TimedWord(200, 700, "charge", 1)), true));
        say(35, "please");
        CallReport call = hear("en-calm").report();
        ScoreTrack timeline = call.timeline();
        for (int w = 0; w < call.words().size(); w++) {
            TimedWord word = call.words().get(w);
            WordVoice voice = call.voices().get(w);
            if (word.word().equals("charge")) {
                assertThat(voice).isEqualTo(WordVoice.UNKNOWN);
                continue;
            }
            double second = timeline.levelDbfs((int) (word.atMs() / 1000));
            assertThat(voice.levelDbfs()).isBetween(second - 30, second + 10);
            assertThat(voice.syllablesPerSecond()).isCloseTo(Syllables.of(word.word()) / 0.3, within(0.01));
        }
        assertThat(call.voices()).hasSize(3).anyMatch(voice -> voice.f0Hz() > 60 && voice.f0Hz() < 500);
    }

    @Test
    void shouldUnderstandChineseFromItsFirstCharacterOn() throws Exception {
        say(2, "hello");
        say(3, "我 要 投诉 你们 多扣 了 我 的 钱");
        var understood = hear("zh-calm").report().understood().orElseThrow();
        assertThat(understood.language()).isEqualTo(Language.CHINESE);
        assertThat(understood.problem()).extracting("label").contains("billing");
        assertThat(understood.emotion()).extracting("label").contains("threat");
    }

    /** Says a sentence at 200 words a minute; it is known, settled, when this second is full. */
    private void say(int second, String text) {
        List<TimedWord> words = new ArrayList<>();
        long atMs = (second - 1) * 1000L;
        for (String word : text.split(" ")) {
            words.add(new TimedWord(atMs, atMs + 300, word, 1));
            atMs += 300;
        }
        at(second, new Revision(words.get(0).atMs(), words, true));
    }

    private void at(int second, Revision revision) {
        coming.computeIfAbsent(second, any -> new ArrayList<>()).add(revision);
    }

    private AnalysedCall hear(String recording) throws Exception {
        short[] samples = DemoAudio.samples(DemoAudio.copy(recording, folder));
        CallPipeline pipeline = new CallPipeline(MODEL, ConfigLoader.defaults().policySettings(), event -> {});
        MediaFrame frame = new MediaFrame();
        for (int index = 0; (index + 1) * 160 <= samples.length; index++) {
            frame.setAudio(index, samples, index * 160, 0);
            if (pipeline.hear(frame)) {
                coming.getOrDefault((index + 1) / 50, List.of()).forEach(pipeline::hearWords);
            }
        }
        pipeline.end();
        assertThat(pipeline.topic())
                .isEqualTo(pipeline.analysed("a", ENGINE).report().understood().flatMap(understood -> understood
                        .evidence()
                        .topic()));
        return pipeline.analysed("a", ENGINE);
    }
}
