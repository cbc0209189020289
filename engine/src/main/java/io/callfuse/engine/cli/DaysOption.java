package io.callfuse.engine.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The days that a command is about: {@code --from} and {@code --to}, both included, both open where they are not given; and
 * {@code --zone}, whose days they are.
 */
final class DaysOption {
    @Option(names = "--from", paramLabel = "DAY", description = "The first day, such as 2026-11-01.")
    private LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "The last day.")
    private LocalDate to;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Time zone of all days and hours here, such as UTC; this machine's by default.")
    private ZoneId zone = ZoneId.systemDefault();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Returns the time zone of the days. */
    ZoneId zone() {
        return zone;
    }

    /** When the first day begins. */
    Instant from() {
        return from == null ? Instant.MIN : from.atStartOfDay(zone).toInstant();
    }

    /**
     * When the last day is over.
     *
     * @throws ParameterException if that is before the first day
     */
    Instant until() {
        if (from != null && to != null && to.isBefore(from)) {
            throw new ParameterException(command.commandLine(), "--to: " + to + " is before --from " + from);
        }
        return to == null ? Instant.MAX : to.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
