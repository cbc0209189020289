package io.callfuse.engine.cli;

import io.callfuse.engine.asr.model.ModelHome;
import io.callfuse.engine.cli.check.EngineChecks;
import io.callfuse.engine.cli.check.Finding;
import io.callfuse.engine.cli.check.asterisk.AsteriskChecks;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.models.language.Language;
import io.callfuse.models.language.Languages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callfuse check}: could an engine with this configuration work here? */
@Command(
        name = "check",
        header = "Says whether an engine with this configuration could work here.",
        description =
                "%nReads the configuration, loads the emotion model and the speech model, looks whether the"
                        + " archive can be written and the ports can be had, and logs in to Asterisk's manager interface and,"
                        + " where it is switched on, to ARI. Changes nothing. Prints a line for each,"
                        + " ok, warning or failed with what to do. A port that is answered already is ok: it may be this very engine.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  callfuse check",
            "  CALLFUSE_AMI_PASSWORD=... callfuse check --config /etc/callfuse/engine.yaml",
            "  callfuse check -c engine.yaml && callfuse serve -c engine.yaml",
            "  callfuse check --asterisk -c engine.yaml"
        })
final class CheckCommand implements Callable<Integer> {
    private final List<Finding> failed = new ArrayList<>();

    @Mixin
    private SettingsOptions settings;

    @Option(
            names = "--asterisk",
            description =
                    "Also looks at the running Asterisk, as the engine's own user: version and known faults, modules, rights,"
                            + " dialplan, and a call that Asterisk places to itself, whose audio must arrive here. Takes half a minute at"
                            + " most.")
    private boolean asterisk;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try {
            LoadedConfig config = settings.config();
            tell(new Finding("configuration", true, config.source() + ", " + config.sha256()));
            tell(model(config));
            tell(phrases(config));
            EngineChecks.run(config, ModelHome.of(System.getenv()), System::getenv, this::tell);
            if (asterisk) {
                AsteriskChecks.run(config, System::getenv, this::tell);
            }
        } catch (CommandFailure refused) {
            refused.getMessage().lines().forEach(line -> tell(new Finding("configuration", false, line)));
        }
        return failed.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static Finding model(LoadedConfig config) {
        try {
            String version = SettingsOptions.model(config).version();
            return new Finding("model", true, version);
        } catch (CommandFailure unreadable) {
            return new Finding("model", false, unreadable.getMessage() + ": correct model.file");
        }
    }

    private static Finding phrases(LoadedConfig config) {
        try {
            Languages languages = SettingsOptions.languages(config);
            return new Finding(
                    "phrases",
                    true,
                    languages.of(Language.ENGLISH).ruleCount() + " rules en, "
                            + languages.of(Language.CHINESE).ruleCount() + " zh");
        } catch (CommandFailure wrong) {
            return new Finding("phrases", false, wrong.getMessage() + ": correct it, or recognition.phrases");
        }
    }

    private void tell(Finding finding) {
        if (!finding.ok()) {
            failed.add(finding);
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "%-7s  %-15s  %s%n",
                        finding.result().name().toLowerCase(Locale.ROOT), finding.subject(), finding.text());
        spec.commandLine().getOut().flush();
    }
}
