package io.callfuse.engine.config;

import io.callfuse.engine.admission.Networks;
import io.callfuse.engine.archive.audio.AudioSettings;
import io.callfuse.engine.ingress.rtp.RtpSettings;
import io.callfuse.engine.policy.FollowUp;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.policy.Route;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The whole configuration of an engine, checked. The schema and {@code reference.yaml} say what each option means. */
public record EngineConfig(
        AudioSocket audiosocket,
        Rtp rtp,
        WebSocket websocket,
        Agi agi,
        Ami ami,
        Ari ari,
        Tap tap,
        Policy policy,
        Workers engine,
        Archive archive,
        Privacy privacy,
        AudioSettings recordings,
        Model model,
        Recognition recognition,
        Agent agent,
        Http http,
        List<Webhook> webhooks,
        Optional<Kafka> kafka) {

    /**
     * Where Asterisk brings the audio.
     *
     * @param maxPerPeer connections at a time from one address
     * @param maxSpeed how many times faster than real time a stream may be; 0 for any
     */
    public record AudioSocket(
            InetSocketAddress listen,
            Duration identifyWithin,
            Unannounced unannounced,
            Networks allow,
            int maxPerPeer,
            double maxSpeed) {}

    /** Whether and how RTP is received. */
    public record Rtp(boolean enabled, RtpSettings settings) {}

    /**
     * Whether and how WebSockets of Asterisk are taken.
     *
     * @param enabled whether to listen for those that Asterisk opens
     * @param maxPerPeer connections at a time from one address
     * @param startWithin how long a connection may take to say what it brings
     * @param maxBacklog how much is heard of what comes late and all at once
     */
    public record WebSocket(
            boolean enabled,
            InetSocketAddress listen,
            Networks allow,
            int maxPerPeer,
            Duration startWithin,
            Duration maxBacklog) {}

    /** What a stream means whose call was not announced before. */
    public enum Unannounced {
        /** Listen until the verdict is known, then give the call back to the dialplan. */
        QUESTION,
        /** Listen to the whole call. */
        WATCH,
        /** Close it. */
        REFUSE
    }

    /**
     * Where the dialplan asks.
     *
     * @param maxSessions requests at a time
     * @param maxPerPeer those from one address
     */
    public record Agi(
            InetSocketAddress listen, Networks allow, int maxSessions, int maxPerPeer, Optional<String> async) {}

    /**
     * The manager interface of Asterisk.
     *
     * @param address not resolved yet
     */
    public record Ami(
            boolean enabled,
            InetSocketAddress address,
            String username,
            PasswordSource password,
            Tls tls,
            Duration connectTimeout,
            Duration responseTimeout,
            Duration queuesEvery,
            Reconnect reconnect) {}

    /**
     * Whether the connection is encrypted, and whom it trusts.
     *
     * @param trustFile certificates; empty means those that Java trusts
     */
    public record Tls(boolean enabled, Optional<Path> trustFile) {}

    /**
     * The REST interface of Asterisk.
     *
     * @param address not resolved yet
     * @param trustFile certificates to trust; empty means Java's own
     * @param app the application's name, as in {@code Stasis(app)}
     * @param connections requests that may be under way at the same time
     */
    public record Ari(
            boolean enabled,
            InetSocketAddress address,
            boolean tls,
            Optional<Path> trustFile,
            String app,
            String username,
            PasswordSource password,
            Duration connectTimeout,
            Duration responseTimeout,
            int connections,
            Reconnect reconnect) {}

    /** The waits between attempts to connect: doubled from the first to the longest. */
    public record Reconnect(Duration initial, Duration max) {}

    /** By what a call is tapped that is not in ARI's application. */
    public enum TapBy {
        /** An AudioSocket channel that runs ChanSpy, asked for by AMI. */
        CHANSPY,
        /** A snoop channel and external media in a bridge, asked for by ARI. */
        ARI
    }

    /** On which way ARI's external media brings the audio of a tap. */
    public enum TapMedia {
        /** A TCP connection from Asterisk to the AudioSocket. */
        AUDIOSOCKET,
        /** UDP packets from Asterisk to the engine's port. */
        RTP,
        /** A WebSocket from the engine to Asterisk's HTTP server. */
        WEBSOCKET
    }

    /** What ARI's external media carries. */
    public enum TapFormat {
        /** Linear samples at 8 kHz. */
        SLIN,
        /** Linear samples at 16 kHz. */
        SLIN16,
        /** G.711 mu-law. */
        ULAW,
        /** G.711 A-law. */
        ALAW
    }

    /**
     * How a call is tapped.
     *
     * @param by on which way
     * @param media on which way ARI's taps bring the audio
     * @param format what these carry; an AudioSocket always linear samples at 8 kHz
     * @param audiosocketAddress to which Asterisk connects; empty means the address on which the engine listens
     */
    public record Tap(
            TapBy by,
            TapMedia media,
            TapFormat format,
            Optional<InetSocketAddress> audiosocketAddress,
            Duration answerTimeout) {}

    /**
     * When a caller is moved, and where to.
     *
     * @param settings by what one call is decided
     * @param routes every route by its name
     * @param bridged what becomes of the agent
     * @param evidenceLink where the record of a call can be looked at, with {@code {id}} in it; empty for nowhere
     * @param dryRun whether nobody is moved, whatever is decided
     * @param followUp after which trips somebody gets a task; empty after none
     * @param whisper what the agent hears when the fuse begins to confirm; empty for nothing
     * @param change how it takes effect in an engine that runs
     */
    public record Policy(
            PolicySettings settings,
            Map<String, Route> routes,
            Bridged bridged,
            String evidenceLink,
            boolean dryRun,
            Optional<FollowUp> followUp,
            String whisper,
            PolicyChange change) {
        /** Those that the engine itself moves somebody to. */
        public Set<Route> routesInUse() {
            Set<Route> used = new LinkedHashSet<>();
            used.add(settings.switchRoute());
            settings.rules().rules().forEach(rule -> rule.route().ifPresent(used::add));
            settings.fallback().ifPresent(used::add);
            used.addAll(settings.navigation().reachable(List.copyOf(used)));
            bridged.agentRoute().ifPresent(used::add);
            return used;
        }
    }

    /**
     * How a policy takes effect in an engine that runs, and who wants it.
     *
     * @param liveCalls whether calls that are under watch go on by it; otherwise only those that begin
     * @param by who changed it; empty: the file's owner
     * @param reason why, in his words; may be empty
     */
    public record PolicyChange(boolean liveCalls, Optional<String> by, String reason) {}

    /**
     * What becomes of the agent when the caller is moved out of a conversation.
     *
     * @param agentRoute where the agent goes; empty lets the agent's call end
     */
    public record Bridged(Optional<Route> agentRoute) {}

    /**
     * How the work is done.
     *
     * @param workers threads that analyse; 0 means one a core
     * @param queueFrames media frames that may wait for a worker, per call; a power of two
     * @param gapAfter how long no audio may come before the clock goes on without it
     * @param maxCalls calls watched at the same time
     * @param drainWithin how long calls may go on when the engine is told to stop
     * @param lateAfter scores that come so long after their second are late
     * @param refuseWhenLate whether an engine whose scores are late takes no more calls for a while
     */
    public record Workers(
            int workers,
            int queueFrames,
            Duration gapAfter,
            int maxCalls,
            Duration drainWithin,
            Duration lateAfter,
            boolean refuseWhenLate) {}

    /**
     * Where evidence is kept.
     *
     * @param directory of the files, one for each day
     * @param database which database is filled from them
     * @param keepDays for which calls are kept; empty for ever
     * @param historyDays for how many days back the earlier calls of a caller are looked up; empty for none
     * @param tracks whether what the policies of calls were told is kept, so that another can be tried on them
     */
    public record Archive(
            Path directory, Database database, OptionalInt keepDays, OptionalInt historyDays, boolean tracks) {}

    /**
     * A database that can be asked for calls.
     *
     * @param place {@link #SQLITE}, {@link #NONE} or the URL of a PostgreSQL database
     * @param username of PostgreSQL
     */
    public record Database(String place, String username, PasswordSource password) {
        /** A file in the archive's directory. */
        public static final String SQLITE = "sqlite";
        /** Calls are in the archive's files only. */
        public static final String NONE = "none";
    }

    /**
     * What may be kept of a caller.
     *
     * @param keepMarks names of marks whose values stay as they are
     * @param key of callers' pseudonyms
     * @param keepWordsDays for which what was said is kept; empty as long as the call
     */
    public record Privacy(Set<String> keepMarks, PasswordSource key, OptionalInt keepWordsDays) {}

    /** The emotion model; empty means the embedded one. */
    public record Model(Optional<Path> file) {}

    /**
     * What is read of the agent.
     *
     * @param words whether what he says is counted; never how he sounds
     * @param leg whether a live caller's agent is listened to
     */
    public record Agent(boolean words, boolean leg) {}

    /**
     * Where live calls are looked at.
     *
     * @param hosts names, in lower case, by which may be asked besides {@code localhost} and addresses
     * @param token what must be brought
     * @param certificateFile empty answers without TLS; then there is no key either
     * @param words whether evidence shows the caller's words
     */
    public record Http(
            boolean enabled,
            InetSocketAddress listen,
            Networks allow,
            Set<String> hosts,
            PasswordSource token,
            Optional<Path> certificateFile,
            Optional<Path> keyFile,
            int maxConnections,
            int maxStreams,
            boolean words) {}

    /**
     * Who is told of what happens.
     *
     * @param events types of the archive's lines
     */
    public record Webhook(String name, URI url, PasswordSource secret, Set<String> events) {}

    /**
     * The topic that is told of events.
     *
     * @param bootstrapServers addresses of brokers, HOST:PORT
     * @param events types of the archive's lines
     * @param properties of Kafka's client, such as TLS and who logs in; empty for none
     */
    public record Kafka(
            List<String> bootstrapServers, String topic, Set<String> events, Optional<KafkaProperties> properties) {}

    /**
     * How the caller's words are recognised.
     *
     * @param model a folder, or {@link #AUTO} or {@link #NONE}
     * @param threads that recognise; 0 means one a core
     * @param maxCalls of which words are heard at the same time
     * @param quickPartials whether words are told while a sentence goes on
     * @param maxMemoryMiB past which the process is replaced
     * @param replaceAfter how long the process may not answer before it is replaced
     * @param phrases phrase files of the operator's own; empty for none
     */
    public record Recognition(
            String model,
            int threads,
            int maxCalls,
            boolean quickPartials,
            int maxMemoryMiB,
            Duration replaceAfter,
            Optional<Path> phrases) {
        /** The model that was chosen among those that are kept. */
        public static final String AUTO = "auto";
        /** No words are heard. */
        public static final String NONE = "none";
    }
}
