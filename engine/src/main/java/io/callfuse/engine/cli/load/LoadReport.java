package io.callfuse.engine.cli.load;

import io.callfuse.engine.load.AsteriskLoadResult;
import io.callfuse.engine.load.LoadResult;

/** The outcome of a load test, ready to be shown. */
public interface LoadReport {
    /** Whether all went as it must. */
    boolean allWell();

    /**
     * All of it.
     *
     * @param machine on which it was tested
     * @param kind {@code json}, {@code html}, or anything else for people
     */
    String text(Machine machine, String kind);

    /** Of calls that came by this command's own sender. */
    static LoadReport of(LoadResult result) {
        return new LoadReport() {
            @Override
            public boolean allWell() {
                return result.allWell();
            }

            @Override
            public String text(Machine machine, String kind) {
                return switch (kind) {
                    case "json" -> LoadJson.line(result, machine) + "\n";
                    case "html" -> LoadPage.of(result, machine);
                    default -> machine.line() + "\n" + String.join("\n", LoadText.lines(result)) + "\n";
                };
            }
        };
    }

    /** Of calls through a real Asterisk. */
    static LoadReport of(AsteriskLoadResult result) {
        return new LoadReport() {
            @Override
            public boolean allWell() {
                return result.allWell();
            }

            @Override
            public String text(Machine machine, String kind) {
                return switch (kind) {
                    case "json" -> AsteriskLoadJson.line(result, machine) + "\n";
                    case "html" -> AsteriskLoadPage.of(result, machine);
                    default -> machine.line() + "\n" + String.join("\n", AsteriskLoadText.lines(result)) + "\n";
                };
            }
        };
    }
}
