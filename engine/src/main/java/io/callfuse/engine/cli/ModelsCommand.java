package io.callfuse.engine.cli;

import io.callfuse.engine.asr.feed.Recognition;
import io.callfuse.engine.asr.feed.RecognitionSettings;
import io.callfuse.engine.asr.model.ModelFetch;
import io.callfuse.engine.asr.model.ModelHome;
import io.callfuse.engine.asr.model.SpeechModel;
import io.callfuse.engine.asr.model.SpeechModelException;
import io.callfuse.engine.cli.table.TextTable;
import io.callfuse.models.speech.PublishedModel;
import io.callfuse.models.speech.SpeechModelCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code callfuse models}: the speech models by which the engine hears words. */
@Command(
        name = "models",
        header = "Lists, fetches, verifies and chooses speech models.",
        description =
                "%nWithout a speech model the engine hears no words and scores the voice alone. Models are kept in"
                        + " the folder that CALLFUSE_MODELS names, or else in callfuse/models among the user's data; one that is"
                        + " there already need not be fetched.%n",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  callfuse models list",
            "  callfuse models fetch en",
            "  callfuse models use /srv/models/vosk-model-en-us-0.22",
            "  callfuse models verify"
        })
final class ModelsCommand implements Runnable {
    private static final long BYTES_PER_MEGABYTE = 1_000_000;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Where the models are kept, in place of CALLFUSE_MODELS.")
    private Path folder;

    @Option(
            names = "--catalogue",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Which models are offered, in place of the engine's own list.")
    private Path catalogue;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? list, fetch, verify or use");
    }

    private ModelHome home() {
        return folder == null ? ModelHome.of(System.getenv()) : new ModelHome(folder);
    }

    private SpeechModelCatalogue catalogue() throws IOException {
        return catalogue == null ? SpeechModelCatalogue.embedded() : SpeechModelCatalogue.load(catalogue);
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private String hears(ModelHome home) throws SpeechModelException {
        Optional<SpeechModel> inUse = home.inUse();
        return inUse.map(model -> "The engine hears words by " + model.folder() + ".")
                .orElse("The engine hears no words: no model is in use.");
    }

    @Command(name = "list", header = "Lists the models that are here and those that are offered.")
    int list() throws IOException, SpeechModelException {
        ModelHome home = home();
        TextTable table = new TextTable("language", "model", "MB", "licence", "state");
        List<SpeechModel> installed = new ArrayList<>(home.installed());
        for (PublishedModel offered : catalogue().models()) {
            boolean here = installed.removeIf(model -> model.name().equals(offered.name()));
            table.row(
                    offered.language(),
                    offered.name(),
                    Integer.toString(offered.megabytes()),
                    offered.licence(),
                    here ? "here" : offered.sha256().isPresent() ? "to be fetched" : "to be fetched with --sha256");
        }
        installed.forEach(model -> table.row("", model.name(), "", "", "here"));
        table.lines().forEach(this::print);
        print("");
        print("Models are kept in " + home.folder() + ".");
        print(hears(home));
        return ExitCode.OK;
    }

    @Command(
            name = "fetch",
            header = "Fetches a model that is offered.",
            description =
                    "%nChecks what it has downloaded by its published SHA-256 and unpacks it whole or not at all. A"
                            + " download that was cut off goes on where it stopped. Proxies are taken from https_proxy and"
                            + " no_proxy.%n")
    int fetch(
            @Parameters(paramLabel = "LANGUAGE", description = "en, zh, or the name of a model in the list.")
                    String language,
            @Option(
                            names = "--sha256",
                            paramLabel = "SUM",
                            description = "The archive's SHA-256 as you know it, in place of the published one.")
                    String sha256)
            throws IOException, SpeechModelException, CommandFailure {
        PublishedModel offered = catalogue()
                .find(language)
                .orElseThrow(() -> new CommandFailure("no model is offered for '" + language + "': see models list"));
        PublishedModel model = sha256 == null ? offered : vouched(offered, sha256);
        try (Terminal.Progress progress = Terminal.progress(model.name(), model.megabytes() * BYTES_PER_MEGABYTE)) {
            ModelFetch fetch = new ModelFetch(home(), System.getenv(), (bytes, all) -> {
                all.ifPresent(progress::most);
                progress.accept(bytes);
            });
            SpeechModel fetched = fetch.fetch(model);
            print(fetched.folder() + ": " + fetched.sampleRateHz() + " Hz, licence " + model.licence());
        }
        print(hears(home()));
        return ExitCode.OK;
    }

    private PublishedModel vouched(PublishedModel offered, String sha256) {
        try {
            return offered.withSha256(sha256);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
        }
    }

    @Command(
            name = "verify",
            header = "Says of each model that is here whether it can be used.",
            description = "%nLoads each in a process of its own, and compares the files of those that were fetched with"
                    + " their sums.%n")
    int verify() throws IOException, InterruptedException {
        ModelHome home = home();
        boolean allWell = true;
        for (SpeechModel model : home.installed()) {
            allWell &= verify(model);
        }
        if (home.installed().isEmpty()) {
            print("There are no models in " + home.folder() + ".");
        }
        return allWell ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private boolean verify(SpeechModel model) throws IOException, InterruptedException {
        List<String> differences = ModelFetch.differences(model);
        if (!differences.isEmpty()) {
            print("failed  " + model.name() + ": " + String.join(", ", differences));
            return false;
        }
        String sums = ModelFetch.hasSums(model) ? "files as they were fetched" : "not fetched, so no sums are known";
        try (Recognition recognition = Recognition.start(RecognitionSettings.of(model))) {
            recognition.requireUp();
            print("ok      " + model.name() + ": " + model.sampleRateHz() + " Hz, " + recognition.residentMiB()
                    + " MiB in memory, " + sums);
            return true;
        } catch (IOException unfit) {
            print("failed  " + model.name() + ": " + unfit.getMessage());
            return false;
        }
    }

    @Command(name = "use", header = "Chooses the model by which the engine hears words.")
    int use(
            @Parameters(
                            paramLabel = "PATH",
                            description = "A folder with a model for Vosk, or the name of one that is here.")
                    String path)
            throws SpeechModelException {
        home().use(path);
        print(hears(home()));
        return ExitCode.OK;
    }
}
