package io.github.wxconfig.thymeleaf;

import io.github.wxconfig.log.LogLimit;
import io.github.wxconfig.script.Names;
import io.github.wxconfig.script.PageTag;
import io.github.wxconfig.script.ShareCard;
import io.github.wxconfig.script.Wish;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.context.IWebContext;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.model.IAttribute;
import org.thymeleaf.model.IModelFactory;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.standard.expression.IStandardExpression;
import org.thymeleaf.standard.expression.NoOpToken;
import org.thymeleaf.standard.expression.StandardExpressions;
import org.thymeleaf.util.EscapedAttributeUtils;

/**
 * A tag of a template, while Thymeleaf processes it.
 *
 * <p>An attribute is an expression only as the author wrote it. By the time the dialect reads a tag, {@code th:attr} and
 * its like may have put a visitor's text into it. The engine's element stack still holds the tag as it came from the
 * template, so an attribute that is not in that tag is text.
 */
final class TemplateTag {
    private static final Pattern EXPRESSION = Pattern.compile("[$*#@]\\{");

    private final ITemplateContext context;
    private final IProcessableElementTag tag;
    private final PageTag page;
    private final StringBuilder remarks = new StringBuilder();

    /** @param name what the author calls it, as {@code <wx:apis>} */
    TemplateTag(ITemplateContext context, IProcessableElementTag tag, String name) {
        this.context = context;
        this.tag = tag;
        PageTag.Attributes attributes =
                context instanceof IWebContext web ? web.getExchange()::getAttributeValue : any -> null;
        this.page = PageTag.of(attributes, () -> limit(context), tag.getTemplateName() + ":" + tag.getLine(), name);
    }

    private static LogLimit limit(ITemplateContext context) {
        return context.getConfiguration().getDialects().stream()
                .filter(WxConfigDialect.class::isInstance)
                .map(dialect -> ((WxConfigDialect) dialect).limit())
                .findFirst()
                .orElseGet(LogLimit::new);
    }

    /** The markup for a tag that adds to what the page gets. */
    String ask(Wish wish) {
        return marked(page.ask(wish));
    }

    /** The markup for a tag that places the script. */
    String config(Wish wish) {
        return marked(page.config(wish));
    }

    /** The markup for a tag that gives the page its card. */
    String share(ShareCard card) {
        return marked(page.share(card));
    }

    /** The markup for a tag that does nothing. */
    String nothing() {
        return marked("");
    }

    private String marked(String markup) {
        return remarks + markup;
    }

    /** Tells the author what is wrong with the tag. */
    void remark(String text) {
        remarks.append(page.remark(text));
    }

    /** What the tag asks for, with this attribute for the APIs. */
    Wish wish(String apis) {
        Wish wish = added(Wish.NOTHING, apis, Wish::andApis);
        wish = added(wish, "openTags", Wish::andOpenTags);
        return added(wish, "debug", Wish::andDebug);
    }

    private Wish added(Wish wish, String attribute, BiFunction<Wish, @Nullable String, Wish> more) {
        return has(attribute) ? more.apply(wish, value(attribute)) : wish;
    }

    /** Whether the tag has the attribute, or {@code th:} and its name. */
    boolean has(String attribute) {
        return has(context, tag, attribute);
    }

    /** The same where nothing else is asked of the tag yet. */
    static boolean has(ITemplateContext context, IProcessableElementTag tag, String attribute) {
        return tag.hasAttribute(attribute) || computed(context, tag, attribute) != null;
    }

    /** Takes the attribute out of the tag, in both its forms. */
    void remove(String attribute, IElementTagStructureHandler structure) {
        structure.removeAttribute(attribute);
        IAttribute computed = computed(context, tag, attribute);
        if (computed != null) {
            structure.removeAttribute(computed.getAttributeDefinition().getAttributeName());
        }
    }

    /** The value of an attribute as text; null where the tag has none, or its expression has none. */
    @Nullable String value(String attribute) {
        IAttribute computed = computed(context, tag, attribute);
        Object result = computed == null ? NoOpToken.VALUE : result(computed, true);
        IAttribute plain = tag.getAttribute(attribute);
        if (result == NoOpToken.VALUE && plain != null) {
            result = result(plain, false);
        }
        return result == null || result == NoOpToken.VALUE ? null : result.toString();
    }

    /** {@code th:} and the name, to which Thymeleaf itself would come after the dialect. */
    private static @Nullable IAttribute computed(
            ITemplateContext context, IProcessableElementTag tag, String attribute) {
        String prefix = context.getConfiguration().getStandardDialectPrefix();
        return prefix == null ? null : tag.getAttribute(prefix, attribute);
    }

    private @Nullable Object result(IAttribute attribute, boolean alwaysExpression) {
        String text = EscapedAttributeUtils.unescapeAttribute(tag.getTemplateMode(), attribute.getValue());
        boolean expression = text != null
                && isWritten(attribute)
                && (alwaysExpression || EXPRESSION.matcher(text).find());
        return expression ? evaluated(attribute.getAttributeCompleteName(), text) : text;
    }

    /** A processor that changes an attribute makes a new one of it. */
    private boolean isWritten(IAttribute attribute) {
        return context.getElementStack().stream()
                .anyMatch(written ->
                        written.getAttribute(attribute.getAttributeDefinition().getAttributeName()) == attribute);
    }

    private @Nullable Object evaluated(String name, String text) {
        IStandardExpression expression;
        try {
            expression = StandardExpressions.getExpressionParser(context.getConfiguration())
                    .parseExpression(context, text);
        } catch (TemplateProcessingException e) {
            remark(name + " is " + Names.quoted(text) + ", which Thymeleaf cannot read as an expression, so it is taken"
                    + " as text.");
            return text;
        }
        try {
            return joined(expression.execute(context));
        } catch (RuntimeException e) {
            remark(name + " is " + Names.quoted(text) + ", which fails with " + cause(e) + ", so the page goes without"
                    + " it.");
            return null;
        }
    }

    /** A list becomes its items. */
    private static @Nullable Object joined(@Nullable Object result) {
        return result instanceof Iterable<?> items
                ? StreamSupport.stream(items.spliterator(), false)
                        .map(String::valueOf)
                        .collect(Collectors.joining(" "))
                : result;
    }

    private static String cause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getName();
    }

    /** Tells of each attribute that the element does not have. */
    void expectOnly(List<String> names) {
        String standard = context.getConfiguration().getStandardDialectPrefix();
        for (IAttribute attribute : tag.getAllAttributes()) {
            AttributeName name = attribute.getAttributeDefinition().getAttributeName();
            String local = name.getAttributeName();
            boolean near = Spelling.near(local, names).isPresent();
            boolean meant = name.getPrefix() == null || (name.getPrefix().equals(standard) && near);
            if (meant && names.stream().noneMatch(local::equalsIgnoreCase)) {
                remark(Names.quoted(attribute.getAttributeCompleteName()) + " is none of its attributes. "
                        + Spelling.cure("", local, names));
            }
        }
    }

    /** Puts markup before the tag, untouched by Thymeleaf. */
    static void insert(String markup, ITemplateContext context, IElementTagStructureHandler structure) {
        if (!markup.isEmpty()) {
            IModelFactory models = context.getModelFactory();
            structure.insertBefore(models.createModel(models.createText(markup)));
        }
    }
}
