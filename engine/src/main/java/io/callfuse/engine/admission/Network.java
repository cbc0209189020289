package io.callfuse.engine.admission;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A range of addresses in the notation of RFC 4632 and RFC 4291, such as {@code 10.0.0.0/8} or {@code fd00::/8}.
 *
 * @param address any address of the range
 * @param prefixBits how many leading bits all its addresses share
 */
public record Network(InetAddress address, int prefixBits) {
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /** Rejects a prefix that is longer than the address. */
    public Network {
        Objects.requireNonNull(address, "address is null");
        int longest = 8 * address.getAddress().length;
        if (prefixBits < 0 || prefixBits > longest) {
            throw new IllegalArgumentException("prefix of " + prefixBits + " bits is not in 0.." + longest);
        }
    }

    /**
     * Reads an address or {@code ADDRESS/BITS}; an address alone is a range of one. No name is ever looked up.
     *
     * @throws IllegalArgumentException if it is neither; the message says why
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = literal(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0) {
            return new Network(address, 8 * address.getAddress().length);
        }
        String bits = text.substring(slash + 1);
        if (!bits.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("'" + text + "' has no number of bits after its '/'");
        }
        return new Network(address, Integer.parseInt(bits));
    }

    private static InetAddress literal(String text) {
        if (IPV4.matcher(text).matches() || IPV6.matcher(text).matches()) {
            try {
                return InetAddress.getByName(text);
            } catch (UnknownHostException malformed) {
                throw new IllegalArgumentException("'" + text + "' is no address", malformed);
            }
        }
        throw new IllegalArgumentException("'" + text + "' is no address");
    }

    /** Whether an address lies in the range; one of the other family never does. */
    public boolean contains(InetAddress other) {
        byte[] ours = address.getAddress();
        byte[] theirs = other.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        int whole = prefixBits / 8;
        for (int i = 0; i < whole; i++) {
            if (ours[i] != theirs[i]) {
                return false;
            }
        }
        int mask = 0xff00 >> prefixBits % 8 & 0xff;
        return whole == ours.length || ((ours[whole] ^ theirs[whole]) & mask) == 0;
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefixBits;
    }
}
