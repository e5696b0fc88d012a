package io.github.wxconfig.thymeleaf;

import io.github.wxconfig.script.PageTag;
import io.github.wxconfig.script.Wish;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.context.IWebContext;
import org.thymeleaf.model.IModel;
import org.thymeleaf.model.IModelFactory;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.standard.expression.StandardExpressions;
import org.thymeleaf.util.EscapedAttributeUtils;

/** A tag of a template, while Thymeleaf processes it. */
record TemplateTag(ITemplateContext context, IProcessableElementTag tag) {
    private static final Pattern EXPRESSION = Pattern.compile("[$*#@~]\\{");

    /** The same tag as the script sees it; outside a web request no page is found. */
    PageTag inPage(String name) {
        PageTag.Attributes attributes =
                context instanceof IWebContext web ? web.getExchange()::getAttributeValue : any -> null;
        return PageTag.of(attributes, tag.getTemplateName() + ":" + tag.getLine(), name);
    }

    /** What an element asks for, with this attribute for the APIs. */
    Wish wish(String apis) {
        Wish wish = added(Wish.NOTHING, apis, Wish::andApis);
        wish = added(wish, "openTags", Wish::andOpenTags);
        return added(wish, "debug", Wish::andDebug);
    }

    private Wish added(Wish wish, String attribute, BiFunction<Wish, @Nullable String, Wish> more) {
        return tag.hasAttribute(attribute) ? more.apply(wish, value(attribute)) : wish;
    }

    /** The value of an attribute of the tag; null where it has none, or the expression has. */
    @Nullable String value(String attribute) {
        return evaluated(tag.getAttributeValue(attribute));
    }

    /** The same of an attribute of the dialect. */
    @Nullable String value(String prefix, String attribute) {
        return evaluated(tag.getAttributeValue(prefix, attribute));
    }

    private @Nullable String evaluated(@Nullable String value) {
        return value == null ? null : text(EscapedAttributeUtils.unescapeAttribute(tag.getTemplateMode(), value));
    }

    /** What a value is worth: that of the expression which it is, or itself. A list becomes its items. */
    @Nullable String text(String value) {
        Object result = EXPRESSION.matcher(value).find()
                ? StandardExpressions.getExpressionParser(context.getConfiguration())
                        .parseExpression(context, value)
                        .execute(context)
                : value;
        if (result instanceof Iterable<?> items) {
            return StreamSupport.stream(items.spliterator(), false)
                    .map(String::valueOf)
                    .collect(Collectors.joining(" "));
        }
        return result == null ? null : result.toString();
    }

    /** Markup as Thymeleaf inserts it, untouched. */
    IModel model(String markup) {
        IModelFactory models = context.getModelFactory();
        return models.createModel(models.createText(markup));
    }
}
