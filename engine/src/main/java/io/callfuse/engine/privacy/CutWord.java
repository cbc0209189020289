package io.callfuse.engine.privacy;

import io.callfuse.engine.privacy.NumberPiece.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * A word, and what its parts are to a number; found once, however often the words about it change.
 *
 * @param text the word as it was heard
 * @param plain the same in small letters, without signs about it
 * @param pieces its parts, in their order
 */
record CutWord(String text, String plain, List<NumberPiece> pieces) {
    static CutWord of(String text) {
        List<NumberPiece> pieces = new ArrayList<>();
        return new CutWord(text, NumberWords.cut(text, pieces::add), pieces);
    }

    /** Whether a part of it tells digits. */
    boolean tellsDigits() {
        for (NumberPiece piece : pieces) {
            if (piece.kind() == Kind.NUMBER) {
                return true;
            }
        }
        return false;
    }
}
