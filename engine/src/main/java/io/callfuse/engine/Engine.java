package io.callfuse.engine;

import io.callfuse.dsp.activity.SoundActivity;
import io.callfuse.engine.action.CallControl;
import io.callfuse.engine.action.agi.AgiDoor;
import io.callfuse.engine.action.ami.AsyncAgi;
import io.callfuse.engine.archive.Archive;
import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.archive.JsonLinesArchive;
import io.callfuse.engine.archive.audio.AudioRecorder;
import io.callfuse.engine.archive.store.StoreLoader;
import io.callfuse.engine.asr.feed.Recognition;
import io.callfuse.engine.asr.feed.RecognitionLimits;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.ingress.IngressLoop;
import io.callfuse.engine.ingress.audiosocket.AudioSocketServer;
import io.callfuse.engine.ingress.rtp.RtpServer;
import io.callfuse.engine.ingress.rtp.RtpStreamRegistry;
import io.callfuse.engine.ingress.websocket.WebSocketInlet;
import io.callfuse.engine.ingress.websocket.WebSocketServer;
import io.callfuse.engine.metrics.StatusLog;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.language.Languages;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running engine: the inlet, the workers, the archive and the ways to Asterisk, wired together here and nowhere else.
 *
 * <pre>
 *   AudioSocket --&gt; CallOpener --&gt; queue --&gt; LegWorker: CallPipeline --&gt; CallDecisions --&gt; AMI
 *   AGI --------&gt; FrontDesk ---^                                             |   or ARI
 *   AMI, ARI ----^                      ^  |                                 +--&gt; archive
 *                                  words |  v speech
 *                                 Recognition, a process
 * </pre>
 *
 * Started once and closed once.
 */
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    /** Asterisk tells a hangup up to 2 s after the tap of the channel has ended. */
    private static final Duration HANGUP_PATIENCE = Duration.ofSeconds(5);

    private static final Duration UNHEARD_PAST_DECISION = Duration.ofMinutes(1);

    private final LoadedConfig loaded;
    private final EngineConfig config;
    private final EmotionModel model;
    private final RecognitionLimits limits;
    private final CallBook book = new CallBook();
    private final EngineCounters counters = new EngineCounters();
    private final EndedCalls endedCalls = new EndedCalls();
    private final Verdicts verdicts = new Verdicts();
    private final WorkerThreads threads = new WorkerThreads();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Optional<Recognition> recognition = Optional.empty();
    private Languages languages = Languages.embedded();
    private AudioSocketServer audioSocket;
    private Optional<StoreLoader> store = Optional.empty();
    private Optional<RtpServer> rtp = Optional.empty();
    private WebSocketInlet webSockets;
    private Optional<WebSocketServer> webSocketServer = Optional.empty();
    private Optional<LiveWeb> web = Optional.empty();
    private AgiDoor agi;
    private JoinedCallControl callControl;
    private CallOpener opener;
    private PolicyReload policyReload;
    private OverloadWatch overload;
    private CallObserver observer = CallObserver.NONE;

    /** Prepares an engine; nothing is opened before {@link #start}. */
    public Engine(LoadedConfig loaded, EmotionModel model) {
        this(
                loaded,
                model,
                RecognitionLimits.standard()
                        .replacingAfter(loaded.config().recognition().replaceAfter()));
    }

    /** The same with other limits for the recognition process. */
    Engine(LoadedConfig loaded, EmotionModel model, RecognitionLimits limits) {
        this.loaded = loaded;
        this.limits = limits;
        this.model = model;
        config = loaded.config();
    }

    /** Lets somebody see every score and the end of every call; before {@link #start}. */
    public void observe(CallObserver newObserver) {
        observer = newObserver;
    }

    /**
     * Opens the archive, the workers and the doors, in this order, so that a call finds everything it needs.
     *
     * @throws EngineStartException if one of them cannot be opened; those that were are closed again
     */
    public void start() throws EngineStartException {
        boolean started = false;
        try {
            openAll();
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    private void openAll() throws EngineStartException {
        Doors doors = new Doors(config);
        Archive archive = archive(doors);
        CallMarks marks = PrivacyWay.marks(config, book, archive);
        doors.callerHistory().map(this::keep).ifPresent(marks::lookUp);
        web = config.http().enabled() ? Optional.of(keep(new LiveWeb(book, verdicts, marks))) : Optional.empty();
        IngressLoop loop = keep(new IngressLoop());
        languages = doors.languages();
        recognition = WordHearing.ofCalls(config.recognition(), limits);
        recognition.ifPresent(this::keep);
        // Read now, for a worker has no time to.
        recognition.ifPresent(words -> languages.ready());
        List<LegWorker> workers = WorkerThreads.workers(config.engine());
        PolicyInForce policy = policy();
        WarmUp.once(model, languages, policy.settings());
        opener = new CallOpener(book, loop, workers, openerSettings(), makings(policy));
        doors.recorder(archive).ifPresent(this::record);
        FrontDesk desk = new FrontDesk(book, opener, verdicts, marks);
        // Hears nothing before a tap announces it, which takes the workers.
        rtp = doors.rtp(loop, opener, counters.rtp());
        rtp.ifPresent(this::keep);
        webSockets = keep(doors.webSockets(loop, opener, counters.webSocket()));
        Optional<JoinedCallControl> control = doors.callControl(desk, rtpStreams(), webSockets);
        Optional<AsyncAgi> asyncAgi = doors.asyncAgi(desk);
        Optional<AgentFollower> agents = agentFollower(loop, control.isPresent());
        agents.ifPresent(opener::letAgentsIn);
        agents.ifPresent(desk::follows);
        opener.follow(
                ObservedCalls.by(observer, seen(decisions(archive, control.map(this::measured)))), desk::tapAgain);
        threads.start(workers);
        overload = keep(new OverloadWatch(
                new OverloadWatch.Watched(workers, loop, book, opener, recognition),
                config.engine(),
                OverloadWatch.ALWAYS_TAKEN_A_WORKER * workers.size()));
        overload.start();
        audioSocket = keep(doors.audioSocket(loop, opener, counters.audioSocket()));
        webSocketServer = doors.webSocketServer(webSockets);
        webSocketServer.ifPresent(this::keep);
        if (control.isPresent()) {
            callControl = keep(control.get());
            desk.controls(measured(callControl));
            agents.ifPresent(follower -> follower.controls(callControl));
            desk.takeUp(doors.unfinishedCalls());
            asyncAgi.ifPresent(callControl::answer);
            callControl.start();
        }
        agi = keep(doors.agi(desk));
        counters.agi(agi.counters());
        counters.refuses(opener::refused);
        asyncAgi.ifPresent(answering -> counters.asyncAgi(answering.counters()));
        // Last, for nothing waits for them.
        store.ifPresent(StoreLoader::start);
        if (web.isPresent()) {
            web.get().start(loaded, model.version(), looks(archive));
        }
        watchPolicy(archive, policy, control);
        keep(new StatusLog(
                        () -> counters.read(archive, recognition), line -> LOG.info("since the last minute: {}", line)))
                .start();
    }

    private CallControl measured(JoinedCallControl control) {
        return web.isPresent() ? web.get().measure(control) : control;
    }

    private CallFollower seen(CallFollower follower) {
        return web.isPresent()
                ? web.get().follow(follower, call -> call.policy().version())
                : follower;
    }

    private LiveWeb.Looks looks(Archive archive) {
        recognition.ifPresent(words -> web.orElseThrow().hears(words));
        return new LiveWeb.Looks(
                threads.rounds(),
                opener::taking,
                () -> callControl == null ? AsteriskLinks.NONE_WANTED : callControl.links(),
                archive,
                () -> counters.read(archive, recognition),
                () -> overload.state().ordinal(),
                opener::callsAtMost);
    }

    /** Opens the archive, and what fills the database from it: that is closed after it, so that it sees the last lines. */
    private Archive archive(Doors doors) throws EngineStartException {
        JsonLinesArchive archive = keep(doors.archive());
        store = doors.store(archive.committed());
        store.ifPresent(loader -> open.add(0, loader));
        store.ifPresent(counters::stores);
        archive.forgetAfter(config.archive().keepDays(), config.privacy().keepWordsDays(), store.isPresent());
        keep(new ToldOutside(config, archive.committed(), counters, System::getenv));
        return archive;
    }

    /** Who listens to agents; nobody unless that is switched on, and Asterisk can be asked whom a caller talks to. */
    private Optional<AgentFollower> agentFollower(IngressLoop loop, boolean controlled) {
        if (!config.agent().leg() || !controlled) {
            return Optional.empty();
        }
        Optional<Recognition> reader = config.agent().words() ? recognition : Optional.empty();
        return Optional.of(new AgentFollower(
                book,
                loop,
                config.engine().gapAfter(),
                opener::takesCalls,
                () -> reader.map(words -> words.open(SoundActivity.LAG_FRAMES)),
                counters.agents()));
    }

    private CallOpener.Settings openerSettings() {
        return new CallOpener.Settings(
                config.engine().gapAfter(),
                config.engine().maxCalls(),
                config.audiosocket().unannounced(),
                HANGUP_PATIENCE,
                UNHEARD_PAST_DECISION);
    }

    private PolicyInForce policy() {
        EngineIdentity identity =
                new EngineIdentity(EngineVersion.text(), model.version(), loaded.sha256(), languages.hash());
        return PolicyInForce.of(config.policy(), identity, loaded.effective().policySha256());
    }

    private CallMakings makings(PolicyInForce policy) {
        return CallMakings.of(config, model, languages, policy, recognition);
    }

    /** Keeps by which policy the engine began, and follows the file from now on. */
    private void watchPolicy(Archive archive, PolicyInForce first, Optional<JoinedCallControl> control) {
        policyReload = new PolicyReload(loaded, first, new PolicyChanges(archive, opener, control), Clock.systemUTC());
        counters.policy(policyReload.counters());
        loaded.file()
                .ifPresent(file -> keep(new PolicyWatch(file, policyReload)).start());
    }

    private void record(AudioRecorder recorder) {
        opener.letAudioBeKept(recorder);
        counters.records(recorder);
        keep(new AgentThread(new RecorderAgent(recorder))).start();
    }

    private CallDecisions decisions(Archive archive, Optional<CallControl> control) {
        CallAftermath aftermath = new CallAftermath(book, counters, endedCalls, verdicts, opener);
        return new CallDecisions(archive, control, aftermath.listeners(), queueBoard(control));
    }

    /** Who knows how busy queues are, where Asterisk can be asked. */
    private Optional<QueueBoard> queueBoard(Optional<CallControl> control) {
        Optional<QueueBoard> board = control.map(
                asked -> keep(new QueueBoard(book, () -> opener.policy().queues(), asked)));
        board.ifPresent(known -> opener.letQueuesBeKnown(known::now));
        board.ifPresent(known -> known.start(config.ami().queuesEvery()));
        return board;
    }

    private <T extends AutoCloseable> T keep(T opened) {
        open.add(opened);
        return opened;
    }

    /** Where the engine takes AudioSocket streams: the real port where 0 was asked for. */
    public InetSocketAddress audioSocketAddress() {
        return audioSocket.address();
    }

    /** Where RTP streams are announced; empty where none are received. */
    public Optional<RtpStreamRegistry> rtpStreams() {
        return rtp.map(RtpStreamRegistry.class::cast);
    }

    /** Where the engine takes the WebSockets that Asterisk opens; empty where it takes none. */
    public Optional<InetSocketAddress> webSocketAddress() {
        return webSocketServer.map(WebSocketServer::address);
    }

    /** The name of the policy by which calls that begin now are decided. */
    public String policyVersion() {
        return opener.policy().version();
    }

    /** What brings the policy to what its file says. */
    PolicyReload policyReload() {
        return policyReload;
    }

    /** What hears WebSockets, whoever opens them. */
    WebSocketInlet webSockets() {
        return webSockets;
    }

    /** Where the engine answers AGI: the real port where 0 was asked for. */
    public InetSocketAddress agiAddress() {
        return agi.address();
    }

    /** Where the engine answers HTTP; empty where it does not. */
    public Optional<InetSocketAddress> webAddress() {
        return web.map(LiveWeb::address);
    }

    /** A call under watch; empty where there is no such call. */
    Optional<LiveCall> live(CallId id) {
        return book.find(id).map(WatchedCall::live);
    }

    /** How much of a call was heard, ms of media time; -1 if there is no such call. */
    public long progressOf(CallId id) {
        return live(id).map(LiveCall::heardMs).orElse(-1L);
    }

    /** What came of a call that is over; only the last {@value EndedCalls#REMEMBERED} are remembered. */
    public Optional<AnalysedCall> reportOf(CallId id) {
        return endedCalls.find(id);
    }

    /** Recognition of the callers' words; empty where none are heard. */
    public Optional<Recognition> recognition() {
        return recognition;
    }

    /** Whether every worker has begun a round since this was asked last; asked by one thread, seconds apart. */
    public boolean isAtWork() {
        return threads.areAtWork();
    }

    /** How many calls are under watch. */
    public int calls() {
        return book.size();
    }

    /** Takes no more calls from now on: the dialplan is told {@code draining}. Those under watch go on until they end. */
    public void drain() {
        if (opener != null) {
            opener.drain();
        }
    }

    /**
     * Takes no more calls, ends those there are with a report each, and returns when all of it is on disk. The calls
     * themselves go on in Asterisk.
     */
    @Override
    public void close() {
        if (opener != null) {
            opener.refuseCalls();
        }
        web.ifPresent(this::closeIfOpen);
        closeIfOpen(agi);
        closeIfOpen(audioSocket);
        rtp.ifPresent(this::closeIfOpen);
        webSocketServer.ifPresent(this::closeIfOpen);
        closeIfOpen(webSockets);
        // Before the workers: what became of the last orders is still to be archived.
        closeIfOpen(callControl);
        threads.close();
        while (!open.isEmpty()) {
            closeIfOpen(open.get(open.size() - 1));
        }
    }

    private void closeIfOpen(AutoCloseable opened) {
        if (opened != null && open.contains(opened)) {
            try {
                opened.close();
            } catch (Exception fault) {
                LOG.error("{} did not close: {}", opened.getClass().getSimpleName(), fault.getMessage());
            }
            open.remove(opened);
        }
    }
}
