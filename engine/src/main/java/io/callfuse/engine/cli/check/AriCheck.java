package io.callfuse.engine.cli.check;

import io.callfuse.engine.AriWay;
import io.callfuse.engine.action.ari.AriLogin;
import io.callfuse.engine.action.ari.AriProbe;
import io.callfuse.engine.action.ari.AriUnreachableException;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.EngineConfig;
import java.util.function.UnaryOperator;

/** Whether Asterisk's REST interface lets the engine do what it needs: login, right to write, modules. */
final class AriCheck {
    private static final String SUBJECT = "ari";

    private AriCheck() {}

    static Finding look(EngineConfig config, UnaryOperator<String> environment) {
        EngineConfig.Ari ari = config.ari();
        if (!ari.enabled()) {
            return Finding.ok(SUBJECT, "switched off (ari.enabled): callers come by AGI, AMI and AudioSocket");
        }
        try {
            AriLogin login = AriWay.login(ari, environment);
            String version = AriProbe.look(login, AriWay.times(config), AriWay.modules(config.tap()));
            return Finding.ok(
                    SUBJECT,
                    login + " lets the engine serve Stasis(" + ari.app() + "), Asterisk " + version
                            + ", all modules there");
        } catch (ConfigException noPassword) {
            return new Finding(SUBJECT, false, "no password for " + ari.username() + ": " + noPassword.getMessage());
        } catch (AriUnreachableException refused) {
            return new Finding(SUBJECT, false, refused.getMessage());
        }
    }
}
