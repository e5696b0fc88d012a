package faces;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

/** What the visitor orders. */
@Named
@RequestScoped
public class Order {
    private String tea = "";

    public String getTea() {
        return tea;
    }

    public void setTea(String tea) {
        this.tea = tea;
    }

    public String send() {
        return tea.equals("fail") ? fail() : "ordered";
    }

    private static String fail() {
        throw new IllegalStateException("meant to fail");
    }
}
