package io.github.wxconfig.thymeleaf;

import io.github.wxconfig.script.ShareCard;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.AbstractProcessor;
import org.thymeleaf.processor.element.IElementTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.processor.element.MatchingAttributeName;
import org.thymeleaf.processor.element.MatchingElementName;
import org.thymeleaf.templatemode.TemplateMode;

/** {@code <wx:apis/>}, {@code <wx:config/>} and {@code <wx:share/>}; any other element of the prefix is a mistake. */
final class DialectElement extends AbstractProcessor implements IElementTagProcessor {
    private static final List<String> NAMES = List.of("apis", "config", "share");

    private final String prefix;

    DialectElement(String prefix) {
        super(TemplateMode.HTML, WxConfigDialect.LATER);
        this.prefix = prefix;
    }

    @Override
    public MatchingElementName getMatchingElementName() {
        return MatchingElementName.forAllElementsWithPrefix(TemplateMode.HTML, prefix);
    }

    @Override
    public @Nullable MatchingAttributeName getMatchingAttributeName() {
        return null;
    }

    @Override
    public void process(
            ITemplateContext context, IProcessableElementTag element, IElementTagStructureHandler structure) {
        if (!isOurs(element)) {
            return;
        }
        TemplateTag tag = new TemplateTag(context, element, "<" + element.getElementCompleteName() + ">");
        String markup =
                switch (name(element)) {
                    case "apis" -> {
                        tag.expectOnly(List.of("names", "openTags", "debug"));
                        yield tag.ask(tag.wish("names"));
                    }
                    case "config" -> {
                        tag.expectOnly(List.of("apis", "openTags", "debug"));
                        yield tag.config(tag.wish("apis"));
                    }
                    case "share" -> {
                        tag.expectOnly(List.of("title", "desc", "link", "imgUrl"));
                        yield tag.share(new ShareCard(
                                tag.value("title"), tag.value("desc"), tag.value("link"), tag.value("imgUrl")));
                    }
                    default -> {
                        tag.remark("no such element is known, so it is left out. "
                                + Spelling.cure(prefix + ":", name(element), NAMES));
                        yield tag.nothing();
                    }
                };
        TemplateTag.insert(markup, context, structure);
    }

    /** WeChat's own {@code <wx-open-…>} have the prefix in Thymeleaf's eyes, and belong to the page. */
    static boolean isOurs(IProcessableElementTag element) {
        return element.getElementCompleteName().indexOf(':') > 0 || NAMES.contains(name(element));
    }

    private static String name(IProcessableElementTag element) {
        return element.getElementDefinition().getElementName().getElementName();
    }
}
