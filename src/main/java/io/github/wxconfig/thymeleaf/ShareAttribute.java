package io.github.wxconfig.thymeleaf;

import io.github.wxconfig.script.ShareCard;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.AbstractAttributeTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * {@code wx:share}, {@code wx:share-title}, {@code wx:share-desc}, {@code wx:share-link} or {@code wx:share-imgUrl} on
 * any element, best on {@code <head>}. The first one that is processed speaks for all of its tag.
 */
final class ShareAttribute extends AbstractAttributeTagProcessor {
    private static final List<String> NAMES =
            List.of("share", "share-title", "share-desc", "share-link", "share-imgUrl");

    private ShareAttribute(String prefix, String name) {
        super(TemplateMode.HTML, prefix, null, false, name, true, WxConfigDialect.PRECEDENCE, true);
    }

    /** One for each name. */
    static Stream<ShareAttribute> all(String prefix) {
        return NAMES.stream().map(name -> new ShareAttribute(prefix, name));
    }

    @Override
    protected void doProcess(
            ITemplateContext context,
            IProcessableElementTag element,
            AttributeName attribute,
            @Nullable String value,
            IElementTagStructureHandler structure) {
        TemplateTag tag = new TemplateTag(context, element);
        String prefix = getDialectPrefix();
        ShareCard card = new ShareCard(
                tag.value(prefix, "share-title"),
                tag.value(prefix, "share-desc"),
                tag.value(prefix, "share-link"),
                tag.value(prefix, "share-imgUrl"));
        NAMES.forEach(name -> structure.removeAttribute(prefix, name));
        String markup = tag.inPage("<" + element.getElementCompleteName() + " wx:share>")
                .share(card);
        if (!markup.isEmpty()) {
            structure.insertBefore(tag.model(markup));
        }
    }
}
