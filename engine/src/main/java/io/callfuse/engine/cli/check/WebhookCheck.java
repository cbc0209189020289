package io.callfuse.engine.cli.check;

import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.EngineConfig;
import java.util.function.UnaryOperator;

/** Whether a receiver of events has the secret with which its posts are signed. Nothing is posted. */
final class WebhookCheck {
    private WebhookCheck() {}

    static Finding look(EngineConfig.Webhook hook, UnaryOperator<String> environment) {
        String subject = "webhook";
        try {
            hook.secret().read(environment);
            return hook.secret()
                    .warning()
                    .map(warning -> Finding.warning(subject, hook.name(), warning))
                    .orElse(Finding.ok(subject, hook.name() + " is told of " + String.join(", ", hook.events())));
        } catch (ConfigException noSecret) {
            return Finding.failed(subject, hook.name() + ": " + noSecret.getMessage(), "it signs the posts");
        }
    }
}
