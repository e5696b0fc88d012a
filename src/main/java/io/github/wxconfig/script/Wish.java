package io.github.wxconfig.script;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the author of a page asks for beyond what every page of the account gets.
 *
 * @param apis names for jsApiList
 * @param openTags names for openTagList
 * @param debug whether the client shows every answer of this page in an alert
 * @param remarks what is wrong with the texts from which this was read
 */
public record Wish(List<String> apis, List<String> openTags, boolean debug, List<String> remarks) {
    /** Asks for nothing yet. */
    public static final Wish NOTHING = new Wish(List.of(), List.of(), false, List.of());

    public Wish {
        apis = List.copyOf(apis);
        openTags = List.copyOf(openTags);
        remarks = List.copyOf(remarks);
    }

    /** With these APIs as well: names separated by white space or commas. */
    public Wish andApis(@Nullable String names) {
        List<String> more = Names.in(names == null ? "" : names);
        List<String> wrong = more.isEmpty()
                ? List.of("the list of APIs is empty. Name one at least, or leave the attribute out.")
                : JsApi.remarks(more);
        return new Wish(joined(apis, more), openTags, debug, joined(remarks, wrong));
    }

    /** With these open tags as well: names separated by white space or commas. */
    public Wish andOpenTags(@Nullable String names) {
        List<String> more = Names.in(names == null ? "" : names);
        List<String> wrong = more.isEmpty()
                ? List.of("the list of open tags is empty. Name one at least, or leave the attribute out.")
                : List.<String>of();
        return new Wish(apis, joined(openTags, more), debug, joined(remarks, wrong));
    }

    /** With debug, if the text is {@code true}. */
    public Wish andDebug(@Nullable String text) {
        String word = text == null ? "" : text.strip();
        List<String> wrong = word.equals("true") || word.equals("false")
                ? List.of()
                : List.of("debug is " + Names.quoted(word) + ". Write true or false.");
        return new Wish(apis, openTags, debug || word.equals("true"), joined(remarks, wrong));
    }

    /** What these options lack. */
    List<String> missingFrom(ScriptOptions options) {
        List<String> missing = new ArrayList<>();
        apis.stream().filter(name -> !options.jsApiList().contains(name)).forEach(missing::add);
        openTags.stream().filter(name -> !options.openTagList().contains(name)).forEach(missing::add);
        if (debug && !options.debug()) {
            missing.add("debug");
        }
        return missing;
    }

    /** These options with what they lack. */
    ScriptOptions addedTo(ScriptOptions options) {
        return missingFrom(options).isEmpty()
                ? options
                : options.with(
                        joined(options.jsApiList(), apis),
                        joined(options.openTagList(), openTags),
                        options.debug() || debug);
    }

    private static List<String> joined(List<String> first, List<String> more) {
        return Stream.concat(first.stream(), more.stream()).distinct().toList();
    }
}
