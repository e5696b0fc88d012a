package io.github.wxconfig.thymeleaf;

import io.github.wxconfig.script.Wish;
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
        Wish wish = tag.add(Wish.NOTHING, "apis", Wish::andApis);
        wish = tag.add(wish, "openTags", Wish::andOpenTags);
        wish = tag.add(wish, "debug", Wish::andDebug);
        structure.replaceWith(tag.inPage("<wx:config>").config(wish), false);
    }
}
