package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.archive.CallSummary;
import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.overload.DelayCount;
import io.callfuse.engine.policy.PolicyEvent;
import io.callfuse.engine.privacy.CallerPseudonyms;
import io.callfuse.engine.privacy.MarkRedaction;
import io.callfuse.engine.web.HttpCaller;
import io.callfuse.models.EmotionModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What those outside see of a call at its very beginning and end; the worker's rounds are the test's. */
@Timeout(60)
class CallBroadcastTest {
    private static final CallChannel CHANNEL = new CallChannel("PJSIP/caller-1", "1.1", "1.1", "");

    @TempDir
    Path folder;

    private final LegWorker worker = new LegWorker(0, 4, new DelayCount(Long.MAX_VALUE));
    private final CallBook book = new CallBook();
    private final CallMarks marks = new CallMarks(
            book, new StubArchive(), Clock.systemUTC(), new MarkRedaction(Set.of()), new CallerPseudonyms("a key"));
    private final LiveWeb web = new LiveWeb(book, new Verdicts(), marks);
    private final List<String> callsWhenGone = new ArrayList<>();

    @BeforeEach
    void answerHttp() throws Exception {
        Path file = Files.writeString(
                folder.resolve("callfuse.yaml"),
                "http: {enabled: true, listen: '127.0.0.1:0'}\narchive: {directory: '" + folder + "'}\n");
        web.start(
                ConfigLoader.load(file),
                "test",
                new LiveWeb.Looks(
                        List.of(),
                        () -> "taking",
                        () -> AsteriskLinks.NONE_WANTED,
                        new StubArchive(),
                        () -> Map.of("calls_ended", 0L),
                        () -> 0,
                        () -> 4));
    }

    @AfterEach
    void answerNoMore() {
        web.close();
    }

    @Test
    void shouldShowACallFromTheMomentItsChannelIsKnown() {
        LiveCall call = adopted();
        call.join(CHANNEL);
        worker.doWork();
        assertThat(asked("/calls")).contains(call.id().toString());
    }

    @Test
    void shouldNotShowACallWhoseChannelIsToldWhenItIsOver() {
        LiveCall call = adopted();
        call.end(EndedBy.HANGUP);
        worker.doWork();
        call.join(CHANNEL);
        worker.doWork();
        assertThat(asked("/calls")).isEqualTo("{\"calls\":[]}");
        assertThat(asked("/metrics")).contains("callfuse_calls_started_total 1.0");
    }

    @Test
    void shouldTellNoScoreOfACallAfterItsEnd() {
        LiveCall call = adopted();
        call.join(CHANNEL);
        call.end(EndedBy.HANGUP);
        worker.doWork();
        assertThat(callsWhenGone)
                .as("live calls when the end has been told and the worker still holds the call")
                .containsExactly("{\"calls\":[]}");
    }

    private LiveCall adopted() {
        CallMakings makings = new CallMakings(
                EmotionModel.embedded(),
                ConfigLoader.defaults().policySettings(),
                new EngineIdentity("test", "test", "test"),
                64);
        LiveCall call = new LiveCall(CallId.random(), makings, worker, web.follow(new Looking(), live -> "1"));
        worker.adopt(call);
        return call;
    }

    private String asked(String path) {
        try {
            String token = Files.readString(folder.resolve("http-token")).strip();
            return HttpCaller.get(web.address(), path, token).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks at the live calls when one is let go. */
    private final class Looking implements CallFollower {
        @Override
        public void decided(LiveCall call, PolicyEvent event) {
            // What is decided is tested elsewhere.
        }

        @Override
        public void scored(LiveCall call) {
            // So are scores.
        }

        @Override
        public void ended(LiveCall call, AnalysedCall analysed, CallSummary summary) {
            // And reports.
        }

        @Override
        public void gone(LiveCall call) {
            callsWhenGone.add(asked("/calls"));
        }
    }
}
