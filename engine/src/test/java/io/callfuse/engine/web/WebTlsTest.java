package io.callfuse.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.admission.Networks;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS with a certificate and a key from PEM files. */
@Timeout(90)
class WebTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Health WELL = new Health() {
        @Override
        public Report alive() {
            return new Report(true, Map.of());
        }

        @Override
        public Report ready() {
            return alive();
        }
    };

    @TempDir
    Path folder;

    @Test
    void shouldAnswerWithItsCertificate() throws Exception {
        KeyStore keys = makeKey();
        WebTls tls = WebTls.of(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        WebSettings settings = new WebSettings(
                new InetSocketAddress("127.0.0.1", 0),
                Networks.LOOPBACK,
                Set.of(),
                8,
                2,
                Optional.of(tls),
                false,
                "token",
                Duration.ofSeconds(30),
                Duration.ofSeconds(30));
        LiveBoard board = new LiveBoard();
        try (WebServer server =
                new WebServer(settings, new WebServer.Sources(board, new StubCalls(), WELL, () -> "", "run1"))) {
            server.start();
            HttpClient client =
                    HttpClient.newBuilder().sslContext(trusting(keys)).build();
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(
                                    "https://127.0.0.1:" + server.address().getPort() + "/calls"))
                            .header("Authorization", "Bearer token")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"calls\":[]}");
        }
    }

    @Test
    void shouldSayWhichFilesDoNotFit() throws Exception {
        Path nothing = Files.writeString(folder.resolve("nothing.pem"), "nothing");
        assertThatThrownBy(() -> WebTls.of(nothing, nothing))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("http.certificateFile")
                .hasMessageContaining("nothing.pem");
    }

    private KeyStore makeKey() throws Exception {
        Path store = folder.resolve("key.p12");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-alias",
                        "web",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=web",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        write("cert.pem", "CERTIFICATE", keys.getCertificate("web").getEncoded());
        write("key.pem", "PRIVATE KEY", keys.getKey("web", PASSWORD).getEncoded());
        return keys;
    }

    private void write(String file, String kind, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        Files.writeString(
                folder.resolve(file), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    private static SSLContext trusting(KeyStore keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("web", keys.getCertificate("web"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
