package io.callfuse.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.admission.Networks;
import io.callfuse.engine.policy.Route;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

@Timeout(60)
class ConfigLoaderTest {
    @TempDir
    Path directory;

    @Test
    void shouldTakeWhatTheFileSaysAndTheDefaultsForTheRest() throws Exception {
        EngineConfig config =
                load("""
                        audiosocket: {listen: "[::1]:19092", unannounced: refuse}
                        ami:
                          enabled: false
                          address: pbx.example.net:5039
                          passwordFile: /run/secrets/ami
                        tap: {audiosocketAddress: "10.0.0.5:9092"}
                        policy:
                          fuse: {enterThreshold: 82.5, dwell: 0.5 s}
                          decideBy: 1 min
                          routes:
                            care: {context: care-team, extension: '100', priority: 2}
                          switchTo: care
                          fallback: care
                          bridged: {agent: hangup}
                        model: {file: m.bin}
                        """)
                        .config();
        assertThat(config.audiosocket().listen()).isEqualTo(new InetSocketAddress("::1", 19092));
        assertThat(config.audiosocket().unannounced()).isEqualTo(EngineConfig.Unannounced.REFUSE);
        assertThat(config.ami().address()).isEqualTo(InetSocketAddress.createUnresolved("pbx.example.net", 5039));
        assertThat(config.ami().password().file()).contains(Path.of("/run/secrets/ami"));
        assertThat(config.tap().audiosocketAddress()).contains(InetSocketAddress.createUnresolved("10.0.0.5", 9092));
        assertThat(config.policy().settings().fuse().enterThreshold()).isEqualTo(82.5);
        assertThat(config.policy().settings().fuse().exitThreshold()).isEqualTo(60);
        assertThat(config.policy().settings().fuse().dwell()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.policy().settings().decideBy()).isEqualTo(Duration.ofMinutes(1));
        Route care = new Route("care", "care-team", "100", 2);
        assertThat(config.policy().settings().switchRoute()).isEqualTo(care);
        assertThat(config.policy().settings().fallback()).contains(care);
        assertThat(config.policy().bridged().agentRoute()).isEmpty();
        assertThat(config.model().file()).contains(Path.of("m.bin"));
        assertThat(config.agi()).isEqualTo(ConfigLoader.defaults().config().agi());
    }

    @Test
    void shouldReadFromWhereConnectionsMayCome() throws Exception {
        EngineConfig config =
                load("""
                        audiosocket: {allow: "loopback, 10.1.0.0/16, fd00::/8", maxPerPeer: 7, maxSpeed: 2.5}
                        agi: {allow: 192.0.2.7, maxSessions: 50}
                        ami: {tls: true, trustFile: /etc/callfuse/ami.pem}
                        engine: {drainWithin: 0 s}
                        """)
                        .config();
        assertThat(config.audiosocket().allow()).isEqualTo(Networks.parse("loopback,10.1.0.0/16,fd00::/8"));
        assertThat(config.audiosocket().maxPerPeer()).isEqualTo(7);
        assertThat(config.audiosocket().maxSpeed()).isEqualTo(2.5);
        assertThat(config.agi().allow()).isEqualTo(Networks.parse("192.0.2.7/32"));
        assertThat(config.agi().maxSessions()).isEqualTo(50);
        assertThat(config.ami().tls().trustFile()).contains(Path.of("/etc/callfuse/ami.pem"));
        assertThat(config.engine().drainWithin()).isZero();
        assertThat(ConfigLoader.defaults().config().audiosocket().allow()).isEqualTo(Networks.LOOPBACK);
        assertThat(ConfigLoader.defaults().config().ami().tls().enabled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "example.org", "10.0.0.0/8,", "everyone"})
    void shouldRefuseNetworksThatAreNone(String allow) {
        assertThat(faults("agi: {allow: '" + allow + "'}"))
                .singleElement()
                .asString()
                .contains("agi.allow");
    }

    @Test
    void shouldTellEveryFaultAtOnceInTheOrderOfTheFile() {
        assertThat(
                        faults(
                                """
                        policy:
                          fuse:
                            dwel: 3 s
                            cooldown: 20
                            enterThreshold: 175
                          decideBy: soon
                        agi:
                          listen: 127.0.0.1:99999
                        ami:
                          password: hunter2
                          enabled: yes
                        """))
                .containsExactly(
                        "3: policy.fuse.dwel: is not an option (hint: did you mean 'dwell'?)",
                        "4: policy.fuse.cooldown: is '20'; it must be a time from 1 s to 24 h"
                                + " (hint: write a unit: '20 s', '20 ms' or '20 min')",
                        "5: policy.fuse.enterThreshold: is '175'; it must be a number from 0 to 100",
                        "6: policy.decideBy: is 'soon'; it must be a time from 2 s to 60 min",
                        "8: agi.listen: is '127.0.0.1:99999'; it must be HOST:PORT with a port from 0 to 65535",
                        "10: ami.password: is not allowed here (hint: a secret never stands in this file;"
                                + " name passwordFile or passwordEnvironment instead)",
                        "11: ami.enabled: is 'yes'; it must be true or false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{policy: {dwell: 3 s}} | policy.dwell: is not an option (hint: did you mean 'policy.fuse.dwell'?)",
                "{engine: {frobnicate: 1}} | engine.frobnicate: is not an option"
                        + " (hint: known here: workers, queueFrames, gapAfter, maxCalls, drainWithin, lateAfter, refuseWhenLate)",
                "{agi: {a.b: 1}} | agi.a.b: is not an option (hint: known here: listen, allow, maxSessions, maxPerPeer, async)",
                "{polcy: {}} | polcy: is not an option (hint: did you mean 'policy'?)",
                "{policy: {fuse: {dwell: '20'}}} | policy.fuse.dwell: is '20'; it must be a time from 0 s to 1 min"
                        + " (hint: write a unit: '20 s', '20 ms' or '20 min')",
                "{policy: {fuse: {dwell: 2 min}}} | policy.fuse.dwell: is '2 min'; it must be a time from 0 s to 1 min",
                "{policy: {fuse: {dwell: -1 s}}} | policy.fuse.dwell: is '-1 s'; it must be a time from 0 s to 1 min",
                "{policy: {fuse: {dwell: 0.0001 s}}} | policy.fuse.dwell: is '0.0001 s';"
                        + " it must be a time from 0 s to 1 min",
                "{policy: {fuse: {enterThreshold: .nan}}} | policy.fuse.enterThreshold: is '.nan';"
                        + " it must be a number from 0 to 100",
                "{policy: {fuse: 7}} | policy.fuse: is '7'; it must be a section with options of its own",
                "{policy: {fuse: [1]}} | policy.fuse: is a list; it must be a section with options of its own",
                "{policy: } | policy: has no value; it must be a section with options of its own"
                        + " (hint: leave it out to keep the default)",
                "{policy: {version: 2}} | policy.version: is '2'; it must be text of 1 to 64 characters"
                        + " (hint: put it in quotes: '2')",
                "{policy: {bridged: {agent: drop}}} | policy.bridged.agent: is 'drop'; it must be one of keep, hangup",
                "{policy: {routes: {}}} | policy.routes: is empty (hint: leave it out to keep the defaults)",
                "{policy: {routes: {soothing: {extension: s}}}} | policy.routes.soothing: lacks 'context'",
                "{policy: {routes: {none: {context: c}}}} | policy.routes.none: is not a name for this"
                        + " (hint: begin with a letter; letters, digits, '-' and '_'; not 'none')",
                "{policy: {routes: {soothing: {context: 'a,b'}, agent: {context: a}}}} |"
                        + " policy.routes.soothing.context: is 'a,b'; it must be text without blanks and commas,"
                        + " of 1 to 79 characters",
                "{policy: {routes: {soothing: {context: c, extension: 100}, agent: {context: a}}}} |"
                        + " policy.routes.soothing.extension: is '100'; it must be text without blanks and commas,"
                        + " of 1 to 79 characters (hint: put it in quotes: '100')",
                "{engine: {queueFrames: 48}} | engine.queueFrames: is '48'; it must be one of 16, 32, 64, 128, 256, 512",
                "{engine: {workers: 1.5}} | engine.workers: is '1.5'; it must be a whole number from 0 to 256",
                "{rtp: {ports: 20000}} | rtp.ports: is '20000'; it must be shared, or two ports such as 20000-20999"
                        + " (hint: put it in quotes: '20000')",
                "{rtp: {jitterDelay: 1 s}} | rtp.jitterDelay: is '1 s'; it must be a time from 0 ms to 500 ms",
                "{ami: {address: '127.0.0.1:0'}} | ami.address: is '127.0.0.1:0';"
                        + " it must be HOST:PORT with a port from 1 to 65535",
                "{audiosocket: {silenceTimeout: 10 s}} | audiosocket.silenceTimeout: is not allowed here (hint: it is called"
                        + " identifyWithin now: the time a connection may take to say its UUID)",
                "{ami: {secret: s3cret}} | ami.secret: is not allowed here (hint: a secret never stands in this file;"
                        + " name passwordFile or passwordEnvironment instead)"
            })
    void shouldSayWhatIsWrongWithAnOptionAndWhatToDo(String yaml, String message) {
        assertThat(faults(yaml)).containsExactly("1: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{policy: {fuse: {exitThreshold: 80}}} | policy.fuse.exitThreshold: '80' is over"
                        + " policy.fuse.enterThreshold (75)",
                "{policy: {fuse: {enterThreshold: 50}}} | policy.fuse.exitThreshold: '60' is over"
                        + " policy.fuse.enterThreshold (50)",
                "{policy: {classifyBy: 2 min}} | policy.classifyBy: '2 min' is longer than policy.decideBy (1 min)",
                "{ami: {reconnect: {initial: 1 min}}} | ami.reconnect.initial: '1 min' is longer than"
                        + " ami.reconnect.max (30 s)",
                "{ari: {reconnect: {initial: 1 min}}} | ari.reconnect.initial: '1 min' is longer than"
                        + " ari.reconnect.max (30 s)",
                "{tap: {by: ari}} | tap.by: 'ari' needs ARI (hint: set ari.enabled to true, or tap by chanspy)",
                "{agi: {async: callfuse}, ami: {enabled: false}} | agi.async: needs AMI, over which it is asked and answered"
                        + " (hint: set ami.enabled to true, or agi.async to none)",
                "{agent: {leg: true}, ami: {enabled: false}} | agent.leg: needs AMI, which tells whom a caller talks to"
                        + " (hint: set ami.enabled to true, or agent.leg to false)",
                "{tap: {media: rtp}, rtp: {enabled: true}} | tap.media: 'rtp' needs ARI (hint: set ari.enabled to true, or"
                        + " bring the audio by audiosocket)",
                "{tap: {media: rtp}, ari: {enabled: true}} | tap.media: 'rtp' needs the RTP inlet (hint: set rtp.enabled to"
                        + " true, or bring the audio by audiosocket)",
                "{policy: {switchTo: soothin}} | policy.switchTo: there is no route 'soothin' in policy.routes"
                        + " (hint: did you mean 'soothing'?)",
                "{policy: {switchTo: none}} | policy.switchTo: there is no route 'none' in policy.routes"
                        + " (hint: known routes: agent, fallback, soothing, technical; name a route)",
                "{policy: {fallback: elsewhere}} | policy.fallback: there is no route 'elsewhere' in policy.routes"
                        + " (hint: known routes: agent, fallback, soothing, technical; or write none, to leave the caller in place)",
                "{policy: {fallback: none, routes: {soothing: {context: c}}}} | policy.bridged.agentRoute: there is no route 'agent' in"
                        + " policy.routes (hint: known routes: soothing; or set policy.bridged.agent to hangup)",
                "{rtp: {listen: '0.0.0.0:16384'}} | rtp.host: is needed where rtp.listen names every interface"
                        + " (hint: write the host to which Asterisk sends)",
                "{rtp: {ports: 20000-2000}} | rtp.ports: ports 20000-2000 are no range within 1-65535",
                "{websocket: {allow: 10.0.0.0/33}} | websocket.allow: prefix of 33 bits is not in 0..32",
                "{rtp: {allow: 10.0.0.0/33}} | rtp.allow: prefix of 33 bits is not in 0..32",
                "{audiosocket: {listen: '0.0.0.0:9092'}} | tap.audiosocketAddress: is needed where audiosocket.listen"
                        + " names every interface (hint: write the HOST:PORT to which Asterisk connects)"
            })
    void shouldCheckOptionsAgainstEachOther(String yaml, String message) {
        assertThat(faults(yaml)).containsExactly("1: " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{policy: {routes: {soothing: {context: \"c\\n\"}, agent: {context: a}}}}",
                "{policy: {routes: {\"soothing\\n\": {context: c}, agent: {context: a}}, switchTo: \"soothing\\n\"}}",
                "{policy: {fuse: {dwell: \"3 s\\n\"}}}",
                "{agi: {listen: \"127.0.0.1:4573\\n\"}}",
                "{ami: {address: \"pbx:5038\\n\"}}",
                "{ami: {passwordEnvironment: \"A\\n\"}}",
                "{ami: {username: \"callfuse\\r\\nAction: Logoff\"}}",
                "{tap: {audiosocketAddress: \"listen\\n\"}}",
                "{ari: {app: \"callfuse\\n\"}}",
                "{ari: {username: \"callfuse\\r\\nX: y\"}}",
                "{policy: {version: \"1\\n\"}}",
                "{archive: {directory: \"a\\0b\"}}"
            })
    void shouldRefuseALineBreakThatCouldReachAnotherProtocol(String yaml) {
        assertThat(faults(yaml)).isNotEmpty().allSatisfy(fault -> assertThat(fault)
                .startsWith("1: "));
    }

    @Test
    void shouldShowAValueOnOneLineAndCutALongOne() {
        assertThat(faults("{policy: {fuse: {dwell: \"3\\n\\t s\"}, decideBy: " + "x".repeat(500) + "}}"))
                .containsExactlyInAnyOrder(
                        "1: policy.fuse.dwell: is '3\\n\\x09 s'; it must be a time from 0 s to 1 min",
                        "1: policy.decideBy: is '" + "x".repeat(60) + "...'; it must be a time from 2 s to 60 min");
    }

    @Test
    void shouldRefuseOrTakeAnyDamagedFileWithoutFailing() throws IOException {
        String reference = reference();
        Random random = new Random(2026);
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            StringBuilder damaged = new StringBuilder(reference);
            for (int damage = random.nextInt(4); damage >= 0; damage--) {
                damage(damaged, random);
            }
            refused += faults(damaged.toString()).isEmpty() ? 0 : 1;
        }
        assertThat(refused).isBetween(100, 399);
    }

    private static void damage(StringBuilder text, Random random) {
        String alphabet = ":{}[]#'\"&*!|>-\n\t 0a.,?%@~";
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
            case 0 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
            case 1 -> text.deleteCharAt(at);
            case 2 -> text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
            default -> text.delete(at, Math.min(text.length(), at + random.nextInt(200)));
        }
    }

    private static String reference() throws IOException {
        try (InputStream stream = ConfigLoaderTest.class.getResourceAsStream("reference.yaml")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void shouldNotBlameAnOptionForTheFaultOfAnother() {
        assertThat(faults("{policy: {fuse: {enterThreshold: high, exitThreshold: 90}}}"))
                .containsExactly("1: policy.fuse.enterThreshold: is 'high'; it must be a number from 0 to 100");
        assertThat(faults("{policy: {switchTo: care, routes: {care: {contxt: c}}}}"))
                .allSatisfy(fault -> assertThat(fault).startsWith("1: policy.routes.care"));
    }

    @Test
    void shouldNameTheLineOfAFaultBetweenTwoOptions() {
        assertThat(faults("policy:\n  switchTo: soothing\n  fallback: none\n  routes:\n    agent: {context: a}\n"))
                .containsExactly("2: policy.switchTo: there is no route 'soothing' in policy.routes"
                        + " (hint: known routes: agent; name a route)");
    }

    @Test
    void shouldRefuseWhatIsNoYamlWithItsLine() {
        assertThat(faults("policy:\n  fuse: [1\nagi: 2\n")).singleElement().satisfies(fault -> assertThat(fault)
                .startsWith("3: is not YAML: while parsing a flow sequence, expected ',' or ']'"));
        assertThat(faults("policy:\n\tfuse: 1\n")).singleElement().satisfies(fault -> assertThat(fault)
                .startsWith("2: is not YAML: "));
        assertThat(faults("agi: {listen: &a '127.0.0.1:1'}\naudiosocket: {listen: *a}\n"))
                .containsExactly(
                        "2: audiosocket.listen: is an alias (hint: write the value out; aliases are not read)");
        assertThat(faults("engine:\n  workers: 1\n  workers: 2\n"))
                .containsExactly("3: engine.workers: stands twice (hint: the first is in line 2)");
        assertThat(faults("engine: {}\n---\nagi: {}\n")).singleElement().satisfies(fault -> assertThat(fault)
                .contains("a second document begins here"));
    }

    @ParameterizedTest
    @CsvSource({"''", "'# only a comment'", "'---'", "'~'", "'- a'", "'hello'"})
    void shouldRefuseAFileThatHoldsNoOption(String yaml) {
        assertThat(faults(yaml)).singleElement().satisfies(fault -> assertThat(fault)
                .startsWith("1: holds no ")
                .contains("begin with a section such as 'policy:'"));
    }

    @Test
    void shouldSayInOneLineThatAFileCannotBeRead() throws IOException {
        Path missing = directory.resolve("no.yaml");
        assertThatThrownBy(() -> ConfigLoader.load(missing))
                .isInstanceOf(ConfigException.class)
                .hasMessage(missing + ": does not exist");
        assertThatThrownBy(() -> ConfigLoader.load(directory))
                .hasMessage(directory + ": is a directory (hint: name the file itself)");
        Path latin = Files.write(
                directory.resolve("latin.yaml"), "agi: {}\n# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> ConfigLoader.load(latin))
                .hasMessage(latin + ":2: is not UTF-8 (hint: save the file as UTF-8)");
    }

    @Test
    void shouldReadAFileThatBeginsWithAByteOrderMark() throws Exception {
        Path marked = Files.writeString(directory.resolve("bom.yaml"), "\ufeffengine: {workers: 3}\n");
        assertThat(ConfigLoader.load(marked).config().engine().workers()).isEqualTo(3);
    }

    @Test
    void shouldHashWhatTheFileMeansAndNotHowItIsWritten() throws Exception {
        String one =
                load("{policy: {fuse: {dwell: 3 s, enterThreshold: 75.0}}}").sha256();
        assertThat(one).isEqualTo(ConfigLoader.defaults().sha256());
        assertThat(load("# calm\npolicy:\n  fuse: {enterThreshold: 75, dwell: 3000 ms}\n")
                        .sha256())
                .isEqualTo(one);
        assertThat(load("{policy: {fuse: {dwell: 3001 ms}}}").sha256()).isNotEqualTo(one);
        assertThat(load("{policy: {version: '2'}}").sha256()).isNotEqualTo(one);
    }

    @Test
    void shouldNameTheSuccessorOfARetiredOption() {
        ObjectNode schema = (ObjectNode) ConfigSchema.EMBEDDED.root().deepCopy();
        ((ObjectNode) schema.at("/properties/policy"))
                .putObject("x-refused")
                .put("threshold", "retired; it is now policy.fuse.enterThreshold");
        assertThatThrownBy(() -> ConfigLoader.parse("{policy: {threshold: 80}}", "x.yaml", new ConfigSchema(schema)))
                .hasMessage("x.yaml:1: policy.threshold: is not allowed here"
                        + " (hint: retired; it is now policy.fuse.enterThreshold)");
    }

    private LoadedConfig load(String yaml) throws ConfigException, IOException {
        return ConfigLoader.load(Files.writeString(directory.resolve("callfuse.yaml"), yaml));
    }

    /** The lines of the message without the name of the file. */
    private List<String> faults(String yaml) {
        try {
            load(yaml);
            return List.of();
        } catch (ConfigException refused) {
            String source = directory.resolve("callfuse.yaml") + ":";
            assertThat(refused.getMessage().lines())
                    .allSatisfy(line -> assertThat(line).startsWith(source));
            assertThat(refused.getMessage()).doesNotContain("hunter2", "s3cret");
            return refused.getMessage()
                    .lines()
                    .map(line -> line.substring(source.length()))
                    .toList();
        } catch (IOException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
