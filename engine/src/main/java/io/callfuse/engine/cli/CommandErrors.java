package io.callfuse.engine.cli;

import io.callfuse.engine.asr.TranscriptException;
import io.callfuse.engine.asr.model.SpeechModelException;
import io.callfuse.engine.cli.plot.PlotException;
import io.callfuse.engine.ingress.recording.RecordingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * What a user sees of an error: {@code callfuse: } and one line, and an exit code that is not 0. Stack traces go to the log
 * at level debug alone. Stateless.
 */
final class CommandErrors implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(CommandErrors.class);
    private static final Pattern LINE_BREAKS = Pattern.compile("\\s*\\R\\s*");

    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        print(command.getErr(), error.getMessage());
        command.getErr().println("try '" + command.getCommandSpec().qualifiedName() + " --help'");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
        LOG.debug("command failed", error);
        print(command.getErr(), lineOf(error));
        return ExitCode.SOFTWARE;
    }

    /** Prints {@code callfuse: } before each line of the text; a configuration has one line for each fault. */
    static void print(PrintWriter err, String text) {
        text.strip().lines().forEach(line -> err.println("callfuse: " + line));
        err.flush();
    }

    /** Says in one line what went wrong, for errors of ours and for those of files and sockets. */
    static String lineOf(Throwable error) {
        if (error instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file or directory";
        }
        if (error instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        if (error instanceof FileAlreadyExistsException taken) {
            return taken.getFile() + ": is in the way";
        }
        if (isExpected(error) && error.getMessage() != null) {
            return error.getMessage();
        }
        return "internal error: " + LINE_BREAKS.matcher(error.toString()).replaceAll("; ")
                + " (CALLFUSE_OPTS='-Dcallfuse.log.level=debug -Dcallfuse.log.trace=full' shows where)";
    }

    private static boolean isExpected(Throwable error) {
        return error instanceof CommandFailure
                || error instanceof PlotException
                || error instanceof RecordingException
                || error instanceof SpeechModelException
                || error instanceof TranscriptException
                || error instanceof IOException;
    }
}
