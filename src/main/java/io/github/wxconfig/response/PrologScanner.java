package io.github.wxconfig.response;

import io.github.wxconfig.response.ResponseGate.Page;
import java.util.List;

/**
 * Finds the place in an HTML document where a script runs before all others: right after {@code <head>}, or where the
 * parser will imply it. Reads one code unit at a time, a byte of an ASCII-compatible charset or a character, and needs
 * nothing but the document's prolog; what it does not understand makes it stop, never guess.
 *
 * <p>Where no charset is declared, browsers look for {@code <meta charset>} in the first 1,024 bytes only. There the
 * place is behind that element, so that it is not moved out of their sight. Where no type is declared, they show as HTML
 * only what begins as an HTML document, and there is no place in anything else.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#tokenization">HTML: tokenization</a>
 * @see <a href="https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type">MIME sniffing</a>
 */
final class PrologScanner {
    /** What one more code unit means. */
    enum Verdict {
        /** The place is further on. */
        GO_ON,
        /** The place is {@link #pending()} units before this one: before the tag under way, or before this unit. */
        BEFORE,
        /** The place is right after this unit. */
        AFTER,
        /** There is no place. */
        STOP
    }

    private static final int LONGEST_PROLOG = 64 * 1024;
    /** How far browsers look for a charset. */
    private static final int CHARSET_PRESCAN = 1024;

    private static final List<String> ROOT_TAGS = List.of("html", "head", "body", "frameset");
    /** What may stand in a head before the charset is declared. */
    private static final List<String> HEAD_TAGS = List.of("meta", "title", "base", "link");
    /** End tags that imply the elements around them; a parser ignores any other here. */
    private static final List<String> IMPLYING_END_TAGS = List.of("head", "body", "html", "br");

    private static final String DOCTYPE = "doctype";
    private static final String HTML = "html";
    private static final String END_OF_TITLE = "</title";

    private enum State {
        START,
        DATA,
        TAG_OPEN,
        TAG_NAME,
        END_TAG_OPEN,
        END_TAG_NAME,
        ATTRIBUTES,
        DECLARATION_OPEN,
        DOCTYPE_NAME,
        DOCTYPE,
        BOGUS_COMMENT,
        PROCESSING_INSTRUCTION,
        COMMENT,
        TITLE
    }

    private final boolean xml;
    private final boolean typed;
    private final StringBuilder name = new StringBuilder();
    private final CommentScanner comment;
    private final TagScanner tag = new TagScanner();
    private State state = State.START;
    private boolean charsetKnown;
    private boolean inHead;
    private boolean documentBegun;
    private boolean endTag;
    private int matched;
    private int doctypeQuote;
    private int count;
    private int pending;
    private int previous;

    /** A scanner for one document. */
    PrologScanner(Page page) {
        this.xml = page.xml();
        this.typed = page.typed();
        this.charsetKnown = xml || page.charsetDeclared();
        this.comment = new CommentScanner(xml);
    }

    /** How many of the units read last belong to a tag of which it is not known yet what it is; at most eight. */
    int pending() {
        return pending;
    }

    /** Reads one more unit; not to be called after any other verdict than {@link Verdict#GO_ON}. */
    Verdict next(int unit) {
        if (++count > LONGEST_PROLOG) {
            return Verdict.STOP;
        }
        Verdict verdict = read(unit);
        previous = unit;
        return verdict;
    }

    private Verdict read(int unit) {
        return switch (state) {
            case START -> start(unit);
            case DATA -> data(unit);
            case TAG_OPEN -> tagOpen(unit);
            case TAG_NAME -> tagName(unit);
            case END_TAG_OPEN -> endTagOpen(unit);
            case END_TAG_NAME -> endTagName(unit);
            case ATTRIBUTES -> tag.isEnd(unit) ? tagEnd() : Verdict.GO_ON;
            case DECLARATION_OPEN -> declarationOpen(unit);
            case DOCTYPE_NAME -> doctypeName(unit);
            case DOCTYPE -> doctype(unit);
            case BOGUS_COMMENT -> unit == '>' ? on(State.DATA) : Verdict.GO_ON;
            case PROCESSING_INSTRUCTION -> unit == '>' && previous == '?' ? on(State.DATA) : Verdict.GO_ON;
            case COMMENT -> comment.isEnd(unit) ? on(State.DATA) : Verdict.GO_ON;
            case TITLE -> title(unit);
        };
    }

    private Verdict on(State next) {
        state = next;
        return Verdict.GO_ON;
    }

    /** A byte order mark, as one character or as the three bytes of UTF-8, declares the charset. */
    private Verdict start(int unit) {
        if ((count == 1 && unit == 0xEF) || (count == 2 && unit == 0xBB)) {
            return Verdict.GO_ON;
        }
        state = State.DATA;
        if ((count == 1 && unit == 0xFEFF) || (count == 3 && unit == 0xBF)) {
            charsetKnown = true;
            return typed ? Verdict.GO_ON : Verdict.STOP;
        }
        return count == 1 ? data(unit) : Verdict.STOP;
    }

    private Verdict data(int unit) {
        if (inHead && count > CHARSET_PRESCAN) {
            return Verdict.BEFORE;
        }
        if (unit == '<') {
            pending = 1;
            return on(State.TAG_OPEN);
        }
        return TagScanner.isSpace(unit) ? Verdict.GO_ON : content();
    }

    /** What belongs behind the head's first script: before it a parser implies the head, if this is a document. */
    private Verdict content() {
        return documentBegun ? Verdict.BEFORE : Verdict.STOP;
    }

    private Verdict tagOpen(int unit) {
        if (isLetter(unit)) {
            name.setLength(0);
            state = State.TAG_NAME;
            return tagName(unit);
        }
        if (unit == '/') {
            pending++;
            return on(State.END_TAG_OPEN);
        }
        if (unit == '!') {
            pending = 0;
            return on(State.DECLARATION_OPEN);
        }
        if (unit == '?' && !typed) {
            return Verdict.STOP;
        }
        if (unit == '?') {
            pending = 0;
            return on(xml ? State.PROCESSING_INSTRUCTION : State.BOGUS_COMMENT);
        }
        return xml ? Verdict.STOP : content();
    }

    private Verdict tagName(int unit) {
        if (TagScanner.endsName(unit)) {
            if (isOneOf(HEAD_TAGS) || (!inHead && (isNamed("html") || isNamed("head")))) {
                return attributes(false, unit);
            }
            documentBegun |= isNamed("body") && !xml;
            return content();
        }
        name.append(folded(unit));
        if (isNamed("frameset")) {
            return Verdict.STOP;
        }
        if (!mayBecome(ROOT_TAGS) && !(passesHeadTags() && mayBecome(HEAD_TAGS))) {
            return content();
        }
        pending++;
        return Verdict.GO_ON;
    }

    private boolean passesHeadTags() {
        return !charsetKnown && documentBegun;
    }

    private Verdict endTagOpen(int unit) {
        if (isLetter(unit)) {
            name.setLength(0);
            state = State.END_TAG_NAME;
            return endTagName(unit);
        }
        pending = 0;
        return on(unit == '>' ? State.DATA : State.BOGUS_COMMENT);
    }

    private Verdict endTagName(int unit) {
        if (TagScanner.endsName(unit)) {
            return pending > 0 && isOneOf(IMPLYING_END_TAGS) ? content() : attributes(true, unit);
        }
        if (pending > 0) {
            name.append(folded(unit));
            pending = mayBecome(IMPLYING_END_TAGS) ? pending + 1 : 0;
        }
        return Verdict.GO_ON;
    }

    private Verdict attributes(boolean ofEndTag, int unit) {
        endTag = ofEndTag;
        pending = 0;
        tag.begin();
        state = State.ATTRIBUTES;
        return tag.isEnd(unit) ? tagEnd() : Verdict.GO_ON;
    }

    private Verdict tagEnd() {
        state = State.DATA;
        if (endTag) {
            return Verdict.GO_ON;
        }
        if (xml && tag.isSelfClosing()) {
            return Verdict.STOP;
        }
        documentBegun = true;
        if (isNamed("html")) {
            return Verdict.GO_ON;
        }
        inHead = true;
        if (isNamed("head")) {
            return charsetKnown || count >= CHARSET_PRESCAN ? Verdict.AFTER : Verdict.GO_ON;
        }
        if (isNamed("meta") && tag.declaresCharset()) {
            return Verdict.AFTER;
        }
        if (isNamed("title")) {
            matched = 0;
            state = State.TITLE;
        }
        return Verdict.GO_ON;
    }

    /** A title's text may hold anything but its own end tag. */
    private Verdict title(int unit) {
        if (matched == END_OF_TITLE.length() && TagScanner.endsName(unit)) {
            return attributes(true, unit);
        }
        if (matched < END_OF_TITLE.length() && folded(unit) == END_OF_TITLE.charAt(matched)) {
            matched++;
        } else {
            matched = unit == '<' ? 1 : 0;
        }
        return Verdict.GO_ON;
    }

    private Verdict declarationOpen(int unit) {
        if (unit == '-' && previous == '-') {
            comment.begin();
            return on(State.COMMENT);
        }
        if (unit == '>') {
            return on(State.DATA);
        }
        if (previous == '-' || (unit != '-' && Character.toLowerCase(unit) != 'd')) {
            return xml ? Verdict.STOP : on(State.BOGUS_COMMENT);
        }
        matched = 1;
        return unit == '-' ? Verdict.GO_ON : on(State.DOCTYPE_NAME);
    }

    private Verdict doctypeName(int unit) {
        if (Character.toLowerCase(unit) != DOCTYPE.charAt(matched)) {
            return unit == '>' ? on(State.DATA) : on(State.BOGUS_COMMENT);
        }
        matched++;
        if (matched == DOCTYPE.length()) {
            documentBegun |= !xml && typed;
            matched = 0;
            state = State.DOCTYPE;
        }
        return Verdict.GO_ON;
    }

    /** In HTML the first {@code >} ends it, even in quotes; in XML it may also hold declarations, which are not read. */
    private Verdict doctype(int unit) {
        if (!typed && matched < HTML.length()) {
            return doctypeOfUntyped(unit);
        }
        if (!xml) {
            return unit == '>' ? on(State.DATA) : Verdict.GO_ON;
        }
        if (doctypeQuote != 0) {
            doctypeQuote = unit == doctypeQuote ? 0 : doctypeQuote;
            return Verdict.GO_ON;
        }
        if (unit == '[') {
            return Verdict.STOP;
        }
        if (unit == '"' || unit == '\'') {
            doctypeQuote = unit;
        }
        return unit == '>' ? on(State.DATA) : Verdict.GO_ON;
    }

    private Verdict doctypeOfUntyped(int unit) {
        if (Character.toLowerCase(unit) == HTML.charAt(matched)) {
            matched++;
            documentBegun = matched == HTML.length();
            return Verdict.GO_ON;
        }
        return matched == 0 && TagScanner.isSpace(unit) ? Verdict.GO_ON : Verdict.STOP;
    }

    private boolean isNamed(String tagName) {
        return name.length() == tagName.length() && begins(tagName);
    }

    private boolean isOneOf(List<String> tagNames) {
        for (String tagName : tagNames) {
            if (isNamed(tagName)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayBecome(List<String> tagNames) {
        for (String tagName : tagNames) {
            if (name.length() <= tagName.length() && begins(tagName)) {
                return true;
            }
        }
        return false;
    }

    private boolean begins(String tagName) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) != tagName.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(int unit) {
        return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
    }

    /** HTML knows no upper and lower case in names, XML does. */
    private char folded(int unit) {
        return (char) (!xml && unit >= 'A' && unit <= 'Z' ? unit + ('a' - 'A') : unit);
    }
}
