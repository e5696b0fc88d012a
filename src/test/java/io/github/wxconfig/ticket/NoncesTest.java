package io.github.wxconfig.ticket;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NoncesTest {
    private final List<String> many =
            Stream.generate(new Nonces()).limit(10_000).toList();

    @Test
    void areSixteenLettersAndDigits() {
        assertThat(many).allMatch(nonce -> nonce.matches("[a-zA-Z0-9]{16}"));
    }

    @Test
    void neverRepeat() {
        assertThat(many).doesNotHaveDuplicates();
    }

    /** 64 random bits: at each place each of the 16 digits turns up, with a chance of failure below 1e-270. */
    @Test
    void useTheWholeAlphabetAtEachPlace() {
        for (int place = 0; place < 16; place++) {
            int at = place;
            Set<Character> seen = many.stream().map(nonce -> nonce.charAt(at)).collect(toSet());
            assertThat(seen).hasSize(16);
        }
    }
}
