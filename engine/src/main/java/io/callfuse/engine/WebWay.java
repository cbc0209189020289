package io.callfuse.engine;

import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.config.PasswordSource;
import io.callfuse.engine.web.WebSettings;
import io.callfuse.engine.web.WebTls;
import io.callfuse.engine.web.WebToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the configuration says of HTTP, in the web's own terms. Stateless. */
public final class WebWay {
    private static final Logger LOG = LoggerFactory.getLogger(WebWay.class);
    private static final String TOKEN_FILE = "http-token";

    private WebWay() {}

    /**
     * Returns the file in which the token is; empty where it comes from the environment.
     *
     * @param environment looks up an environment variable, null where there is none
     */
    public static Optional<Path> tokenFile(EngineConfig config, UnaryOperator<String> environment) {
        PasswordSource token = config.http().token();
        if (token.file().isPresent()) {
            return token.file();
        }
        String given = environment.apply(token.environment());
        return given != null && !given.isEmpty()
                ? Optional.empty()
                : Optional.of(config.archive().directory().resolve(TOKEN_FILE));
    }

    /** Reads certificate and key; empty where HTTP is plain. */
    public static Optional<WebTls> tls(EngineConfig.Http http) throws IOException {
        return http.certificateFile().isPresent() && http.keyFile().isPresent()
                ? Optional.of(
                        WebTls.of(http.certificateFile().get(), http.keyFile().get()))
                : Optional.empty();
    }

    /** Returns how to serve; a token that nobody has given is made now. */
    static WebSettings settings(EngineConfig config, UnaryOperator<String> environment)
            throws ConfigException, IOException {
        EngineConfig.Http http = config.http();
        return new WebSettings(
                http.listen(),
                http.allow(),
                http.hosts(),
                http.maxConnections(),
                http.maxStreams(),
                tls(http),
                http.words(),
                token(config, environment),
                WebSettings.SLOW_AFTER,
                WebSettings.REQUEST_WITHIN);
    }

    private static String token(EngineConfig config, UnaryOperator<String> environment)
            throws ConfigException, IOException {
        Optional<Path> file = tokenFile(config, environment);
        if (file.isEmpty()) {
            return config.http().token().read(environment);
        }
        if (WebToken.makeUnlessThere(file.get())) {
            LOG.info("http: a token was made: {}", file.get());
        }
        PasswordSource source = new PasswordSource(file, "");
        source.warning().ifPresent(warning -> LOG.warn("http.tokenFile: {}", warning));
        return source.read(environment);
    }
}
