package io.github.wxconfig.spring;

import io.github.wxconfig.WxConfigInitializer;
import jakarta.servlet.ServletContext;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;

/**
 * Registers the filter in front of all others of the application, whatever their order, and its second stage behind them.
 * Throws what is wrong with the settings: no container hides the exceptions of this moment, as they do those of a filter.
 */
final class WxConfigRegistration implements ServletContextInitializer, PriorityOrdered {
    private final Environment environment;

    WxConfigRegistration(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void onStartup(ServletContext context) {
        WxConfigInitializer.register(context, EnvironmentSettings.read(environment, context));
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
