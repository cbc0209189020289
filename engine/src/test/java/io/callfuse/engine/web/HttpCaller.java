package io.callfuse.engine.web;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Speaks HTTP word by word over a real socket, so that it can also say what no client would. */
public final class HttpCaller implements AutoCloseable {
    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    /** Connects. */
    public HttpCaller(InetSocketAddress server) throws IOException {
        this(server, 0);
    }

    HttpCaller(InetSocketAddress server, int receiveBytes) throws IOException {
        if (receiveBytes > 0) {
            socket.setReceiveBufferSize(receiveBytes);
        }
        socket.connect(server);
        socket.setSoTimeout(60_000);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Asks, with the token and a host that is right, and returns the whole answer; the connection is closed after it. */
    public static Reply get(InetSocketAddress server, String path, String token) throws IOException {
        return ask(server, "GET", path, "Host: localhost\r\nAuthorization: Bearer " + token + "\r\n", "");
    }

    static Reply ask(InetSocketAddress server, String method, String path, String headers, String body)
            throws IOException {
        try (HttpCaller caller = new HttpCaller(server)) {
            caller.send(method + " " + path + " HTTP/1.1\r\n" + headers + "Connection: close\r\n"
                    + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n") + "\r\n" + body);
            return Reply.of(caller.rest());
        }
    }

    /** What came back. */
    public record Reply(int status, String head, String body) {
        static Reply of(String text) {
            int end = text.indexOf("\r\n\r\n");
            String head = end < 0 ? text : text.substring(0, end);
            return new Reply(Integer.parseInt(head.split(" ")[1]), head, end < 0 ? "" : text.substring(end + 4));
        }
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Everything until the server closes. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Reads until this was said, and returns all that was read; fails where the server closes before. */
    public String readUntil(String mark) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(mark) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed after: " + read);
            }
            read.append((char) next);
        }
        return read.toString();
    }

    /** Begins to read events. */
    public void stream(String path, String token, String moreHeaders) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n" + moreHeaders
                + "\r\n");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
