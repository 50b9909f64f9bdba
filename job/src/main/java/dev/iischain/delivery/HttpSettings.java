package dev.iischain.delivery;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;

/**
 * How a system is reached over HTTP.
 *
 * @param url where its paths start, without a slash at the end
 * @param token the credential
 * @param caFile certificates in PEM that are trusted instead of the machine's, or empty
 * @param timeout how long a call may take as a whole
 */
public record HttpSettings(URI url, Secret token, String caFile, Duration timeout)
    implements Serializable {}
