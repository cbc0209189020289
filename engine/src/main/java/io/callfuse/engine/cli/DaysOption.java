package io.callfuse.engine.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The days that a command is about: {@code --from} and {@code --to}, both included, both open where they are not given. */
final class DaysOption {
    @Option(names = "--from", paramLabel = "DAY", description = "The first day, such as 2026-11-01.")
    private LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "The last day.")
    private LocalDate to;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** When the first day begins in this time zone. */
    Instant from(ZoneId zone) {
        return from == null ? Instant.MIN : from.atStartOfDay(zone).toInstant();
    }

    /**
     * When the last day is over in this time zone.
     *
     * @throws ParameterException if that is before the first day
     */
    Instant until(ZoneId zone) {
        if (from != null && to != null && to.isBefore(from)) {
            throw new ParameterException(command.commandLine(), "--to: " + to + " is before --from " + from);
        }
        return to == null ? Instant.MAX : to.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
