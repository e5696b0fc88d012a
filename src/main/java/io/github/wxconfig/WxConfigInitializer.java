package io.github.wxconfig;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
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
    private static final EnumSet<DispatcherType> DISPATCHES =
            EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ERROR, DispatcherType.ASYNC);

    /** For the container. */
    public WxConfigInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        if (isRegistered(context)) {
            return;
        }
        FilterRegistration.Dynamic filter = context.addFilter(NAME, new WxConfigFilter());
        if (filter != null) {
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(DISPATCHES, false, "/*");
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
