import io.github.wxconfig.Settings;
import io.github.wxconfig.WxConfigFilter;
import io.github.wxconfig.thymeleaf.WxConfigDialect;
import jakarta.servlet.DispatcherType;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * A Spring Boot application with the beans that the README names. Run from its source with Spring Boot's and wxconfig's
 * jars as class path; the arguments are Spring's.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Controller
public class SpringBootContainer {
    public static void main(String[] args) {
        SpringApplication.run(SpringBootContainer.class, args);
    }

    @Bean
    FilterRegistrationBean<WxConfigFilter> wxconfig() {
        var settings = Settings.builder()
                .appId(System.getProperty("appId"))
                .secret(System.getProperty("secret"))
                .apiBaseUrl(System.getProperty("apiBaseUrl"))
                .storeDirectory(Path.of(System.getProperty("storeDirectory")))
                .build();
        var filter = new FilterRegistrationBean<>(new WxConfigFilter(settings));
        filter.setDispatcherTypes(
                DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ERROR, DispatcherType.ASYNC);
        return filter;
    }

    @Bean
    WxConfigDialect wxconfigDialect() {
        return new WxConfigDialect();
    }

    @GetMapping("/page")
    String page(Model model) {
        model.addAttribute("apis", List.of("scanQRCode", "chooseImage"));
        model.addAttribute("tea", "绿茶");
        return "page";
    }

    @GetMapping("/forward")
    String forward() {
        return "forward:/page";
    }
}
