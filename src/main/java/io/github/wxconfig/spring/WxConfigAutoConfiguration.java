package io.github.wxconfig.spring;

import io.github.wxconfig.WxConfigFilter;
import io.github.wxconfig.metrics.WxConfigMetrics;
import io.github.wxconfig.thymeleaf.WxConfigDialect;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * What an application of Spring Boot has of wxconfig: the filter with the settings {@code wxconfig.*}; and the Thymeleaf
 * dialect, the meters and the health where it has what they are for. A bean of the application's own takes the place of each.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class WxConfigAutoConfiguration {
    private static final String HEALTH = "wxconfigHealthIndicator";
    private static final String HEALTH_WANTED =
            "${management.health.wxconfig.enabled:${management.health.defaults.enabled:true}}";

    /** For Spring. */
    public WxConfigAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(value = WxConfigFilter.class, parameterizedContainer = FilterRegistrationBean.class)
    static WxConfigRegistration wxConfigRegistration(Environment environment) {
        return new WxConfigRegistration(environment);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.thymeleaf.dialect.IDialect")
    static class Thymeleaf {
        @Bean
        @ConditionalOnMissingBean
        static WxConfigDialect wxConfigDialect() {
            return new WxConfigDialect();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "io.micrometer.core.instrument.binder.MeterBinder")
    static class Micrometer {
        @Bean
        @ConditionalOnMissingBean
        static WxConfigMetrics wxConfigMetrics() {
            return new WxConfigMetrics();
        }
    }

    /** Of Spring Boot 4. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    @ConditionalOnExpression(HEALTH_WANTED)
    static class HealthOf4 {
        @Bean(HEALTH)
        @ConditionalOnMissingBean(name = HEALTH)
        static HealthIndicator wxConfigHealth() {
            return () -> {
                Signing now = Signing.now();
                return Health.status(now.status()).withDetails(now.details()).build();
            };
        }
    }

    /** Of Spring Boot 3, which has the same in another package. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(org.springframework.boot.actuate.health.HealthIndicator.class)
    @ConditionalOnExpression(HEALTH_WANTED)
    static class HealthOf3 {
        @Bean(HEALTH)
        @ConditionalOnMissingBean(name = HEALTH)
        static org.springframework.boot.actuate.health.HealthIndicator wxConfigHealth() {
            return () -> {
                Signing now = Signing.now();
                return org.springframework.boot.actuate.health.Health.status(now.status())
                        .withDetails(now.details())
                        .build();
            };
        }
    }
}
