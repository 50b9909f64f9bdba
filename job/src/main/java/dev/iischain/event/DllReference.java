package dev.iischain.event;

import java.util.List;

/**
 * A module file that an event is about: the one written, registered or loaded.
 *
 * @param raw the path as the source spelled it
 * @param path the canonical path (see {@code normalise.CanonicalPath})
 * @param hashes hashes of the content at that moment
 * @param signature the signature at that moment
 * @param flags what canonicalisation noticed, such as {@code vol}, {@code rel}, {@code short},
 *     {@code ads}, {@code env}, {@code unicode}; sorted
 */
public record DllReference(
    String raw, String path, Hashes hashes, Signature signature, List<String> flags) {}
