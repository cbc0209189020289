package io.callfuse.engine;

import io.callfuse.engine.archive.CommittedLines;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.kafka.KafkaEvents;
import io.callfuse.engine.webhook.Webhooks;
import java.util.function.UnaryOperator;

/** All who are told of events outside of the engine and of Asterisk. */
final class ToldOutside implements AutoCloseable {
    private final Webhooks webhooks;
    private final KafkaEvents kafka;

    /**
     * Begins to tell them.
     *
     * @param environment looks up an environment variable, null where there is none
     * @throws EngineStartException if what one of them needs to be told cannot be read
     */
    ToldOutside(
            EngineConfig config, CommittedLines committed, EngineCounters counters, UnaryOperator<String> environment)
            throws EngineStartException {
        webhooks = new Webhooks(WebhookWay.receivers(config, environment), committed);
        kafka = new KafkaEvents(KafkaWay.topic(config), committed);
        counters.tells(webhooks, kafka);
        webhooks.start();
        kafka.start();
    }

    @Override
    public void close() {
        webhooks.close();
        kafka.close();
    }
}
