package struts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.apache.struts2.ActionSupport;
import org.apache.struts2.interceptor.parameter.StrutsParameter;
import org.apache.struts2.interceptor.validation.SkipValidation;

/** What the visitor orders. */
public class Order extends ActionSupport {
    private static final long serialVersionUID = 1L;

    private String tea = "";

    public String getTea() {
        return tea;
    }

    @StrutsParameter
    public void setTea(String tea) {
        this.tea = tea;
    }

    public InputStream getJson() {
        return new ByteArrayInputStream("{\"html\":\"<!DOCTYPE html><html><head></head></html>\"}".getBytes(UTF_8));
    }

    @Override
    public void validate() {
        if (tea.isBlank()) {
            addFieldError("tea", "which tea?");
        }
    }

    @SkipValidation
    public String fail() {
        throw new IllegalStateException("meant to fail");
    }
}
