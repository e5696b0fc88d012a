package io.github.wxconfig.thymeleaf;

import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.AbstractElementTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.templatemode.TemplateMode;

/** {@code <wx:apis names="…" openTags="…" debug="…"/>}: adds names for this page, and leaves the place to the filter. */
final class ApisElement extends AbstractElementTagProcessor {
    ApisElement(String prefix) {
        super(TemplateMode.HTML, prefix, "apis", true, null, false, WxConfigDialect.LATER);
    }

    @Override
    protected void doProcess(
            ITemplateContext context, IProcessableElementTag element, IElementTagStructureHandler structure) {
        TemplateTag tag = new TemplateTag(context, element);
        structure.replaceWith(tag.inPage("<wx:apis>").ask(tag.wish("names")), false);
    }
}
