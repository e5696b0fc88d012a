package io.github.wxconfig.thymeleaf;

import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.AbstractElementTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.templatemode.TemplateMode;

/** {@code <wx:config apis="…" openTags="…" debug="…"/>}: places the script here and now. */
final class ConfigElement extends AbstractElementTagProcessor {
    ConfigElement(String prefix) {
        super(TemplateMode.HTML, prefix, "config", true, null, false, WxConfigDialect.LATER);
    }

    @Override
    protected void doProcess(
            ITemplateContext context, IProcessableElementTag element, IElementTagStructureHandler structure) {
        TemplateTag tag = new TemplateTag(context, element);
        structure.replaceWith(tag.inPage("<wx:config>").config(tag.wish("apis")), false);
    }
}
