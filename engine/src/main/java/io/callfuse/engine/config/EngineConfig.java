package io.callfuse.engine.config;

import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.policy.Route;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The whole configuration of an engine, checked. The schema and {@code reference.yaml} say what each option means. */
public record EngineConfig(
        AudioSocket audiosocket,
        Agi agi,
        Ami ami,
        Tap tap,
        Policy policy,
        Workers engine,
        Archive archive,
        Model model,
        Recognition recognition) {

    /** Where Asterisk brings the audio. */
    public record AudioSocket(InetSocketAddress listen, Duration identifyWithin, Unannounced unannounced) {}

    /** What a stream means whose call was not announced before. */
    public enum Unannounced {
        /** Listen until the verdict is known, then give the call back to the dialplan. */
        QUESTION,
        /** Listen to the whole call. */
        WATCH,
        /** Close it. */
        REFUSE
    }

    /** Where the dialplan asks. */
    public record Agi(InetSocketAddress listen) {}

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
            Duration connectTimeout,
            Duration responseTimeout,
            Reconnect reconnect) {}

    /** The waits between attempts to connect: doubled from the first to the longest. */
    public record Reconnect(Duration initial, Duration max) {}

    /**
     * How a call is tapped.
     *
     * @param audiosocketAddress to which Asterisk connects; empty means the address on which the engine listens
     */
    public record Tap(Optional<InetSocketAddress> audiosocketAddress, Duration answerTimeout) {}

    /**
     * When a caller is moved, and where to.
     *
     * @param settings by what one call is decided
     * @param routes every route by its name
     * @param bridged what becomes of the agent
     * @param dryRun whether nobody is moved, whatever is decided
     */
    public record Policy(PolicySettings settings, Map<String, Route> routes, Bridged bridged, boolean dryRun) {}

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
     */
    public record Workers(int workers, int queueFrames, Duration gapAfter, int maxCalls) {}

    /** Where evidence is kept. */
    public record Archive(Path directory) {}

    /** The emotion model; empty means the embedded one. */
    public record Model(Optional<Path> file) {}

    /**
     * How the caller's words are recognised.
     *
     * @param model a folder, or {@link #AUTO} or {@link #NONE}
     * @param threads that recognise; 0 means one a core
     * @param maxCalls of which words are heard at the same time
     * @param quickPartials whether words are told while a sentence goes on
     * @param maxMemoryMiB past which the process is replaced
     * @param phrases phrase files of the operator's own; empty for none
     */
    public record Recognition(
            String model, int threads, int maxCalls, boolean quickPartials, int maxMemoryMiB, Optional<Path> phrases) {
        /** The model that was chosen among those that are kept. */
        public static final String AUTO = "auto";
        /** No words are heard. */
        public static final String NONE = "none";
    }
}
