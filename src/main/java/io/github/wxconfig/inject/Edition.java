package io.github.wxconfig.inject;

import java.time.Instant;

/**
 * What all copies of an insertion have in common that stop working at the same time. Caches must not mix editions.
 *
 * @param name tells it from others within an entity tag: letters and digits
 * @param since from when on copies of it exist
 * @param until when they stop working
 */
public record Edition(String name, Instant since, Instant until) {}
