package io.callfuse.engine.cli.check;

import io.callfuse.engine.action.ami.AmiCallControl;
import io.callfuse.engine.action.ami.AmiLogin;
import io.callfuse.engine.action.ami.AmiTimes;
import io.callfuse.engine.action.ami.AmiUnreachableException;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.EngineConfig;
import java.util.function.UnaryOperator;

/** Whether Asterisk's manager interface lets the engine in. */
final class AmiCheck {
    private static final String SUBJECT = "ami";

    private AmiCheck() {}

    static Finding look(EngineConfig.Ami ami, UnaryOperator<String> environment) {
        if (!ami.enabled()) {
            return Finding.ok(SUBJECT, "switched off (ami.enabled): calls are heard, nobody is moved");
        }
        try {
            AmiLogin login =
                    new AmiLogin(ami.address(), ami.username(), ami.password().read(environment));
            AmiTimes times = AmiTimes.defaults()
                    .withConnection(
                            ami.connectTimeout(),
                            ami.responseTimeout(),
                            ami.reconnect().initial(),
                            ami.reconnect().max());
            AmiCallControl.probe(login, times);
            return Finding.ok(SUBJECT, login + " let the engine in");
        } catch (ConfigException noPassword) {
            return new Finding(SUBJECT, false, "no password for " + ami.username() + ": " + noPassword.getMessage());
        } catch (AmiUnreachableException refused) {
            return new Finding(SUBJECT, false, refused.getMessage());
        }
    }
}
