package io.callfuse.engine.action.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** AMI over TLS: whom it trusts, and that nothing is said to anyone else. */
@Timeout(90)
class AmiTlsTest {
    @TempDir
    Path directory;

    private final FakeAmi asterisk = new FakeAmi();
    private TlsRelay relay;

    AmiTlsTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        if (relay != null) {
            relay.close();
        }
        asterisk.close();
    }

    @Test
    void shouldWorkOverTlsAsItDoesWithout() throws Exception {
        AmiTls tls = AmiTls.trusting(Optional.of(TlsRelay.makeKey(directory, "ip:127.0.0.1")));
        relay = TlsRelay.open(directory, asterisk.address());
        AmiSettings settings = new AmiSettings(
                login(tls),
                AmiTestBench.quickTimes()
                        .withConnection(
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(5),
                                Duration.ofMillis(20),
                                Duration.ofMillis(100)),
                new InetSocketAddress("127.0.0.1", 9092),
                Duration.ofSeconds(5),
                64);
        try (AmiCallControl control = new AmiCallControl(settings, new RecordedEvents())) {
            control.start();
            await().atMost(Duration.ofSeconds(30)).until(control::isConnected);
            control.userEvent("CallfuseTest", Map.of("CallfuseId", "x"));
            await().until(() -> asterisk.count("UserEvent") == 1);
            asterisk.cutAll();
            await().atMost(Duration.ofSeconds(30)).until(() -> asterisk.count("Login") == 2 && control.isConnected());
        }
    }

    @Test
    void shouldNotTellItsSecretToAPeerThatItDoesNotTrust() throws Exception {
        TlsRelay.makeKey(directory, "ip:127.0.0.1");
        relay = TlsRelay.open(directory, asterisk.address());
        Path other = Files.createDirectory(directory.resolve("other"));
        AmiTls tls = AmiTls.trusting(Optional.of(TlsRelay.makeKey(other, "ip:127.0.0.1")));
        assertThat(refusal(tls)).contains("no TLS", "ami.trustFile");
        assertThat(refusal(AmiTls.trusting(Optional.empty()))).contains("no TLS");
        assertThat(asterisk.actions).isEmpty();
    }

    @Test
    void shouldNotTrustACertificateOfAnotherHost() throws Exception {
        AmiTls tls = AmiTls.trusting(Optional.of(TlsRelay.makeKey(directory, "dns:pbx.example.net")));
        relay = TlsRelay.open(directory, asterisk.address());
        assertThat(refusal(tls)).contains("no TLS", "127.0.0.1");
        assertThat(asterisk.actions).isEmpty();
    }

    @Test
    void shouldSayThatThePortSpeaksNoTls() throws Exception {
        AmiTls tls = AmiTls.trusting(Optional.of(TlsRelay.makeKey(directory, "ip:127.0.0.1")));
        AmiLogin login = new AmiLogin(asterisk.address(), "callfuse", "s3cret", Optional.of(tls));
        assertThatThrownBy(() -> AmiCallControl.probe(login, AmiTimes.defaults()))
                .isInstanceOf(AmiUnreachableException.class)
                .hasMessageContaining("is this AMI's TLS port?");
    }

    @Test
    void shouldNameATrustFileThatCannotBeUsed() throws Exception {
        Path missing = directory.resolve("missing.pem");
        assertThatThrownBy(() -> AmiTls.trusting(Optional.of(missing)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(missing.toString());
        Path noCertificate = Files.writeString(directory.resolve("no.pem"), "hello\n");
        assertThatThrownBy(() -> AmiTls.trusting(Optional.of(noCertificate)))
                .hasMessageContaining(noCertificate.toString());
    }

    private AmiLogin login(AmiTls tls) {
        return new AmiLogin(relay.address(), "callfuse", "s3cret", Optional.of(tls));
    }

    private String refusal(AmiTls tls) {
        try {
            AmiCallControl.probe(login(tls), AmiTimes.defaults());
            throw new AssertionError("the peer was trusted");
        } catch (AmiUnreachableException refused) {
            return refused.getMessage();
        }
    }
}
