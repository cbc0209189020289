package io.callfuse.engine.privacy;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Gives each caller a name that tells nothing of his number but whether it is the same: the first half of HMAC-SHA256 under a key.
 * Who has the key can try all numbers there are; who has lost it knows no caller again. Immutable.
 */
public final class CallerPseudonyms {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEPT_BYTES = 16;

    private final SecretKeySpec key;

    /**
     * Begins.
     *
     * @param key of any length; not empty
     */
    public CallerPseudonyms(String key) {
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /**
     * Names a caller.
     *
     * @param number as it was presented; {@code +49 30 1234}, {@code 0049301234} and {@code 49-30-1234} are the same
     * @return 32 hexadecimal digits; empty where no number was presented
     */
    public Optional<String> of(String number) {
        String plain = plain(number);
        if (plain.isEmpty()) {
            return Optional.empty();
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] hash = mac.doFinal(plain.getBytes(StandardCharsets.UTF_8));
            return Optional.of(HexFormat.of().formatHex(hash, 0, KEPT_BYTES));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }

    /** Digits alone, without what is dialled before a country; names as they are, in small letters. */
    private static String plain(String number) {
        String text = number.strip().toLowerCase(Locale.ROOT);
        if (text.codePoints().anyMatch(Character::isLetter)) {
            return text;
        }
        StringBuilder digits = new StringBuilder();
        text.codePoints().filter(Character::isDigit).forEach(digit -> digits.append(Character.digit(digit, 10)));
        return digits.length() > 2 && digits.indexOf("00") == 0 ? digits.substring(2) : digits.toString();
    }
}
