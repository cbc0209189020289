package io.callfuse.engine;

import io.callfuse.engine.action.BridgedAgent;
import io.callfuse.engine.action.CallControl;
import io.callfuse.engine.action.SwitchOrder;
import io.callfuse.engine.action.SwitchOutcome;
import io.callfuse.engine.archive.Archive;
import io.callfuse.engine.archive.ArchiveLine;
import io.callfuse.engine.archive.CallSummary;
import io.callfuse.engine.archive.Evidence;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.DurationText;
import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.policy.FirstClass;
import io.callfuse.engine.policy.FollowUp;
import io.callfuse.engine.policy.FuseChanged;
import io.callfuse.engine.policy.FuseState;
import io.callfuse.engine.policy.PolicyEvent;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.policy.Route;
import io.callfuse.engine.policy.RouteChoice;
import io.callfuse.engine.policy.RuleHeld;
import io.callfuse.engine.policy.RuleTrouble;
import io.callfuse.engine.tuning.TrackBytes;
import io.callfuse.models.language.Need;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what the policy of a call says into lines of the archive, marks on the channel, and the one order to move the caller.
 * Called by the call's worker; all that takes time is left to other threads.
 */
final class CallDecisions implements CallFollower {
    private static final Logger LOG = LoggerFactory.getLogger(CallDecisions.class);

    /** Why nobody was moved where the policy only records. */
    static final String DRY_RUN = "dry run: the policy only records what it would do";

    /** How a caller is moved of whom the engine knows no channel. */
    static final String LEFT_TO_DIALPLAN = "left to the dialplan, which reads the verdict";

    private final Archive archive;
    private final Optional<CallControl> control;
    private final Verdicts verdicts = new Verdicts();
    private final Listeners listeners;
    private final AgentWhisper whisper = new AgentWhisper();
    private final Optional<QueueBoard> queues;

    /**
     * By what callers are moved.
     *
     * @param evidenceLink where a person can look at the record of a call, with {@code {id}} in it; empty for nowhere
     * @param followUp after which trips somebody gets a task; empty after none
     * @param whisper what the agent hears when the fuse begins to confirm: sounds joined by {@code &}; empty for nothing
     */
    record Rules(
            PolicySettings policy,
            BridgedAgent agent,
            String evidenceLink,
            boolean dryRun,
            Optional<FollowUp> followUp,
            String whisper) {
        Rules(PolicySettings policy, BridgedAgent agent, String evidenceLink, boolean dryRun) {
            this(policy, agent, evidenceLink, dryRun, Optional.empty(), "");
        }
    }

    /**
     * Who else follows a call, on its worker's thread.
     *
     * @param scored told each second
     * @param ended told what came of the call, after its last line
     * @param gone told of every call once, last
     * @param noMedia told of each hole in a stream
     */
    record Listeners(
            Consumer<LiveCall> scored,
            BiConsumer<LiveCall, AnalysedCall> ended,
            Consumer<LiveCall> gone,
            Consumer<LiveCall> noMedia) {}

    /**
     * Begins to follow calls.
     *
     * @param control empty where the engine has no way to act on Asterisk: then a tripped fuse is left to the dialplan
     * @param queues told whom the engine sends to which queue
     */
    CallDecisions(Archive archive, Optional<CallControl> control, Listeners listeners, Optional<QueueBoard> queues) {
        this.queues = queues;
        this.archive = archive;
        this.control = control;
        this.listeners = listeners;
    }

    @Override
    public void decided(LiveCall call, PolicyEvent event) {
        if (event instanceof FuseChanged change) {
            Evidence evidence = call.pipeline().evidence();
            keep(call.lines().fuse(change, evidence, Instant.now()));
            fuseChanged(call, change, evidence);
        } else if (event instanceof Decision decision) {
            keep(call.lines().decision(decision, call.pipeline().evidence(), Instant.now()));
            LOG.info(
                    "call {}: {} at {} ms, route {}",
                    call.id(),
                    decision.cause(),
                    decision.atMs(),
                    decision.routeName());
            mark(call, "CallfuseDecision");
        } else if (event instanceof FirstClass) {
            mark(call, "CallfuseClass");
        } else if (event instanceof RuleHeld held) {
            ruleHeld(call, held);
        } else if (event instanceof RuleTrouble trouble) {
            LOG.warn("call {}: rule {} at {} ms: {}", call.id(), trouble.rule(), trouble.atMs(), trouble.why());
        }
        listeners.scored().accept(call);
    }

    private void ruleHeld(LiveCall call, RuleHeld held) {
        keep(call.lines().ruleHeld(held, call.pipeline().evidence(), Instant.now()));
        LOG.info("call {}: rule {} holds at {} ms, route {}", call.id(), held.rule(), held.atMs(), held.routeName());
        mark(call, "CallfuseRule", Map.of("Rule", held.rule()));
    }

    private void fuseChanged(LiveCall call, FuseChanged change, Evidence evidence) {
        if (change.to() instanceof FuseState.Confirming) {
            mark(call, "CallfuseConfirm");
            control.ifPresent(by -> whisper.confirming(call, by, change.atMs()));
        } else if (change.to() instanceof FuseState.Tripped tripped) {
            mark(call, "CallfuseTrip");
            orderSwitch(call, tripped, evidence);
        } else if (change.to() instanceof FuseState.Archived) {
            followUp(call, change);
        }
    }

    private void followUp(LiveCall call, FuseChanged change) {
        Rules rules = call.policy().rules();
        boolean moved = change.from() instanceof FuseState.Switched;
        Optional<FollowUp> wanted = rules.followUp().filter(task -> !rules.dryRun() && task.wants(moved));
        if (wanted.isEmpty() || call.tripped().isEmpty()) {
            return;
        }
        LiveCall.Trip trip = call.tripped().get();
        String outcome = change.from() instanceof FuseState.Tripped ? "hung-up" : moved ? "moved" : "not-moved";
        Instant now = Instant.now();
        keep(call.lines()
                .task(
                        trip.fuse().trippedAtMs(),
                        Verdicts.whyTripped(trip.fuse().rule()),
                        trip.routeName(),
                        outcome,
                        now,
                        now.plus(wanted.get().within())));
        LOG.info(
                "call {}: a task for somebody, due within {}",
                call.id(),
                DurationText.canonical(wanted.get().within()));
    }

    private void orderSwitch(LiveCall call, FuseState.Tripped tripped, Evidence evidence) {
        Rules rules = call.policy().rules();
        RouteChoice choice = call.pipeline().policy().choice();
        keep(call.lines().switchOrdered(tripped.trippedAtMs(), choice.routeName(), choice.why(), Instant.now()));
        if (choice.target().isEmpty()) {
            later(call, () -> failed(call, Route.NONE, "no route takes callers: " + choice.passedOverText()));
            return;
        }
        Route target = choice.target().get();
        if (rules.dryRun()) {
            later(call, () -> failed(call, target.name(), DRY_RUN));
        } else if (control.isEmpty() || call.channel().isEmpty()) {
            later(call, () -> done(call, target, LEFT_TO_DIALPLAN));
        } else {
            queues.ifPresent(board -> board.sent(target.reception().queue()));
            control.get()
                    .switchCaller(order(call, tripped, choice, evidence))
                    .thenAccept(outcome -> later(call, () -> settle(call, target, outcome)));
        }
    }

    private SwitchOrder order(LiveCall call, FuseState.Tripped tripped, RouteChoice choice, Evidence evidence) {
        Rules rules = call.policy().rules();
        Map<String, String> variables = new TreeMap<>(verdicts.of(call).variables());
        variables.put("CALLFUSE_NEED", evidence.words().need().map(Need::need).orElse(""));
        variables.put(
                "CALLFUSE_EVIDENCE",
                rules.evidenceLink().replace("{id}", call.id().toString()));
        return new SwitchOrder(
                call.id() + ":switch:" + tripped.trippedAtMs(),
                call.id(),
                call.channel().orElseThrow(),
                choice.target().orElseThrow(),
                choice.alternatives(),
                rules.agent(),
                variables);
    }

    private void settle(LiveCall call, Route target, SwitchOutcome outcome) {
        if (outcome instanceof SwitchOutcome.Moved moved) {
            done(call, moved.route(), moved.why());
        } else if (outcome instanceof SwitchOutcome.MovedToFallback fallback) {
            done(call, fallback.route(), fallback.why());
        } else {
            failed(call, target.name(), outcome.why());
        }
    }

    private void done(LiveCall call, Route route, String how) {
        LOG.info("call {}: switched to {}: {}", call.id(), route.name(), how);
        keep(call.lines().switchDone(call.pipeline().nowMs(), route.name(), how, Instant.now()));
        call.pipeline().switched(how);
        mark(call, "CallfuseSwitch");
    }

    private void failed(LiveCall call, String routeName, String why) {
        LOG.warn("call {}: not switched to {}: {}", call.id(), routeName, why);
        keep(call.lines().switchFailed(call.pipeline().nowMs(), routeName, why, Instant.now()));
        call.pipeline().switchFailed(why);
        mark(call, "CallfuseSwitch");
    }

    private static void later(LiveCall call, Runnable errand) {
        if (!call.post(errand)) {
            LOG.error("call {}: the worker has no room for the outcome of a switch", call.id());
        }
    }

    /** Sets the variables the dialplan can read, and tells those who listen on AMI. */
    private void mark(LiveCall call, String event) {
        mark(call, event, Map.of());
    }

    private void mark(LiveCall call, String event, Map<String, String> more) {
        if (control.isEmpty()) {
            return;
        }
        Map<String, String> variables = verdicts.of(call).variables();
        Map<String, String> headers = new TreeMap<>(more);
        variables.forEach((name, value) -> headers.put(headerOf(name), value));
        Optional<CallChannel> channel = call.channel();
        if (channel.isPresent()) {
            headers.put("Channel", channel.get().name());
            headers.put("Uniqueid", channel.get().uniqueId());
            headers.put("Linkedid", channel.get().linkedId());
            Map<String, String> marks = new TreeMap<>(variables);
            marks.put("CDR(userfield)", userField(variables));
            control.get().publish(channel.get(), marks);
        }
        control.get().userEvent(event, headers);
    }

    /** {@code CALLFUSE_SCORE} becomes {@code Score}. */
    private static String headerOf(String variable) {
        String word = variable.substring("CALLFUSE_".length());
        return word.charAt(0) + word.substring(1).toLowerCase(java.util.Locale.ROOT);
    }

    private static String userField(Map<String, String> variables) {
        return "callfuse id=" + variables.get("CALLFUSE_ID") + " score=" + variables.get("CALLFUSE_SCORE") + " emotion="
                + variables.get("CALLFUSE_EMOTION") + " route=" + variables.get("CALLFUSE_ROUTE") + " state="
                + variables.get("CALLFUSE_STATE");
    }

    @Override
    public void joined(LiveCall call) {
        keep(call.lines().watched(Instant.now()));
    }

    @Override
    public void hearsNothing(LiveCall call) {
        if (control.isPresent() && call.channel().isPresent()) {
            control.get()
                    .packetsReceived(call.channel().get())
                    .thenAccept(packets -> packets.ifPresent(
                            count -> call.post(() -> call.pipeline().asteriskReceived(count))));
        }
    }

    @Override
    public void noMedia(LiveCall call, long forMs) {
        LOG.warn("call {}: no packet has come for {} ms", call.id(), forMs);
        keep(call.lines().noMedia(call.pipeline().nowMs(), forMs, Instant.now()));
        mark(call, "CallfuseNoMedia");
        listeners.noMedia().accept(call);
    }

    @Override
    public void scored(LiveCall call) {
        listeners.scored().accept(call);
    }

    @Override
    public void gone(LiveCall call) {
        whisper.forget(call.id());
        listeners.gone().accept(call);
    }

    @Override
    public void ended(LiveCall call, AnalysedCall analysed, CallSummary summary) {
        keep(call.lines().call(summary));
        call.pipeline().track().ifPresent(track -> keep(call.lines().track(TrackBytes.pack(track), Instant.now())));
        listeners.ended().accept(call, analysed);
    }

    private void keep(ArchiveLine line) {
        archive.append(line).whenComplete((kept, failure) -> {
            if (failure != null) {
                LOG.error("the archive gave up the line {}: {}", line.id(), failure.getMessage());
            }
        });
    }
}
