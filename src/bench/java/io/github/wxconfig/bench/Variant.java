package io.github.wxconfig.bench;

import io.github.wxconfig.Settings;
import io.github.wxconfig.WxConfigFilter;
import io.github.wxconfig.demo.WechatSimulator;
import jakarta.servlet.Filter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** What stands in front of the application. */
enum Variant {
    NONE {
        @Override
        Optional<Filter> filter(URI wechat, Path directory) {
            return Optional.empty();
        }
    },
    /** A filter that does nothing. */
    EMPTY {
        @Override
        Optional<Filter> filter(URI wechat, Path directory) {
            return Optional.of((request, response, chain) -> chain.doFilter(request, response));
        }
    },
    WXCONFIG {
        @Override
        Optional<Filter> filter(URI wechat, Path directory) {
            return Optional.of(new WxConfigFilter(Settings.builder()
                    .appId(WechatSimulator.DEMO_APP_ID)
                    .secret(WechatSimulator.DEMO_SECRET)
                    .apiBaseUrl(wechat.toString())
                    .storeDirectory(directory)
                    .build()));
        }
    },
    /** The signature of WxJava, and a wrapper that keeps the page until it is whole. */
    WXJAVA {
        @Override
        Optional<Filter> filter(URI wechat, Path directory) {
            return Optional.of(new BufferingFilter(new WxJavaScript()));
        }
    },
    /** SiteMesh 3, whose decorator has the script with the signature of WxJava. */
    SITEMESH {
        @Override
        Optional<Filter> filter(URI wechat, Path directory) {
            return Optional.of(Decorator.filter());
        }
    };

    abstract Optional<Filter> filter(URI wechat, Path directory);
}
