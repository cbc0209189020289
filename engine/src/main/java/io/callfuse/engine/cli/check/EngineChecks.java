package io.callfuse.engine.cli.check;

import io.callfuse.engine.asr.model.ModelHome;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.config.LoadedConfig;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Everything an engine needs of its surroundings, in the order in which it opens it. Stateless. */
public final class EngineChecks {
    private EngineChecks() {}

    /**
     * Looks at one thing after the other and tells of each as soon as it is known; the login may take seconds.
     *
     * @param home where speech models are kept
     * @param environment looks up an environment variable, null where there is none
     */
    public static void run(
            LoadedConfig loaded, ModelHome home, UnaryOperator<String> environment, Consumer<Finding> found) {
        EngineConfig config = loaded.config();
        found.accept(WordsCheck.look(config.recognition(), home));
        found.accept(ArchiveCheck.look(config.archive().directory()));
        found.accept(StoreCheck.look(config.archive(), environment));
        found.accept(DoorCheck.look(
                "audiosocket", "audiosocket.listen", config.audiosocket().listen()));
        if (config.rtp().enabled()) {
            found.accept(DoorCheck.lookForRtp(config.rtp().settings()));
        }
        if (config.websocket().enabled()) {
            found.accept(DoorCheck.look(
                    "websocket", "websocket.listen", config.websocket().listen()));
        }
        found.accept(DoorCheck.look("agi", "agi.listen", config.agi().listen()));
        if (config.http().enabled()) {
            found.accept(DoorCheck.look("http", "http.listen", config.http().listen()));
            found.accept(WebCheck.look(config, environment));
        }
        config.webhooks().forEach(hook -> found.accept(WebhookCheck.look(hook, environment)));
        config.kafka().ifPresent(kafka -> found.accept(KafkaCheck.look(kafka)));
        found.accept(AmiCheck.look(config.ami(), environment));
        found.accept(AriCheck.look(config, environment));
    }
}
