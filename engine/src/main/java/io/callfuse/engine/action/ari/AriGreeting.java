package io.callfuse.engine.action.ari;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Looks, before events are asked for, whether Asterisk lets the engine do what it needs: credentials, the right to write, version,
 * modules. For the loop's thread alone.
 */
final class AriGreeting {
    private final AriHttp http;
    private final AriLogin login;
    private final List<String> modulesOfTheTap;

    AriGreeting(AriHttp http, AriLogin login, List<String> modulesOfTheTap) {
        this.http = http;
        this.login = login;
        this.modulesOfTheTap = modulesOfTheTap;
    }

    /**
     * What Asterisk says of itself.
     *
     * @param version such as {@code 22.10.1}
     * @param startedAt changes with each start of Asterisk
     */
    record Asterisk(String version, String startedAt) {}

    /** Returns who answers, or {@link AriUnreachableException} that says what is wrong. */
    CompletableFuture<Asterisk> look() {
        CompletableFuture<Asterisk> found = new CompletableFuture<>();
        ask(AriRequest.get("/asterisk/info"), found, info -> mayWrite(info, found));
        return found;
    }

    /** A read-only user is refused before Asterisk looks for the channel. */
    private void mayWrite(AriAnswer info, CompletableFuture<Asterisk> found) {
        if (!info.ok()) {
            refuse(found, refusal(info));
            return;
        }
        ask(AriRequest.delete("/channels/%s", login.app() + "-nobody"), found, answer -> {
            if (answer.status() == AriAnswer.FORBIDDEN) {
                refuse(found, "user '" + login.username() + "' may not write (read_only = no is needed in ari.conf)");
            } else {
                modules(info, found);
            }
        });
    }

    private void modules(AriAnswer info, CompletableFuture<Asterisk> found) {
        ask(AriRequest.get("/asterisk/modules"), found, answer -> {
            List<String> missing =
                    answer.ok() ? AriModules.missing(answer.body(), modulesOfTheTap) : List.of("res_ari_asterisk.so");
            String version = info.body().path("system").path("version").asString("of unknown version");
            if (missing.isEmpty()) {
                String startedAt =
                        info.body().path("status").path("startup_time").asString("");
                found.complete(new Asterisk(version, startedAt));
            } else {
                refuse(
                        found,
                        "Asterisk " + version + " lacks " + String.join(", ", missing)
                                + " (load it in modules.conf, or by: module load NAME)");
            }
        });
    }

    private String refusal(AriAnswer answer) {
        return switch (answer.status()) {
            case AriAnswer.UNAUTHORIZED ->
                "user '" + login.username() + "' refused: " + answer.message()
                        + " (check the user's password, permit and deny in ari.conf)";
            case AriAnswer.FORBIDDEN ->
                "user '" + login.username() + "' refused: " + answer.message() + " (check ari.conf)";
            case AriAnswer.NOT_FOUND ->
                "no ARI here: " + answer.message()
                        + " (is res_ari.so loaded with ari.conf enabled = yes, res_ari_asterisk.so too, and no prefix in"
                        + " http.conf?)";
            default -> "not understood: " + answer.message() + " (is this Asterisk's HTTP port?)";
        };
    }

    private void ask(AriRequest request, CompletableFuture<Asterisk> found, Consumer<AriAnswer> then) {
        http.ask(request).whenComplete((answer, lost) -> {
            if (lost != null) {
                refuse(found, lost.getMessage());
            } else {
                then.accept(answer);
            }
        });
    }

    private void refuse(CompletableFuture<Asterisk> found, String why) {
        found.completeExceptionally(new AriUnreachableException(login.peer() + ": " + why));
    }
}
