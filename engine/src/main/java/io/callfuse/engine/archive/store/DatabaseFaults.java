package io.callfuse.engine.archive.store;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.sqlite.NativeLibraryNotFoundException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says in one line what a database said, and whether it was about the data or about itself. Stateless. */
final class DatabaseFaults {
    private static final Pattern LINE_BREAKS = Pattern.compile("\\s*\\R\\s*");
    private static final String INVALID_DATA = "22";
    private static final String BROKEN_CONSTRAINT = "23";

    private DatabaseFaults() {}

    static StoreException at(DatabaseAddress address, Throwable failure) {
        SQLException told = innermost(failure);
        String place = "store " + address.place() + ": ";
        if (told == null) {
            return new StoreException(place + oneLine(failure), false, failure);
        }
        if (told instanceof SQLiteException sqlite) {
            SQLiteErrorCode code = sqlite.getResultCode();
            return isAboutTheData(code)
                    ? refused(place, code.name(), failure)
                    : new StoreException(place + reason(sqlite), false, failure);
        }
        if (told.getCause() instanceof NativeLibraryNotFoundException) {
            return new StoreException(
                    place + "SQLite's library cannot be unpacked and loaded: name a folder where it can with"
                            + " CALLFUSE_OPTS=-Dorg.sqlite.tmpdir=FOLDER",
                    false,
                    failure);
        }
        String state = told.getSQLState() == null ? "" : told.getSQLState();
        return state.startsWith(INVALID_DATA) || state.startsWith(BROKEN_CONSTRAINT)
                ? refused(place, state, failure)
                : new StoreException(place + reason(state, told), false, failure);
    }

    /** What the database says of data may quote it, and no caller's word belongs in a log. */
    private static StoreException refused(String place, String code, Throwable failure) {
        return new StoreException(place + "it refuses what the line says (" + code + ")", true, failure);
    }

    /** The last exception of a database in a chain of causes: those around it say only what was tried. */
    private static SQLException innermost(Throwable failure) {
        SQLException found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException told) {
                found = told;
            }
        }
        return found;
    }

    private static boolean isAboutTheData(SQLiteErrorCode code) {
        int primary = code.code & 0xff;
        return primary == SQLiteErrorCode.SQLITE_CONSTRAINT.code
                || primary == SQLiteErrorCode.SQLITE_TOOBIG.code
                || primary == SQLiteErrorCode.SQLITE_MISMATCH.code;
    }

    private static String reason(SQLiteException told) {
        // The low byte is the kind of error, the others say more of it.
        int primary = told.getResultCode().code & 0xff;
        if (primary == SQLiteErrorCode.SQLITE_BUSY.code || primary == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return "another process holds it locked";
        }
        if (primary == SQLiteErrorCode.SQLITE_READONLY.code) {
            return "it is read-only";
        }
        if (primary == SQLiteErrorCode.SQLITE_FULL.code) {
            return "the disk is full";
        }
        if (primary == SQLiteErrorCode.SQLITE_CANTOPEN.code) {
            return "it cannot be opened";
        }
        if (primary == SQLiteErrorCode.SQLITE_NOTADB.code || primary == SQLiteErrorCode.SQLITE_CORRUPT.code) {
            return "it is damaged or no database: move it away, and it is filled anew from the archive's files";
        }
        return oneLine(told);
    }

    private static String reason(String state, SQLException told) {
        return switch (state) {
            case "28P01", "28000" -> "user or password is refused (" + oneLine(told) + ")";
            case "3D000" -> "there is no such database (" + oneLine(told) + ")";
            case "25006" -> "it is read-only";
            case "42501" -> "the user lacks a right (" + oneLine(told) + ")";
            case "53100" -> "its disk is full";
            default -> (state.startsWith("08") ? "it cannot be reached (" + oneLine(told) + ")" : oneLine(told));
        };
    }

    private static String oneLine(Throwable failure) {
        String text = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return LINE_BREAKS.matcher(text.strip()).replaceAll("; ");
    }
}
