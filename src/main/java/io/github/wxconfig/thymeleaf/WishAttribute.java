package io.github.wxconfig.thymeleaf;

import io.github.wxconfig.script.Wish;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.AbstractAttributeTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.templatemode.TemplateMode;

/** {@code wx:apis}, {@code wx:openTags} or {@code wx:debug} on any element, best on {@code <html>} or {@code <head>}. */
final class WishAttribute extends AbstractAttributeTagProcessor {
    private final String name;
    private final BiFunction<Wish, @Nullable String, Wish> meaning;

    WishAttribute(String prefix, String name, BiFunction<Wish, @Nullable String, Wish> meaning) {
        super(TemplateMode.HTML, prefix, null, false, name, true, WxConfigDialect.PRECEDENCE, true);
        this.name = name;
        this.meaning = meaning;
    }

    @Override
    protected void doProcess(
            ITemplateContext context,
            IProcessableElementTag element,
            AttributeName attribute,
            String value,
            IElementTagStructureHandler structure) {
        TemplateTag tag = new TemplateTag(context, element);
        String markup = tag.inPage("<" + element.getElementCompleteName() + " wx:" + name + ">")
                .ask(meaning.apply(Wish.NOTHING, tag.text(value)));
        if (!markup.isEmpty()) {
            structure.insertBefore(tag.model(markup));
        }
    }
}
