/**
 * What wxconfig costs: benchmarks of its parts, and of whole servers with it, without it, and with what could be used in
 * its place. Start at {@link io.github.wxconfig.bench.Benchmarks}; {@code src/bench/README.md} has the commands.
 */
@NullMarked
package io.github.wxconfig.bench;

import org.jspecify.annotations.NullMarked;
