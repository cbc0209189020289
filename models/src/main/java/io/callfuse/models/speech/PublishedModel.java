package io.callfuse.models.speech;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A speech model that its vendor offers as a zip archive.
 *
 * @param language by which it is asked for, such as en
 * @param name of the folder in the archive, and where it is kept
 * @param address of the archive, http or https
 * @param megabytes how big the archive is, about; 0 where that is not known
 * @param sha256 of the archive, 64 small hexadecimal digits; empty where it is not known for certain
 * @param licence under which it is published, by its SPDX name
 */
public record PublishedModel(
        String language, String name, URI address, int megabytes, Optional<String> sha256, String licence) {
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** Rejects what could not be fetched, or would be kept in a strange place. */
    public PublishedModel {
        require(PLAIN_NAME.matcher(language).matches(), "language '" + language + "' is no plain name");
        require(PLAIN_NAME.matcher(name).matches(), "name '" + name + "' is no plain name");
        String scheme = String.valueOf(address.getScheme());
        require(
                scheme.equals("https") || scheme.equals("http"),
                "address '" + address + "' begins with neither https: nor http:");
        require(megabytes >= 0, megabytes + " megabytes");
        require(
                sha256.isEmpty() || SHA256.matcher(sha256.get()).matches(),
                "sha256 '" + sha256.orElse("") + "' is not 64 small hexadecimal digits");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The same with a checksum that somebody vouches for. */
    public PublishedModel withSha256(String vouched) {
        return new PublishedModel(language, name, address, megabytes, Optional.of(vouched), licence);
    }
}
