package io.callfuse.engine.cli.check;

import io.callfuse.engine.WebWay;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.config.PasswordSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Whether HTTP can be answered: its token, and its certificate. */
final class WebCheck {
    private static final String SUBJECT = "http token";

    private WebCheck() {}

    static Finding look(EngineConfig config, UnaryOperator<String> environment) {
        try {
            boolean tls = WebWay.tls(config.http()).isPresent();
            if (!tls && !config.http().listen().getAddress().isLoopbackAddress()) {
                return Finding.warning(
                        SUBJECT,
                        "goes over the network in the clear",
                        "name http.certificateFile and http.keyFile, or listen on loopback");
            }
            return token(config, environment);
        } catch (IOException unreadable) {
            return Finding.failed(SUBJECT, unreadable.getMessage(), "correct them");
        }
    }

    private static Finding token(EngineConfig config, UnaryOperator<String> environment) {
        Optional<Path> file = WebWay.tokenFile(config, environment);
        if (file.isEmpty()) {
            return Finding.ok(SUBJECT, "in " + config.http().token().environment());
        }
        if (!Files.exists(file.get())) {
            return Finding.ok(SUBJECT, file.get() + " will be made");
        }
        PasswordSource source = new PasswordSource(file, "");
        try {
            source.read(environment);
        } catch (ConfigException unreadable) {
            return Finding.failed(SUBJECT, unreadable.getMessage(), "correct http.tokenFile");
        }
        return source.warning()
                .map(warning -> Finding.warning(SUBJECT, "in the file", warning))
                .orElse(Finding.ok(SUBJECT, "in " + file.get()));
    }
}
