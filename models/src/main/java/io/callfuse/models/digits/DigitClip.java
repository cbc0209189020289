package io.callfuse.models.digits;

/**
 * A recording of one digit.
 *
 * @param speaker who says it
 * @param digit 0 to 9
 * @param samples at 8 kHz; not copied
 */
public record DigitClip(String speaker, int digit, short[] samples) {
    /** Checks the digit. */
    public DigitClip {
        if (digit < 0 || digit > 9) {
            throw new IllegalArgumentException(digit + " is no digit");
        }
    }
}
