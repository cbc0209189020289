package io.callfuse.engine;

import io.callfuse.engine.archive.Archive;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.config.PasswordSource;
import io.callfuse.engine.privacy.CallerPseudonyms;
import io.callfuse.engine.privacy.MarkRedaction;
import io.callfuse.engine.web.WebToken;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the configuration says of callers' privacy, in the engine's own terms. Stateless. */
public final class PrivacyWay {
    private static final Logger LOG = LoggerFactory.getLogger(PrivacyWay.class);
    private static final String KEY_FILE = "caller-key";

    private PrivacyWay() {}

    /** Returns what takes marks of the calls in a book. */
    static CallMarks marks(EngineConfig config, CallBook book, Archive archive) throws EngineStartException {
        try {
            Optional<Path> file = keyFile(config, System::getenv);
            if (file.isPresent() && WebToken.makeUnlessThere(file.get())) {
                LOG.info("privacy: a key for callers' pseudonyms was made: {}", file.get());
            }
            CallerPseudonyms pseudonyms = pseudonyms(config, System::getenv);
            return new CallMarks(
                    book, archive, Clock.systemUTC(), redaction(config.privacy().keepMarks()), pseudonyms);
        } catch (ConfigException | IOException refused) {
            throw new EngineStartException("privacy.keyFile: " + refused.getMessage(), refused);
        }
    }

    /** The caller's number is taken out elsewhere, for rules may ask for it. */
    static MarkRedaction redaction(Set<String> keepMarks) {
        Set<String> kept = new TreeSet<>(keepMarks);
        kept.add(CallMarks.CALLER);
        return new MarkRedaction(kept);
    }

    /**
     * Returns by what callers are known.
     *
     * @param environment looks up an environment variable, null where there is none
     * @throws ConfigException if there is no key; the message says where it was looked for
     */
    public static CallerPseudonyms pseudonyms(EngineConfig config, UnaryOperator<String> environment)
            throws ConfigException {
        Optional<Path> file = keyFile(config, environment);
        PasswordSource key = file.isPresent()
                ? new PasswordSource(file, "")
                : config.privacy().key();
        key.warning().ifPresent(warning -> LOG.warn("privacy.keyFile: {}", warning));
        return new CallerPseudonyms(key.read(environment));
    }

    private static Optional<Path> keyFile(EngineConfig config, UnaryOperator<String> environment) {
        PasswordSource key = config.privacy().key();
        if (key.file().isPresent()) {
            return key.file();
        }
        String given = environment.apply(key.environment());
        return given != null && !given.isEmpty()
                ? Optional.empty()
                : Optional.of(config.archive().directory().resolve(KEY_FILE));
    }
}
