package io.callfuse.engine;

import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.webhook.WebhookSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the configuration says of the receivers of events, in their own terms. Stateless. */
final class WebhookWay {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookWay.class);
    private static final String DIRECTORY = "webhooks";

    private WebhookWay() {}

    /**
     * Returns all receivers.
     *
     * @param environment looks up an environment variable, null where there is none
     * @throws EngineStartException if one has no secret
     */
    static List<WebhookSettings> receivers(EngineConfig config, UnaryOperator<String> environment)
            throws EngineStartException {
        List<WebhookSettings> receivers = new ArrayList<>();
        for (EngineConfig.Webhook hook : config.webhooks()) {
            try {
                hook.secret()
                        .warning()
                        .ifPresent(warning -> LOG.warn("webhooks {}: secretFile: {}", hook.name(), warning));
                receivers.add(new WebhookSettings(
                        hook.name(),
                        hook.url(),
                        hook.secret().read(environment),
                        hook.events(),
                        config.archive().directory().resolve(DIRECTORY),
                        WebhookSettings.TIMEOUT,
                        WebhookSettings.FIRST_WAIT,
                        WebhookSettings.LONGEST_WAIT));
            } catch (ConfigException noSecret) {
                throw new EngineStartException("webhooks " + hook.name() + ": " + noSecret.getMessage(), noSecret);
            }
        }
        return receivers;
    }
}
