package io.github.wxconfig;

import io.github.wxconfig.config.Accounts;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Registers the filter in front of all that web.xml declares, so that frameworks which are filters themselves do not
 * answer before it is asked, and a second stage of it behind them. Containers call this for the jar alone, {@code
 * metadata-complete} or not, and by the order in {@code web-fragment.xml} before other jars' initializers, which put filters in
 * front as well. A filter of the application's own, of the same name or class, takes the place of both.
 */
public final class WxConfigInitializer implements ServletContainerInitializer {
    private static final String NAME = "wxconfig";
    private static final String INNER_NAME = "wxconfig-inner";
    /** The context attribute with the filter that is registered here. */
    private static final String REGISTERED = WxConfigInitializer.class.getName();

    private static final EnumSet<DispatcherType> DISPATCHES =
            EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ERROR, DispatcherType.ASYNC);

    /** For the container. */
    public WxConfigInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        register(context, new WxConfigFilter());
    }

    /**
     * Registers the filter with these accounts, for a framework that has settings of its own. Where the container has called
     * for the jar's filter before, that one serves them; a filter of the application's own goes before both.
     *
     * @throws InvalidSettingsException with all that is wrong
     */
    public static void register(ServletContext context, Accounts accounts) {
        List<Settings> settings = Settings.of(accounts);
        if (context.getAttribute(REGISTERED) instanceof WxConfigFilter registered) {
            registered.use(settings);
        } else {
            register(context, new WxConfigFilter(settings));
        }
    }

    private static void register(ServletContext context, WxConfigFilter filter) {
        if (isRegistered(context)) {
            return;
        }
        FilterRegistration.Dynamic outer = context.addFilter(NAME, filter);
        if (outer != null) {
            context.setAttribute(REGISTERED, filter);
            outer.setAsyncSupported(true);
            outer.addMappingForUrlPatterns(DISPATCHES, false, "/*");
            registerInner(context);
        }
    }

    /** Stands last, for the pages that filters of the application compress. */
    private static void registerInner(ServletContext context) {
        FilterRegistration.Dynamic inner = context.addFilter(INNER_NAME, new InnerFilter());
        if (inner != null) {
            inner.setAsyncSupported(true);
            inner.addMappingForUrlPatterns(DISPATCHES, true, "/*");
        }
    }

    private static boolean isRegistered(ServletContext context) {
        return context.getFilterRegistrations().values().stream()
                .anyMatch(filter -> NAME.equals(filter.getName())
                        || WxConfigFilter.class.getName().equals(filter.getClassName()));
    }
}
