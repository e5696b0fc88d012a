package io.github.wxconfig.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Any document, written in any way: made up or from the corpus, cut anywhere, by every method of stream and writer. A
 * failure tells the seed that brings it again; {@code -Dcases=} asks for more.
 */
@Tag("slow")
class PlacementPropertyTest {
    private static final long SEED = Long.getLong("seed", 1);
    private static final int CASES = Integer.getInteger("cases", 10_000);
    private static final List<Document> CORPUS = Corpus.documents();

    private interface Property {
        void check(RandomGenerator random, Document made) throws IOException;
    }

    @Test
    void documentGainsTheFirstScriptOfItsHeadAndNothingElse() {
        check((random, made) -> PageTree.assertOnlyScriptAdded(made));
    }

    @Test
    void everyWayOfWritingBringsTheSamePage() {
        Set<String> methodsUsed = new TreeSet<>();
        check((random, made) -> {
            Document document = random.nextBoolean() ? made : CORPUS.get(random.nextInt(CORPUS.size()));
            for (Document page : List.of(made, document)) {
                new RandomApplication(page, random, methodsUsed).run();
            }
        });
        if (CASES > 1_000) {
            assertThat(methodsUsed).containsAll(allMethods());
        }
    }

    private static void check(Property property) {
        for (long seed = SEED; seed < SEED + CASES; seed++) {
            RandomGenerator random = new SplittableRandom(seed);
            try {
                property.check(random, new DocumentMaker(random).next());
            } catch (IOException | RuntimeException | AssertionError e) {
                throw new AssertionError("Once more: -Dseed=" + seed + " -Dcases=1", e);
            }
        }
    }

    private static List<String> allMethods() {
        return Stream.concat(
                        WriteMethod.OF_STREAM.stream().map(method -> "stream." + method.name()),
                        WriteMethod.OF_WRITER.stream().map(method -> "writer." + method.name()))
                .toList();
    }
}
