package io.github.wxconfig.thymeleaf;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.AbstractProcessor;
import org.thymeleaf.processor.element.IElementTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.processor.element.MatchingAttributeName;
import org.thymeleaf.processor.element.MatchingElementName;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * Takes the dialect's elements out of the page, and leaves their content: where the author has forgotten to close one,
 * that is the rest of the page.
 */
final class Unwrapping extends AbstractProcessor implements IElementTagProcessor {
    private final String prefix;

    Unwrapping(String prefix) {
        super(TemplateMode.HTML, WxConfigDialect.LAST);
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
        if (DialectElement.isOurs(element)) {
            structure.removeTags();
        }
    }
}
