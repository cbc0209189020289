package io.callfuse.engine.action.agi;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.ingress.FuzzRun;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a dialplan's connection sends: it is answered or closed, by no other exception than the one that closes it. */
@Timeout(7200)
class AgiFuzzTest {
    private static final List<String> ASKED_FOR = List.of("CALLFUSE_ID", "CHANNEL(state)", "CDR(start)");
    private static final int MOST_ENVIRONMENT_LINES = 600;

    private final ByteBuffer scratch = ByteBuffer.allocate(16 * 1024);
    private long asked;
    private long replied;
    private long refused;
    private long badQueries;

    @Test
    void shouldAnswerOrCloseAnyConnection() {
        FuzzRun.of(7, (random, number) -> give(random));
        assertThat(asked).isPositive();
        assertThat(replied).isPositive();
        assertThat(refused).isPositive();
        assertThat(badQueries).isPositive();
    }

    private void give(Random random) throws IOException {
        ScriptedSocketChannel channel = new ScriptedSocketChannel(bytes(random), 1 + random.nextInt(400));
        AgiSession session = new AgiSession(channel, channel.key(), 0, new Script());
        try {
            boolean more = true;
            while (more && session.isOpen()) {
                more = session.read(scratch);
            }
        } catch (IOException closes) {
            refused++;
            assertThat(closes.getMessage()).matches("a line is longer than .* bytes|more than .* lines");
        }
        session.close();
    }

    /** Asks for variables, sets what came, as the scripts do. */
    private final class Script implements AgiSession.Listener {
        private int turns;

        @Override
        public void asked(AgiSession session, AgiRequest request) {
            asked++;
            assertThat(request.script()).isNotNull();
            assertThat(request.arguments()).isNotNull();
            try {
                assertThat(request.query()).isNotNull();
            } catch (IllegalArgumentException badlyEncoded) {
                badQueries++;
            }
            go(() -> session.get(ASKED_FOR));
        }

        @Override
        public void replied(AgiSession session, Map<String, String> values) {
            replied++;
            assertThat(ASKED_FOR).containsAll(values.keySet());
            if (turns++ == 0) {
                go(() -> session.set(values));
            } else {
                session.close();
            }
        }

        private void go(AgiLoop.SessionErrand errand) {
            try {
                errand.run();
            } catch (IOException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    private static byte[] bytes(Random random) {
        StringBuilder text = new StringBuilder();
        String script = random.nextInt(3) == 0 ? "mark?agent=ann%20b&tier=" + noise(random) : "watch";
        text.append("agi_network: yes\nagi_network_script: ").append(script).append("\n");
        text.append("agi_channel: PJSIP/caller-00000001\nagi_uniqueid: 1795370525.20\n");
        int more = random.nextInt(200) == 0 ? MOST_ENVIRONMENT_LINES : random.nextInt(5);
        for (int i = 1; i <= more; i++) {
            text.append("agi_arg_").append(i).append(": ").append(noise(random)).append('\n');
        }
        text.append('\n');
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(reply(random)).append(random.nextInt(8) == 0 ? "\r\n" : "\n");
        }
        return damaged(text.toString().getBytes(StandardCharsets.UTF_8), random);
    }

    private static String reply(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> "HANGUP";
            case 1 -> "200 result=0";
            case 2 -> "510 Invalid or unknown command";
            case 3 -> "520-Invalid command syntax.  Proper usage follows:";
            case 4 -> "520 End of proper usage.";
            case 5 -> noise(random);
            default -> "200 result=1 (" + noise(random) + ")";
        };
    }

    private static String noise(Random random) {
        if (random.nextInt(300) == 0) {
            return "x".repeat(9000);
        }
        char[] noise = new char[random.nextInt(12)];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (char)
                    (random.nextInt(6) == 0 ? random.nextInt(0xd000) : "a%&=?) (+\"\\2f".charAt(random.nextInt(13)));
        }
        return new String(noise);
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        for (int damage = random.nextInt(4); damage > 0; damage--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}
