package tea;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.wicket.Page;
import org.apache.wicket.protocol.http.WebApplication;
import org.apache.wicket.request.resource.ByteArrayResource;
import org.apache.wicket.request.resource.SharedResourceReference;

/** Its pages, with an address for some of them. */
public class TeaApplication extends WebApplication {
    @Override
    public Class<? extends Page> getHomePage() {
        return OrderPage.class;
    }

    @Override
    protected void init() {
        super.init();
        getCspSettings().blocking().disabled();
        getMarkupSettings().setDefaultMarkupEncoding("UTF-8");
        mountPage("/order", OrderPage.class);
        mountPage("/list/${kind}", ListPage.class);
        String json = "{\"html\":\"<!DOCTYPE html><html><head></head></html>\"}";
        getSharedResources().add("tea", new ByteArrayResource("application/json", json.getBytes(UTF_8)));
        mountResource("/tea.json", new SharedResourceReference("tea"));
    }
}
