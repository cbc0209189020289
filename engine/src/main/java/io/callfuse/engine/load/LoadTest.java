package io.callfuse.engine.load;

import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.language.Languages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Sends recorded calls, many at once, to an engine that it starts or that runs already, and says what came of it. Used once. */
public final class LoadTest {
    private final LoadedConfig config;
    private final EmotionModel model;
    private final Languages languages;
    private final ChannelChoice caller;

    private final Optional<EngineAddress> running;

    /**
     * @param config whose policy, model and engine the engine under load has
     * @param caller which channel of a stereo recording is the caller's
     * @param running an engine with this configuration that runs already; empty to have one started
     */
    public LoadTest(
            LoadedConfig config,
            EmotionModel model,
            Languages languages,
            ChannelChoice caller,
            Optional<EngineAddress> running) {
        this.running = running;
        this.config = config;
        this.model = model;
        this.languages = languages;
        this.caller = caller;
    }

    /**
     * Runs a plan.
     *
     * @param home an empty folder for the engine's archive and logs, and for the audio
     * @param faults told of each recording that is left out, a line each
     * @throws IOException if no recording can be heard, or the engine does not come up or ends
     */
    public LoadResult run(
            LoadPlan plan, List<LoadSource> sources, Path home, LoadProgress progress, Consumer<String> faults)
            throws IOException, ConfigException, InterruptedException {
        OfflineJudge judge = new OfflineJudge(model, languages, config.policySettings());
        try (RecordingShelf shelf = new RecordingShelf(
                home, plan.wire(), caller, config.config().rtp().settings().delay(), judge)) {
            for (LoadSource source : sources) {
                shelf.add(source);
            }
            shelf.faults().forEach(faults);
            List<RecordedCall> calls = shelf.calls(progress);
            if (calls.isEmpty()) {
                throw new IOException("no recording is left to send");
            }
            CallChecks checks = new CallChecks(
                    judge,
                    new CopyOnWriteArrayList<>(),
                    running.isPresent() ? CallChecks.Witness.EVENT_STREAM : CallChecks.Witness.ENGINE);
            return new LoadRun(plan, calls, checks, progress)
                    .run(under(plan, home), config.config().engine().maxCalls());
        }
    }

    private LoadRun.EngineUnderLoad under(LoadPlan plan, Path home) throws IOException, ConfigException {
        if (running.isPresent()) {
            return calls -> RunningEngine.at(running.get(), calls);
        }
        Path file = LoadConfig.write(home, config, plan);
        return calls -> EngineProcess.start(file, home, plan.engineCores(), plan.engineOptions(), calls);
    }
}
