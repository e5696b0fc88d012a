package io.github.wxconfig.thymeleaf;

import io.github.wxconfig.script.Wish;
import java.util.HashSet;
import java.util.Set;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.standard.StandardDialect;
import org.thymeleaf.standard.processor.StandardXmlNsTagProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * Attributes and elements with the prefix {@code wx}, by which a template asks for what its page needs of WeChat. Spring
 * Boot adds it to its template engine where it is a bean; elsewhere, {@code engine.addDialect(new WxConfigDialect())}.
 *
 * <pre>{@code
 * <html wx:apis="scanQRCode">                  for this page, besides what every page gets
 * <script wx:config="scanQRCode"></script>     the script, here and now
 * <wx:config apis="${apis}" debug="true"/>     the same as an element
 * <head wx:share-title="${tea.name}">          the share card
 * }</pre>
 *
 * <p>A value with {@code ${…}}, {@code *{…}}, {@code #{…}} or {@code @{…}} in it is an expression, any other is text. In
 * HTML that is to be valid without a template engine, {@code data-wx-apis} is the same as {@code wx:apis}.
 */
public final class WxConfigDialect extends AbstractProcessorDialect {
    /** Like {@code th:text}: conditions, variables and attributes of the same tag are settled by then. */
    static final int PRECEDENCE = 1300;

    /** Behind the attributes that ask for something: what comes here may place the script. */
    static final int LATER = 1350;

    /** A dialect for any number of template engines. */
    public WxConfigDialect() {
        super("wxconfig", "wx", StandardDialect.PROCESSOR_PRECEDENCE);
    }

    @Override
    public Set<IProcessor> getProcessors(String prefix) {
        Set<IProcessor> processors = new HashSet<>(Set.of(
                new WishAttribute(prefix, "apis", Wish::andApis),
                new WishAttribute(prefix, "openTags", Wish::andOpenTags),
                new WishAttribute(prefix, "debug", Wish::andDebug),
                new ConfigAttribute(prefix),
                new ConfigElement(prefix),
                new ApisElement(prefix),
                new ShareElement(prefix),
                new StandardXmlNsTagProcessor(TemplateMode.HTML, prefix)));
        ShareAttribute.all(prefix).forEach(processors::add);
        return processors;
    }
}
