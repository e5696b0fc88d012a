package io.github.wxconfig.response;

/**
 * Finds the end of a comment as HTML's tokenizer does, where {@code <!-->}, {@code <!--->} and {@code --!>} end one
 * too; or, in XML, at {@code -->} alone. Reads what follows {@code <!--}.
 */
final class CommentScanner {
    private enum State {
        START,
        START_DASH,
        TEXT,
        END_DASH,
        END,
        END_BANG
    }

    private final boolean xml;
    private State state = State.START;

    CommentScanner(boolean xml) {
        this.xml = xml;
    }

    /** To be called before each comment. */
    void begin() {
        state = xml ? State.TEXT : State.START;
    }

    /** Whether this unit is the {@code >} that ends the comment. */
    boolean isEnd(int unit) {
        boolean mayEnd = state != State.TEXT && state != State.END_DASH;
        if (unit == '>' && mayEnd) {
            return true;
        }
        state = next(unit);
        return false;
    }

    private State next(int unit) {
        boolean dash = unit == '-';
        return switch (state) {
            case START -> dash ? State.START_DASH : State.TEXT;
            case START_DASH, END_DASH -> dash ? State.END : State.TEXT;
            case END -> dash ? State.END : unit == '!' && !xml ? State.END_BANG : State.TEXT;
            case TEXT, END_BANG -> dash ? State.END_DASH : State.TEXT;
        };
    }
}
