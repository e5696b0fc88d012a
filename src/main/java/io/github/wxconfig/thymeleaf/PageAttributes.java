package io.github.wxconfig.thymeleaf;

import io.github.wxconfig.script.ShareCard;
import io.github.wxconfig.script.Wish;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.model.IAttribute;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.AbstractProcessor;
import org.thymeleaf.processor.element.IElementTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.processor.element.MatchingAttributeName;
import org.thymeleaf.processor.element.MatchingElementName;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * {@code wx:apis}, {@code wx:openTags}, {@code wx:debug}, {@code wx:share}, {@code wx:share-title}, {@code
 * wx:share-desc}, {@code wx:share-link} and {@code wx:share-imgUrl} on any element, best on {@code <html>} or {@code
 * <head>}. All of a tag are read together, and any other attribute with the prefix is a mistake.
 */
final class PageAttributes extends AbstractProcessor implements IElementTagProcessor {
    private static final List<String> SHARE =
            List.of("share", "share-title", "share-desc", "share-link", "share-imgUrl");
    private static final List<String> NAMES = Stream.concat(Stream.of("apis", "openTags", "debug"), SHARE.stream())
            .toList();

    private final String prefix;

    PageAttributes(String prefix) {
        super(TemplateMode.HTML, WxConfigDialect.PRECEDENCE);
        this.prefix = prefix;
    }

    @Override
    public @Nullable MatchingElementName getMatchingElementName() {
        return null;
    }

    @Override
    public MatchingAttributeName getMatchingAttributeName() {
        return MatchingAttributeName.forAllAttributesWithPrefix(TemplateMode.HTML, prefix);
    }

    @Override
    public void process(
            ITemplateContext context, IProcessableElementTag element, IElementTagStructureHandler structure) {
        Attributes attributes = new Attributes(context, element, structure, prefix);
        String markup = attributes.wish("apis", Wish::andApis)
                + attributes.wish("openTags", Wish::andOpenTags)
                + attributes.wish("debug", Wish::andDebug)
                + attributes.share()
                + attributes.unknown();
        TemplateTag.insert(markup, context, structure);
    }

    /** Those of one tag. Each method takes the attributes out of the tag, and returns what is to stand before it. */
    private record Attributes(
            ITemplateContext context,
            IProcessableElementTag element,
            IElementTagStructureHandler structure,
            String prefix) {
        String wish(String name, BiFunction<Wish, @Nullable String, Wish> meaning) {
            if (!has(name)) {
                return "";
            }
            TemplateTag tag = tag(" " + prefix + ":" + name);
            tag.remove(complete(name), structure);
            return tag.ask(meaning.apply(Wish.NOTHING, tag.value(complete(name))));
        }

        String share() {
            if (SHARE.stream().noneMatch(this::has)) {
                return "";
            }
            TemplateTag tag = tag(" " + prefix + ":share");
            SHARE.forEach(name -> tag.remove(complete(name), structure));
            return tag.share(new ShareCard(
                    tag.value(complete("share-title")),
                    tag.value(complete("share-desc")),
                    tag.value(complete("share-link")),
                    tag.value(complete("share-imgUrl"))));
        }

        String unknown() {
            StringBuilder markup = new StringBuilder();
            for (IAttribute attribute : element.getAllAttributes()) {
                String written = attribute.getAttributeCompleteName();
                mistake(attribute).ifPresent(mistake -> {
                    TemplateTag tag = tag(" " + written);
                    tag.remark(mistake);
                    markup.append(tag.nothing());
                });
            }
            return markup.toString();
        }

        /** A page may have {@code data-wx-…} of its own, so such an attribute stays, and only a near miss is told. */
        private Optional<String> mistake(IAttribute attribute) {
            AttributeName name = attribute.getAttributeDefinition().getAttributeName();
            String local = name.getAttributeName();
            boolean known = NAMES.stream().anyMatch(local::equalsIgnoreCase) || isConfig(local);
            if (known || !prefix.equalsIgnoreCase(name.getPrefix())) {
                return Optional.empty();
            }
            if (attribute.getAttributeCompleteName().indexOf(':') > 0) {
                structure.removeAttribute(name);
                return Optional.of("no such attribute is known, so it is left out. " + cure(local));
            }
            return Spelling.nearest(local, NAMES, local.length() / 4)
                    .map(meant -> "no such attribute is known. " + cure(meant));
        }

        private String cure(String local) {
            return Spelling.cure(prefix + ":", local, NAMES);
        }

        private boolean isConfig(String local) {
            return local.equals("config") && element.getElementCompleteName().equalsIgnoreCase("script");
        }

        private boolean has(String name) {
            return TemplateTag.has(context, element, complete(name));
        }

        /** The name that stands for {@code wx:apis} as well, and can be had behind {@code th:}. */
        private String complete(String name) {
            return "data-" + prefix + "-" + name;
        }

        private TemplateTag tag(String attribute) {
            return new TemplateTag(context, element, "<" + element.getElementCompleteName() + attribute + ">");
        }
    }
}
