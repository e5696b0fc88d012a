package io.github.wxconfig.thymeleaf;

import io.github.wxconfig.script.ShareCard;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.AbstractElementTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.templatemode.TemplateMode;

/** {@code <wx:share title="…" desc="…" link="…" imgUrl="…"/>}: gives the page its share card. */
final class ShareElement extends AbstractElementTagProcessor {
    ShareElement(String prefix) {
        super(TemplateMode.HTML, prefix, "share", true, null, false, WxConfigDialect.LATER);
    }

    @Override
    protected void doProcess(
            ITemplateContext context, IProcessableElementTag element, IElementTagStructureHandler structure) {
        TemplateTag tag = new TemplateTag(context, element);
        ShareCard card = new ShareCard(tag.value("title"), tag.value("desc"), tag.value("link"), tag.value("imgUrl"));
        structure.replaceWith(tag.inPage("<wx:share>").share(card), false);
    }
}
