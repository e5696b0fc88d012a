import io.github.wxconfig.Settings;
import io.github.wxconfig.WxConfigFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * A Spring Boot application that says nothing of wxconfig, but for the bean of the property {@code own}. It runs with
 * Spring Boot's and wxconfig's jars as class path, or in a WAR.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Controller
public class SpringBootContainer extends SpringBootServletInitializer {
    public static void main(String[] args) {
        SpringApplication.run(SpringBootContainer.class, args);
    }

    @GetMapping({"/page", "/compressed", "/private"})
    String page(Model model) {
        model.addAttribute("apis", List.of("scanQRCode", "chooseImage"));
        model.addAttribute("tea", "绿茶");
        return "page";
    }

    @GetMapping("/forward")
    String forward() {
        return "forward:/page";
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(
                        paths -> paths.requestMatchers("/private").authenticated().anyRequest().permitAll())
                .formLogin(Customizer.withDefaults())
                .build();
    }

    @Bean
    FilterRegistrationBean<Filter> answering() {
        var filter = new FilterRegistrationBean<Filter>((request, response, chain) -> {
            response.setContentType("text/html");
            response.getWriter().print("<!DOCTYPE html><html><head><title>answered</title></head></html>");
        });
        filter.addUrlPatterns("/answered");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    FilterRegistrationBean<Filter> compressing() {
        var filter = new FilterRegistrationBean<Filter>((request, response, chain) -> {
            try (Compressed compressed = new Compressed((HttpServletResponse) response)) {
                chain.doFilter(request, compressed);
            }
        });
        filter.addUrlPatterns("/compressed");
        filter.setOrder(Ordered.LOWEST_PRECEDENCE);
        return filter;
    }

    /** A filter of the application's own. */
    @Bean
    @ConditionalOnProperty("own")
    FilterRegistrationBean<WxConfigFilter> own() {
        return new FilterRegistrationBean<>(
                new WxConfigFilter(Settings.builder().inject("manual").build()));
    }

    private static final class Compressed extends HttpServletResponseWrapper implements AutoCloseable {
        private final Bytes bytes;
        private final PrintWriter writer;

        Compressed(HttpServletResponse response) throws IOException {
            super(response);
            response.setHeader("Content-Encoding", "gzip");
            bytes = new Bytes(new GZIPOutputStream(response.getOutputStream()));
            writer = new PrintWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return bytes;
        }

        @Override
        public PrintWriter getWriter() {
            return writer;
        }

        @Override
        public void setContentLength(int length) {}

        @Override
        public void setContentLengthLong(long length) {}

        @Override
        public void flushBuffer() {}

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    private static final class Bytes extends ServletOutputStream {
        private final GZIPOutputStream gzip;

        Bytes(GZIPOutputStream gzip) {
            this.gzip = gzip;
        }

        @Override
        public void write(int unit) throws IOException {
            gzip.write(unit);
        }

        @Override
        public void close() throws IOException {
            gzip.close();
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
