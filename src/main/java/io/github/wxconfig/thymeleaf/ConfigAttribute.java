package io.github.wxconfig.thymeleaf;

import io.github.wxconfig.script.Wish;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.AbstractAttributeTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.templatemode.TemplateMode;

/** {@code <script wx:config="scanQRCode"></script>}: the script elements take the place of this one. */
final class ConfigAttribute extends AbstractAttributeTagProcessor {
    ConfigAttribute(String prefix) {
        super(TemplateMode.HTML, prefix, "script", false, "config", true, WxConfigDialect.LATER, true);
    }

    @Override
    protected void doProcess(
            ITemplateContext context,
            IProcessableElementTag element,
            AttributeName attribute,
            @Nullable String value,
            IElementTagStructureHandler structure) {
        TemplateTag tag = new TemplateTag(context, element, "<script wx:config>");
        String apis = tag.value("data-" + getDialectPrefix() + "-config");
        Wish wish = apis == null || apis.isBlank() ? Wish.NOTHING : Wish.NOTHING.andApis(apis);
        structure.replaceWith(tag.config(wish), false);
    }
}
