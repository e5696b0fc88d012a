package io.github.wxconfig.response;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of one version of a page, as in {@code ETag} and {@code If-None-Match}. A page with a snippet has a weak tag
 * that ends in its edition, from which the application's own tag can be read.
 *
 * @param weak whether the tag says that versions under it may differ in their bytes
 * @param opaque what stands between the quotes
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-8.8.3">RFC 9110, section 8.8.3</a>
 */
record EntityTag(boolean weak, String opaque) {
    private static final Pattern SYNTAX = Pattern.compile("(W/)?\"([^\"]*)\"");
    private static final String OF_STRONG = "-wxs-";
    private static final String OF_WEAK = "-wxw-";

    /** The tag, or nothing where the text is none. */
    static Optional<EntityTag> parse(String text) {
        Matcher tag = SYNTAX.matcher(text.strip());
        return tag.matches() ? Optional.of(of(tag)) : Optional.empty();
    }

    /** The tags in the lines of a header. */
    static List<EntityTag> list(List<String> lines) {
        List<EntityTag> tags = new ArrayList<>();
        for (String line : lines) {
            Matcher tag = SYNTAX.matcher(line);
            while (tag.find()) {
                tags.add(of(tag));
            }
        }
        return tags;
    }

    private static EntityTag of(Matcher tag) {
        return new EntityTag(tag.group(1) != null, tag.group(2));
    }

    /** The tag of the page with a snippet of this edition. */
    EntityTag in(Edition edition) {
        return new EntityTag(true, opaque + (weak ? OF_WEAK : OF_STRONG) + edition.name());
    }

    /** Whether this is the tag of a page with a snippet of any edition. */
    boolean hasEdition() {
        return opaque.contains(OF_STRONG) || opaque.contains(OF_WEAK);
    }

    /** The application's own tag, if this is one {@link #in} that edition. */
    Optional<EntityTag> without(Edition edition) {
        for (String mark : List.of(OF_STRONG, OF_WEAK)) {
            String suffix = mark + edition.name();
            if (opaque.endsWith(suffix)) {
                String own = opaque.substring(0, opaque.length() - suffix.length());
                return Optional.of(new EntityTag(mark.equals(OF_WEAK), own));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return (weak ? "W/" : "") + '"' + opaque + '"';
    }
}
