package io.callfuse.engine.cli;

import io.callfuse.engine.archive.PolicyVersion;
import io.callfuse.engine.archive.store.CallStore;
import io.callfuse.engine.archive.store.StoreException;
import io.callfuse.engine.cli.table.TextTable;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.config.PolicyFile;
import io.callfuse.engine.config.PolicyText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callfuse policy}: the versions of the policy. */
@Command(
        name = "policy",
        header = "Lists, shows, checks and brings back versions of the policy.",
        description =
                "%nAn engine that runs takes the section 'policy' of its file within a second of its change. Each version that was"
                        + " in force is kept in the database (archive.database) with who made it, why and what it says.%n",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  callfuse policy check new.yaml",
            "  callfuse policy list -c callfuse.yaml",
            "  callfuse policy show 7 -c callfuse.yaml",
            "  callfuse policy rollback 7 -c callfuse.yaml --reason 'too many trips'"
        })
final class PolicyCommand implements Runnable {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int SHOWN_OF_A_HASH = "sha256:".length() + 12;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? list, show, check or rollback");
    }

    @Command(name = "list", header = "Lists the versions that were in force, the newest first.")
    int list(
            @Mixin SettingsOptions settings,
            @Option(
                            names = "--zone",
                            paramLabel = "ZONE",
                            description = "Time zone of the table, such as UTC; this machine's by default.")
                    ZoneId zone)
            throws CommandFailure, StoreException {
        ZoneId shown = zone == null ? ZoneId.systemDefault() : zone;
        TextTable table = new TextTable("in force since", "version", "for", "by", "reason", "sha256");
        for (PolicyVersion version : history(settings.config())) {
            table.row(
                    MOMENT.format(version.since().atZone(shown)),
                    version.version(),
                    version.appliesTo(),
                    version.changedBy(),
                    version.reason(),
                    shortened(version.sha256()));
        }
        table.lines().forEach(this::print);
        return ExitCode.OK;
    }

    @Command(name = "show", header = "Shows a version as YAML, without what is the default anyway.")
    int show(
            @Parameters(paramLabel = "VERSION", description = "Its name, or the beginning of its sha256.") String name,
            @Mixin SettingsOptions settings)
            throws CommandFailure, StoreException {
        PolicyVersion version = find(history(settings.config()), name);
        print("# In force since " + version.since() + ", for " + version.appliesTo() + ", by " + version.changedBy());
        print("# " + version.sha256());
        PolicyText.yaml(version.text(), Map.of()).lines().forEach(this::print);
        return ExitCode.OK;
    }

    @Command(
            name = "check",
            header = "Says whether a file could be used, or each mistake in it with its line, reason and hint.",
            description = "%nBy the same reader as serve's. Changes nothing and asks no engine.%n")
    int check(@Parameters(paramLabel = "FILE", description = "A configuration.") Path file) throws CommandFailure {
        try {
            LoadedConfig config = ConfigLoader.load(file);
            print("ok  " + file + ": policy '" + config.policySettings().version() + "', "
                    + config.policySettings().rules().rules().size() + " rules, "
                    + config.config().policy().routes().size() + " routes, "
                    + config.effective().policySha256());
            return ExitCode.OK;
        } catch (ConfigException refused) {
            throw new CommandFailure(refused.getMessage(), refused);
        }
    }

    @Command(
            name = "rollback",
            header = "Writes a former version back into the configuration file.",
            description =
                    "%nLeaves every line outside the section 'policy' as it is, and a copy of the file beside it. Refuses where the"
                            + " file's own policy was never in force, for it would be lost. An engine that runs takes the version"
                            + " within a second.%n")
    int rollback(
            @Parameters(paramLabel = "VERSION", description = "Its name, or the beginning of its sha256.") String name,
            @Mixin SettingsOptions settings,
            @Option(names = "--by", paramLabel = "NAME", description = "Who wants it; you by default.") String by,
            @Option(names = "--reason", paramLabel = "WORDS", description = "Why.") String reason,
            @Option(names = "--live", description = "Also for the calls that are under watch.") boolean live)
            throws CommandFailure, StoreException {
        Path path = settings.config()
                .file()
                .orElseThrow(() -> new CommandFailure("name the file whose policy is to be changed: --config FILE"));
        try {
            PolicyFile file = PolicyFile.read(path);
            List<PolicyVersion> history = history(file.config());
            requireWasInForce(file.config(), history);
            PolicyVersion version = find(history, name);
            Map<String, String> instead = new TreeMap<>();
            instead.put("changedBy", by == null ? System.getProperty("user.name") : by);
            instead.put("reason", reason == null ? "back to " + version.version() : reason);
            if (live) {
                instead.put("appliesTo", "live-calls");
            }
            Path copy = file.put(version.text(), instead, Clock.systemUTC().instant());
            print(path + ": policy '" + version.version() + "' again; what it was is in " + copy);
            return ExitCode.OK;
        } catch (ConfigException refused) {
            throw new CommandFailure(refused.getMessage(), refused);
        } catch (IOException unwritten) {
            throw new CommandFailure(path + " cannot be written: " + CommandErrors.lineOf(unwritten), unwritten);
        }
    }

    private static void requireWasInForce(LoadedConfig now, List<PolicyVersion> history) throws CommandFailure {
        String sha256 = now.effective().policySha256();
        if (history.stream().noneMatch(version -> version.sha256().equals(sha256))) {
            throw new CommandFailure(
                    now.source() + ": its policy '" + now.policySettings().version()
                            + "' was never in force and would be lost: put it elsewhere, or let an engine take it first");
        }
    }

    private static PolicyVersion find(List<PolicyVersion> history, String name) throws CommandFailure {
        return history.stream()
                .filter(version -> version.version().equals(name)
                        || name.startsWith("sha256:") && version.sha256().startsWith(name))
                .findFirst()
                .orElseThrow(() -> new CommandFailure("no version '" + name + "' was in force: see policy list"));
    }

    private static List<PolicyVersion> history(LoadedConfig config) throws CommandFailure, StoreException {
        try (CallStore store = OpenedStore.open(config.config().archive())) {
            return store.policies();
        }
    }

    private static String shortened(String sha256) {
        return sha256.substring(0, Math.min(SHOWN_OF_A_HASH, sha256.length()));
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
