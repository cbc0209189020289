package io.callfuse.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is done with the lab's script; in its place stands one that notes how it was called. */
@Timeout(30)
class LabTest {
    @TempDir
    Path directory;

    private LabSettings settings;
    private final List<String> story = new ArrayList<>();

    @BeforeEach
    void layOut() throws IOException {
        Files.createDirectories(directory.resolve("state/root"));
        Files.writeString(directory.resolve("state/root/.suite"), "forky\n");
        settings = new LabSettings(
                directory.resolve("lab"),
                directory.resolve("state"),
                freeUdpPort(),
                freeTcpPort(),
                freeTcpPort(),
                freeTcpPort(),
                freeTcpPort());
    }

    /** A script that notes its arguments and then does what the text says. */
    private Lab lab(String then) throws IOException {
        Files.writeString(settings.script(), "#!/bin/bash\necho \"$*\" >>'" + directory + "/asked'\n" + then + "\n");
        assertThat(settings.script().toFile().setExecutable(true)).isTrue();
        return new Lab(settings, directory);
    }

    private List<String> asked() throws IOException {
        return Files.exists(directory.resolve("asked")) ? Files.readAllLines(directory.resolve("asked")) : List.of();
    }

    @Test
    void shouldTakeAsteriskDownThatItBroughtUp() throws Exception {
        try (Lab lab = lab("[ \"$1\" != cli ]")) {
            lab.up(story::add);
        }

        assertThat(asked()).containsExactly("cli core show version", "up", "down");
        assertThat(story).singleElement().asString().startsWith("starting Asterisk 22");
    }

    @Test
    void shouldLeaveAsteriskRunningThatWasUpBefore() throws Exception {
        try (Lab lab = lab("")) {
            lab.up(story::add);
        }

        assertThat(asked()).containsExactly("cli core show version");
        assertThat(story).singleElement().asString().contains("left running");
    }

    @Test
    void shouldSayThatUnpackingTakesAWhileTheFirstTime() throws Exception {
        Files.delete(directory.resolve("state/root/.suite"));
        try (Lab lab = lab("")) {
            lab.up(story::add);
        }

        assertThat(asked()).containsExactly("up", "down");
        assertThat(story).singleElement().asString().contains("unpacking Asterisk 22 from Debian packages", "20 s");
    }

    @Test
    void shouldRepeatTheLabsOwnReasonWhenItDoesNotStart() throws Exception {
        try (Lab lab =
                lab("[ \"$1\" = down ] || { echo noise; echo 'lab: no Debian mirror found'; echo more; exit 1; }")) {
            assertThatThrownBy(() -> lab.up(story::add))
                    .isInstanceOf(LabException.class)
                    .hasMessage("the lab's Asterisk did not start: lab: no Debian mirror found");
        }

        assertThat(asked()).last().isEqualTo("down");
    }

    @Test
    void shouldEndTheScriptAndTakeAsteriskDownWhenInterruptedWhileItStarts() throws Exception {
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread starter = new Thread(() -> {
            try (Lab lab = lab("case $1 in cli) exit 1 ;; up) echo $$ >'" + directory + "/pid'; sleep 60 ;; esac")) {
                lab.up(story::add);
            } catch (InterruptedException | IOException e) {
                end.set(e);
            }
        });
        starter.start();
        await().until(() -> Files.exists(directory.resolve("pid"))
                && !Files.readString(directory.resolve("pid")).isBlank());
        starter.interrupt();
        starter.join();

        assertThat(end.get()).isInstanceOf(InterruptedException.class);
        assertThat(asked()).last().isEqualTo("down");
        long pid = Long.parseLong(Files.readString(directory.resolve("pid")).strip());
        await().until(() -> ProcessHandle.of(pid).isEmpty());
    }

    @Test
    void shouldSayWhyACallFailed() throws Exception {
        try (Lab lab = lab("echo 'lab: the call to queue failed: 503'; exit 1")) {
            LabCall call = lab.call("queue", directory.resolve("speech.ul"), 63);
            await().until(call::isOver);

            assertThat(call.complaint()).isEqualTo("lab: the call to queue failed: 503");
        }
        assertThat(asked()).containsExactly("call queue " + directory.resolve("speech.ul") + " 63");
    }

    @Test
    void shouldHangUpItsOwnCallersAndNobodyElseInAnAsteriskThatStaysUp() throws Exception {
        String row = "!lab-queue!s!2!Up!Queue!support,c!1!!!3!1!!1.0";
        Lab lab = lab(
                """
                case "$*" in
                  call*) touch '%1$s/calling'; sleep 60 ;;
                  'cli core show channels concise') echo 'PJSIP/caller-1%2$s'; echo 'PJSIP/caller-2%2$s' ;;
                  'cli core show channel PJSIP/caller-1') echo LAB_CALLED=queue-1 ;;
                  'cli core show channel PJSIP/caller-2') echo LAB_CALLED=watch ;;
                esac
                """
                        .formatted(directory, row));
        lab.up(story::add);
        LabCall call = lab.call("queue-1", directory.resolve("speech.ul"), 63);
        await().until(() -> Files.exists(directory.resolve("calling")));

        lab.close();

        assertThat(call.isOver()).isTrue();
        assertThat(asked())
                .contains("cli channel request hangup PJSIP/caller-1")
                .doesNotContain("cli channel request hangup PJSIP/caller-2", "down");
    }

    private static int freeTcpPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static int freeUdpPort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
