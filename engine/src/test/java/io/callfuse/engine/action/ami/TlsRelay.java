package io.callfuse.engine.action.ami;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Speaks TLS with a key of its own in front of a peer that does not, as Asterisk's manager does on its TLS port. */
final class TlsRelay implements AutoCloseable {
    private static final String PASSWORD = "changeit";

    private final ServerSocket server;
    private final InetSocketAddress behind;

    private TlsRelay(ServerSocket server, InetSocketAddress behind) {
        this.server = server;
        this.behind = behind;
    }

    /** Makes a key whose certificate names this host ({@code ip:127.0.0.1} or {@code dns:NAME}), and writes it as PEM. */
    static Path makeKey(Path directory, String host) throws Exception {
        Path store = directory.resolve("key.p12");
        keytool(
                "-genkeypair",
                "-keystore",
                store,
                "-alias",
                "ami",
                "-keyalg",
                "EC",
                "-dname",
                "CN=ami",
                "-ext",
                "san=" + host);
        Path pem = directory.resolve("ami.pem");
        keytool("-exportcert", "-keystore", store, "-alias", "ami", "-rfc", "-file", pem);
        return pem;
    }

    private static void keytool(Object... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("keytool failed");
        }
    }

    /** Listens with the key that was made in this directory. */
    static TlsRelay open(Path directory, InetSocketAddress behind) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve("key.p12"))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        TlsRelay relay = new TlsRelay(
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), behind);
        relay.daemon(relay::accept);
        return relay;
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", server.getLocalPort());
    }

    private void accept() throws IOException {
        while (true) {
            Socket outside = server.accept();
            Socket inside = new Socket(behind.getAddress(), behind.getPort());
            daemon(() -> pump(outside, inside));
            daemon(() -> pump(inside, outside));
        }
    }

    private static void pump(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            OutputStream out = to.getOutputStream();
            byte[] block = new byte[4096];
            for (int count = from.getInputStream().read(block);
                    count > 0;
                    count = from.getInputStream().read(block)) {
                out.write(block, 0, count);
                out.flush();
            }
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private void daemon(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException closed) {
                        Thread.currentThread().interrupt();
                    }
                },
                "tls-relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
