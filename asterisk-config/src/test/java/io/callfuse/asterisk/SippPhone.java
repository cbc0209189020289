package io.callfuse.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One SIPp process that plays a phone for one call, with an ear beside it. One test thread. */
final class SippPhone implements AutoCloseable {
    private static final Pattern MEDIA_LINE = Pattern.compile("m=audio (\\d+) ");
    private static final Pattern EVENTS_LINE = Pattern.compile("a=rtpmap:(\\d+) telephone-event/8000");

    private final PhoneEar ear = new PhoneEar();
    private final long startedNs;
    private final Process process;
    private final Path work;
    private PhoneMouth mouth;

    /** Starts SIPp on a scenario of the lab in which the given words are replaced; MEDIA_PORT is the ear's unless given. */
    SippPhone(AsteriskLab lab, String scenario, Map<String, String> words, List<String> options) {
        try {
            work = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "phone");
            String text = Files.readString(lab.scenario(scenario));
            for (Map.Entry<String, String> word : words.entrySet()) {
                text = text.replace("@" + word.getKey() + "@", word.getValue());
            }
            Files.writeString(work.resolve(scenario), text.replace("@MEDIA_PORT@", Integer.toString(ear.port())));
            ProcessBuilder builder = new ProcessBuilder(sipp(lab));
            builder.command().addAll(List.of("-sf", scenario, "-i", "127.0.0.1", "-mi", "127.0.0.1", "-m", "1"));
            builder.command().addAll(List.of("-nostdin", "-trace_err", "-error_file", "errors"));
            builder.command().addAll(List.of("-trace_msg", "-message_file", "messages"));
            builder.command().addAll(List.of("-min_rtp_port", "30000", "-max_rtp_port", "39998"));
            builder.command().addAll(options);
            builder.environment().put("TERM", "dumb");
            startedNs = System.nanoTime();
            process = builder.directory(work.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(work.resolve("out").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("SIPp did not start", e);
        }
    }

    private static List<String> sipp(AsteriskLab lab) throws IOException {
        Path usr = lab.directory().resolve("root/usr");
        try (var libraries = Files.newDirectoryStream(usr.resolve("lib"), "*-linux-gnu")) {
            Path library = libraries.iterator().next();
            try (var loaders = Files.newDirectoryStream(library, "ld-linux-*.so.*")) {
                String loader = loaders.iterator().next().toString();
                return new java.util.ArrayList<>(
                        List.of(loader, "--library-path", library.toString(), usr + "/bin/sipp"));
            }
        }
    }

    /** What this phone hears. */
    PhoneEar ear() {
        return ear;
    }

    /** When SIPp was started, on {@link System#nanoTime()}'s clock: shortly before its first message. */
    long startedNs() {
        return startedNs;
    }

    /** Whether the call (or the wait for one) is still going on. */
    boolean isInUse() {
        return process.isAlive();
    }

    /** Waits until the call is over; false when it is not within the limit. */
    boolean awaitEnd(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether the call went as the scenario says; what SIPp complained of otherwise. */
    String complaint() {
        return process.exitValue() == 0 ? "" : "exit " + process.exitValue() + "\n" + written("errors");
    }

    /** How the call went as far as this phone knows: whether SIPp still runs, its complaints, every message. */
    String story() {
        String state = process.isAlive() ? "SIPp runs" : "SIPp ended with " + process.exitValue();
        return state + "\n" + written("out") + written("errors") + written("messages");
    }

    /** The user of the phone begins to speak, once Asterisk has answered the call that this phone has begun. */
    void say(Path rawMuLaw) {
        Matcher media = MEDIA_LINE.matcher(story().split("SIP/2\\.0 200 OK", 2)[1]);
        if (mouth != null || !media.find()) {
            throw new IllegalStateException("speaks already, or to nobody: " + story());
        }
        mouth = ear.mouth(Integer.parseInt(media.group(1)), rawMuLaw);
    }

    /** The user of the phone presses keys in a call that stands. */
    void press(String keys) throws Exception {
        // Who was called has Asterisk's port from the INVITE, who has called from the answer.
        String said = story();
        int invited = said.indexOf("INVITE sip:agent@");
        String theirs = invited < 0 ? said.split("SIP/2\\.0 200 OK", 2)[1] : said.substring(invited);
        Matcher media = MEDIA_LINE.matcher(theirs);
        Matcher events = EVENTS_LINE.matcher(theirs);
        if (!media.find() || !events.find()) {
            throw new IllegalStateException("nobody takes keys: " + said);
        }
        ear.keys(Integer.parseInt(media.group(1)), Integer.parseInt(events.group(1)))
                .press(keys);
    }

    private String written(String name) {
        Path file = work.resolve(name);
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            if (!awaitEnd(Duration.ofSeconds(2))) {
                process.destroyForcibly();
            }
        }
        if (mouth != null) {
            mouth.close();
        }
        ear.close();
    }
}
