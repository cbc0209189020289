package io.callfuse.engine.cli.check;

import io.callfuse.engine.action.ami.AmiCallControl;
import io.callfuse.engine.action.ami.AmiLogin;
import io.callfuse.engine.action.ami.AmiTimes;
import io.callfuse.engine.action.ami.AmiTls;
import io.callfuse.engine.action.ami.AmiUnreachableException;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.EngineConfig;
import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Whether Asterisk's manager interface lets the engine in. */
public final class AmiCheck {
    private static final String SUBJECT = "ami";

    private AmiCheck() {}

    static Finding look(EngineConfig.Ami ami, UnaryOperator<String> environment) {
        if (!ami.enabled()) {
            return Finding.ok(SUBJECT, "switched off (ami.enabled): calls are heard, nobody is moved");
        }
        try {
            AmiLogin login = login(ami, environment);
            AmiCallControl.probe(login, times(ami));
            Optional<String> careless = ami.password().warning();
            if (careless.isPresent()) {
                return new Finding(
                        SUBJECT, Finding.Result.WARNING, login + " let the engine in, but " + careless.get());
            }
            return Finding.ok(SUBJECT, login + " let the engine in" + (ami.tls().enabled() ? " over TLS" : ""));
        } catch (ConfigException noPassword) {
            return new Finding(SUBJECT, false, "no password for " + ami.username() + ": " + noPassword.getMessage());
        } catch (AmiUnreachableException | IOException refused) {
            return new Finding(SUBJECT, false, refused.getMessage());
        }
    }

    /** Who logs in, with the password and the certificates that the configuration names. */
    public static AmiLogin login(EngineConfig.Ami ami, UnaryOperator<String> environment)
            throws ConfigException, IOException {
        Optional<AmiTls> tls =
                ami.tls().enabled() ? Optional.of(AmiTls.trusting(ami.tls().trustFile())) : Optional.empty();
        return new AmiLogin(ami.address(), ami.username(), ami.password().read(environment), tls);
    }

    /** How long to wait for what. */
    public static AmiTimes times(EngineConfig.Ami ami) {
        return AmiTimes.defaults()
                .withConnection(
                        ami.connectTimeout(),
                        ami.responseTimeout(),
                        ami.reconnect().initial(),
                        ami.reconnect().max());
    }
}
