package io.callfuse.engine.action.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** ARI over TLS: only with the certificate that is trusted, and only if it names the host. */
@Timeout(60)
class AriTlsTest {
    private static final String STORE_PASSWORD = "changeit";

    @TempDir
    static Path directory;

    private static FakeAri good;
    private static FakeAri misnamed;

    @BeforeAll
    static void makeCertificates() throws Exception {
        good = new FakeAri(1, Optional.of(server("good", "ip:127.0.0.1")));
        misnamed = new FakeAri(1, Optional.of(server("misnamed", "dns:elsewhere.example")));
    }

    @AfterAll
    static void close() {
        good.close();
        misnamed.close();
    }

    @Test
    void shouldSpeakTlsWhereTheCertificateIsTrusted() throws Exception {
        assertThat(probe(good, Optional.of(directory.resolve("good.pem")))).isEqualTo("22.10.1");
    }

    @Test
    void shouldRefuseACertificateThatNobodyVouchesFor() {
        assertThatThrownBy(() -> probe(good, Optional.empty()))
                .isInstanceOf(AriUnreachableException.class)
                .hasMessageContaining("TLS failed");
    }

    @Test
    void shouldRefuseTheCertificateOfAnotherHost() {
        assertThatThrownBy(() -> probe(misnamed, Optional.of(directory.resolve("misnamed.pem"))))
                .hasMessageContaining("TLS failed");
    }

    @Test
    void shouldNameATrustFileThatCannotBeRead() {
        assertThatThrownBy(() -> probe(good, Optional.of(directory.resolve("absent.pem"))))
                .hasMessageContainingAll("absent.pem", "ari.trustFile");
    }

    private static String probe(FakeAri ari, Optional<Path> trust) throws AriUnreachableException {
        AriLogin plain = ari.login();
        AriLogin login = new AriLogin(plain.address(), true, trust, plain.username(), plain.password(), plain.app());
        return AriProbe.look(login, AriTestBench.quickTimes(), AudioSocketTap.MODULES);
    }

    private static SslContext server(String name, String host) throws Exception {
        Path store = directory.resolve(name + ".p12");
        keytool(List.of(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=" + host,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString()));
        keytool(List.of(
                "-exportcert",
                "-rfc",
                "-alias",
                name,
                "-keystore",
                store.toString(),
                "-file",
                directory.resolve(name + ".pem").toString()));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            keys.load(stream, STORE_PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, STORE_PASSWORD.toCharArray());
        return SslContextBuilder.forServer(managers).build();
    }

    private static void keytool(List<String> arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        builder.command().addAll(arguments);
        builder.command().addAll(List.of("-storepass", STORE_PASSWORD));
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
