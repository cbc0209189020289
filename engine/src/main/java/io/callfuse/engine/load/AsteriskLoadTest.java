package io.callfuse.engine.load;

import io.callfuse.engine.action.ami.AmiLogin;
import io.callfuse.engine.action.ami.CallerSightings;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.lab.Lab;
import io.callfuse.engine.lab.LabSettings;
import io.callfuse.engine.policy.Route;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.language.Languages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Lets many callers call a real Asterisk beside an engine, both of which it starts, and says what came of it. Used once. */
public final class AsteriskLoadTest {
    private static final String USER = "callfuse";

    private final LoadedConfig config;
    private final EmotionModel model;
    private final Languages languages;
    private final ChannelChoice caller;
    private final LabSettings settings;

    /**
     * @param config whose policy, model and engine the engine under load has
     * @param caller which channel of a stereo recording is the caller's
     * @param settings where the lab is
     */
    public AsteriskLoadTest(
            LoadedConfig config, EmotionModel model, Languages languages, ChannelChoice caller, LabSettings settings) {
        this.config = config;
        this.model = model;
        this.languages = languages;
        this.caller = caller;
        this.settings = settings;
    }

    /**
     * Runs a plan, of which it takes the calls, the steps and their times, the rate, the limit, and the engine's cores and options.
     *
     * @param home an empty folder for the engine's archive and logs, and for the audio
     * @param say told what is going on, and of each recording that is left out, a line each
     * @throws IOException if no recording can be heard, or Asterisk or the engine does not come up or ends
     */
    public AsteriskLoadResult run(
            LoadPlan plan, List<LoadSource> sources, Path home, LoadProgress progress, Consumer<String> say)
            throws IOException, ConfigException, InterruptedException {
        OfflineJudge judge = new OfflineJudge(model, languages, config.policySettings());
        Path folder = Files.createDirectory(home.resolve("callers"));
        try (RecordingShelf shelf = new RecordingShelf(
                        home, Wire.RTP, caller, config.config().rtp().settings().delay(), judge);
                Lab lab = new Lab(settings, home)) {
            for (LoadSource source : sources) {
                shelf.add(source);
            }
            shelf.faults().forEach(say);
            List<RecordedCall> recordings = shelf.calls(progress);
            if (recordings.isEmpty()) {
                throw new IOException("no recording is left to speak");
            }
            List<SpokenCall> spoken = SpokenCalls.lay(recordings, folder, judge, progress);
            lab.up(say);
            return run(plan, spoken, home, lab, progress);
        }
    }

    private AsteriskLoadResult run(LoadPlan plan, List<SpokenCall> spoken, Path home, Lab lab, LoadProgress progress)
            throws IOException, ConfigException, InterruptedException {
        Path file = AsteriskLoadConfig.write(home, config, settings);
        List<AsteriskWindow> windows = new CopyOnWriteArrayList<>();
        AsteriskCalls calls = new AsteriskCalls(spoken, windows, this::queueOf);
        CallerSightings sightings = CallerSightings.open(login(), calls);
        try (EngineProcess engine = EngineProcess.start(file, home, plan.engineCores(), plan.engineOptions(), calls)) {
            return new AsteriskLoadRun(plan, spoken, calls, windows, progress)
                    .run(lab, engine, home.resolve("callers"), extension());
        } finally {
            sightings.close();
        }
    }

    /** Has an engine on these ports watch the caller, and lets him wait in a queue where nobody answers. */
    private String extension() {
        return "queue-" + settings.agiPort() + "-" + settings.audioSocketPort();
    }

    private AmiLogin login() throws IOException {
        return new AmiLogin(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.amiPort()),
                USER,
                Files.readString(settings.secretFile()).strip());
    }

    /** The shipped dialplan's queue of a route, unless the policy names another. */
    private String queueOf(String route) {
        Route known = config.policySettings().navigation().routes().get(route);
        return known == null ? "" : queueOf(known);
    }

    private static String queueOf(Route route) {
        String named = route.reception().queue();
        return named.isEmpty() ? "callfuse-" + route.extension() : named;
    }
}
