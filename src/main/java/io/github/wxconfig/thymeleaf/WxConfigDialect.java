package io.github.wxconfig.thymeleaf;

import io.github.wxconfig.log.LogLimit;
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
 * <p>A value with {@code ${…}}, {@code *{…}}, {@code #{…}} or {@code @{…}} in it is an expression, if it stands so in the template; any
 * other is text, and so is whatever {@code th:attr} and the like put into an attribute. In HTML that is to be valid
 * without a template engine, {@code data-wx-apis} is the same as {@code wx:apis}.
 */
public final class WxConfigDialect extends AbstractProcessorDialect {
    /** Like {@code th:text}: conditions, variables and attributes of the same tag are settled by then. */
    static final int PRECEDENCE = 1300;

    /** Behind the attributes that ask for something: what comes here may place the script. */
    static final int LATER = 1350;

    /** When an element has done its part. */
    static final int LAST = 1360;

    private final LogLimit limit = new LogLimit();

    /** A dialect for any number of template engines. */
    public WxConfigDialect() {
        super("wxconfig", "wx", StandardDialect.PROCESSOR_PRECEDENCE);
    }

    /** For templates of pages that the filter has not seen. */
    LogLimit limit() {
        return limit;
    }

    @Override
    public Set<IProcessor> getProcessors(String prefix) {
        return Set.of(
                new PageAttributes(prefix),
                new ConfigAttribute(prefix),
                new DialectElement(prefix),
                new Unwrapping(prefix),
                new StandardXmlNsTagProcessor(TemplateMode.HTML, prefix));
    }
}
