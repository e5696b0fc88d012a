package io.github.wxconfig.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The traps of real life, each written at once; the property test writes them in all other ways. */
class CorpusTest {
    static List<Document> documents() {
        return Corpus.documents();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void pageIsAsExpected(Document document) throws IOException {
        RecordingResponse container = new RecordingResponse();
        PageResponse response = new PageResponse(new BareRequest(), container, new FixedSnippet());
        response.setContentType(document.contentType());
        response.getOutputStream().write(document.bytes(document.original()));
        response.finish();
        assertThat(container.body()).isEqualTo(document.bytes(document.expected()));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void parserSeesTheScriptFirstInHeadAndNothingElseChanged(Document document) {
        PageTree.assertOnlyScriptAdded(document);
    }
}
