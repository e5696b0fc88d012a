package spring;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** One way each in which a controller makes a page. */
@Controller
public class Pages {
    private static final String PAGE = "<!DOCTYPE html><html><head><title>Body</title></head><body>茶</body></html>";

    @GetMapping({"/jsp", "/members/jsp", "/staff/jsp"})
    public String jsp(@RequestParam(defaultValue = "") String name, Model model) {
        model.addAttribute("name", name);
        return "page";
    }

    @GetMapping({"/thymeleaf", "/etag/thymeleaf"})
    public String thymeleaf(@RequestParam(defaultValue = "") String name, Model model) {
        model.addAttribute("name", name);
        return "templates/page";
    }

    @RequestMapping("/denied")
    public String denied(Model model) {
        model.addAttribute("name", "denied");
        return "page";
    }

    @GetMapping("/forward")
    public String forward() {
        return "forward:/thymeleaf";
    }

    @GetMapping("/redirect")
    public String redirect() {
        return "redirect:/jsp?name=redirected";
    }

    @GetMapping("/async")
    public Callable<String> async() {
        return () -> "templates/page";
    }

    @GetMapping(value = "/body", produces = "text/html;charset=UTF-8")
    @ResponseBody
    public String body() {
        return PAGE;
    }

    @GetMapping(value = "/json", produces = "application/json")
    @ResponseBody
    public String json(HttpServletResponse response) {
        response.setHeader("Cache-Control", "max-age=60");
        return "{\"html\":\"<!DOCTYPE html><html><head></head></html>\"}";
    }

    @DeleteMapping("/jsp")
    public String deleted(Model model) {
        model.addAttribute("name", "deleted");
        return "templates/page";
    }

    @GetMapping("/failure")
    public String failure() {
        throw new IllegalArgumentException("meant to fail");
    }

    @ExceptionHandler(IllegalArgumentException.class)
    @ResponseStatus(HttpStatus.CONFLICT)
    public String failed(IllegalArgumentException e, Model model) {
        model.addAllAttributes(Map.of("name", e.getMessage()));
        return "page";
    }
}
