package io.callfuse.engine.action;

import io.callfuse.engine.policy.Route;

/** What became of an order to move a caller. In no case is the caller lost by it. */
public sealed interface SwitchOutcome {
    /** Whether the caller is known to be somewhere else now. */
    boolean moved();

    /** One sentence for the log and the archive; never empty. */
    String why();

    /** The caller is at the target. */
    record Moved(Route route, String why) implements SwitchOutcome {
        @Override
        public boolean moved() {
            return true;
        }
    }

    /** The target could not take the caller, who is at the fallback route. */
    record MovedToFallback(Route route, String why) implements SwitchOutcome {
        @Override
        public boolean moved() {
            return true;
        }
    }

    /** The caller was not moved, and goes on where he was. */
    record LeftInPlace(String why) implements SwitchOutcome {
        @Override
        public boolean moved() {
            return false;
        }
    }

    /**
     * Asterisk was told to move the caller to the route, but nobody could see whether it did: the connection broke in between,
     * or the caller hung up. It was not told again.
     */
    record Unconfirmed(Route route, String why) implements SwitchOutcome {
        @Override
        public boolean moved() {
            return false;
        }
    }
}
