package io.callfuse.engine.action.ari;

import io.callfuse.engine.action.Handover;
import io.callfuse.engine.action.SwitchOrder;
import io.callfuse.engine.action.SwitchOutcome;
import io.callfuse.engine.policy.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Carries out one order to move a caller who is in the application: looks whether the route exists, sets the variables, and lets
 * him continue there. He is told to continue once for each route; where the answer is lost, it is told again only after he was
 * seen, for a while, where he was. For the loop's thread alone.
 *
 * <p>The outcome is empty where the caller has left the application by himself: then he is to be moved another way.
 */
final class AriSwitch {
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final int TIMES_TOLD_AT_MOST = 3;

    private final AriCallers callers;
    private final AriCaller caller;
    private final SwitchOrder order;
    private final CompletableFuture<Optional<SwitchOutcome>> outcome;
    private final List<String> faults = new ArrayList<>();
    private String manner = "continued there";
    private String before = "";
    private String after = "";
    private int told;
    private long lookUntilNs;

    AriSwitch(
            AriCallers callers,
            AriCaller caller,
            SwitchOrder order,
            CompletableFuture<Optional<SwitchOutcome>> outcome) {
        this.callers = callers;
        this.caller = caller;
        this.order = order;
        this.outcome = outcome;
    }

    void begin() {
        if (!caller.claim()) {
            outcome.complete(Optional.empty());
            return;
        }
        look(channel -> {
            before = AriChannels.extension(channel);
            after = AriChannels.nextStep(channel);
            attempt(order.target());
        });
    }

    private void attempt(Route route) {
        read("DIALPLAN_EXISTS(" + route.place() + ")").whenComplete((answer, lost) -> {
            if (lost != null || !answer.ok()) {
                leave("Asterisk could not be asked whether " + show(route) + " exists: "
                        + (lost != null ? lost.getMessage() : answer.message()));
            } else {
                exists(route, AriChannels.text(answer.body(), "value"));
            }
        });
    }

    private CompletableFuture<AriAnswer> read(String expression) {
        return callers.http()
                .askFirst(
                        AriRequest.get("/channels/%s/variable", order.channel().uniqueId())
                                .with("variable", expression));
    }

    private void exists(Route route, String answer) {
        switch (answer) {
            case "1" -> lookForQueue(route);
            case "0" -> missing(route, show(route) + " does not exist in the dialplan");
            default -> {
                // ARI cannot tell; another way may know.
                caller.unclaim();
                outcome.complete(Optional.empty());
            }
        }
    }

    private void lookForQueue(Route route) {
        String queue = route.reception().queue();
        if (queue.isEmpty()) {
            mark(route);
            return;
        }
        read("QUEUE_EXISTS(" + queue + ")").whenComplete((answer, lost) -> {
            boolean absent = lost == null
                    && answer.ok()
                    && AriChannels.text(answer.body(), "value").equals("0");
            if (absent) {
                missing(route, "the queue '" + queue + "' of " + show(route) + " does not exist");
            } else {
                mark(route);
            }
        });
    }

    private void missing(Route route, String fault) {
        faults.add(fault);
        int next = order.routes().indexOf(route) + 1;
        if (next < order.routes().size()) {
            attempt(order.routes().get(next));
        } else {
            String only = order.alternatives().isEmpty() ? "; no fallback route is configured" : "";
            leave(String.join("; ", faults) + only);
        }
    }

    private void mark(Route route) {
        callers.setVariablesFirst(order.channel(), Handover.variables(order, route, after))
                .thenAccept(fault -> {
                    // The move matters more than its marks.
                    fault.ifPresent(why -> manner = "continued there (a variable could not be set: " + why + ")");
                    tell(route);
                });
    }

    private void tell(Route route) {
        told++;
        AriRequest request = AriRequest.post(
                        "/channels/%s/continue", order.channel().uniqueId())
                .with("context", route.context())
                .with("extension", route.extension())
                .with("priority", route.priority());
        callers.http().askFirst(request).whenComplete((answer, lost) -> {
            if (lost != null) {
                unanswered(route, lost);
            } else if (answer.ok()) {
                confirm(route);
            } else if (answer.isNotFound()) {
                callers.left(caller);
                done(new SwitchOutcome.LeftInPlace("the caller has hung up"));
            } else if (answer.status() == AriAnswer.CONFLICT) {
                notInApplication(route);
            } else {
                leave("Asterisk refused: " + answer.message());
            }
        });
    }

    /** He has left by himself, or because the one before was carried out though its answer was lost. */
    private void notInApplication(Route route) {
        callers.left(caller);
        if (told == 1) {
            outcome.complete(Optional.empty());
        } else {
            lookUntilNs = System.nanoTime();
            seek(route, "the caller is not in the application any more");
        }
    }

    /** Asterisk has said yes; the event that he has left says that he went. */
    private void confirm(Route route) {
        callers.onLeave(caller, () -> look(channel -> done(arrived(route))));
        callers.after(callers.times().confirmWithin(), () -> {
            if (!outcome.isDone()) {
                lookUntilNs = System.nanoTime();
                seek(route, "Asterisk accepted, but the caller is still in the application");
            }
        });
    }

    private void unanswered(Route route, Throwable lost) {
        boolean sent = !(lost instanceof AriLostException unsent) || unsent.sent();
        if (sent) {
            lookUntilNs = System.nanoTime() + callers.times().confirmWithin().toNanos();
            seek(route, lost.getMessage());
        } else {
            again(route, lost.getMessage());
        }
    }

    /** Looks where he is, for a while: what was told may be done a little later. */
    private void seek(Route route, String why) {
        look(channel -> {
            String now = AriChannels.extension(channel);
            if (now.equals(route.context() + "," + route.extension())) {
                manner = "continued there, though the answer was lost";
                done(arrived(route));
            } else if (!now.equals(before)) {
                done(new SwitchOutcome.Unconfirmed(route, why + "; the caller went from " + before + " to " + now));
            } else if (System.nanoTime() - lookUntilNs < 0) {
                callers.after(LOOK_EVERY, () -> seek(route, why));
            } else {
                again(route, why);
            }
        });
    }

    private void again(Route route, String why) {
        if (told < TIMES_TOLD_AT_MOST) {
            callers.after(LOOK_EVERY, () -> tell(route));
        } else {
            leave(why);
        }
    }

    private void look(Consumer<JsonNode> seen) {
        callers.http()
                .askFirst(AriRequest.get("/channels/%s", order.channel().uniqueId()))
                .whenComplete((answer, lost) -> {
                    if (lost == null && answer.ok()) {
                        seen.accept(answer.body());
                    } else if (lost == null && answer.isNotFound()) {
                        callers.left(caller);
                        done(ended());
                    } else {
                        unseen(lost != null ? lost.getMessage() : answer.message());
                    }
                });
    }

    private SwitchOutcome ended() {
        return told == 0
                ? new SwitchOutcome.LeftInPlace("the caller has hung up")
                : new SwitchOutcome.Unconfirmed(
                        order.target(), "the call ended before the caller was seen at the route");
    }

    private void unseen(String why) {
        if (told == 0) {
            leave(why);
        } else {
            done(new SwitchOutcome.Unconfirmed(order.target(), why));
        }
    }

    private void leave(String why) {
        caller.unclaim();
        done(new SwitchOutcome.LeftInPlace(why));
    }

    private void done(SwitchOutcome what) {
        outcome.complete(Optional.of(what));
    }

    private SwitchOutcome arrived(Route route) {
        return route == order.target()
                ? new SwitchOutcome.Moved(route, manner)
                : new SwitchOutcome.MovedToFallback(route, String.join("; ", faults));
    }

    private static String show(Route route) {
        return "route '" + route.name() + "' (" + route.place() + ")";
    }
}
