package tea;

import org.apache.wicket.markup.html.WebPage;
import org.apache.wicket.markup.html.basic.Label;
import org.apache.wicket.markup.html.form.Form;
import org.apache.wicket.markup.html.form.TextField;
import org.apache.wicket.markup.html.link.Link;
import org.apache.wicket.model.Model;

/** A page with a form and a link, which Wicket keeps for the visitor. */
public class OrderPage extends WebPage {
    private static final long serialVersionUID = 1L;

    private int cups;

    public OrderPage() {
        Model<String> tea = Model.of("");
        add(new Label("tea", tea));
        add(new Label("cups", () -> cups));
        add(new Form<Void>("form").add(new TextField<>("name", tea)));
        add(new Link<Void>("more") {
            private static final long serialVersionUID = 1L;

            @Override
            public void onClick() {
                cups++;
            }
        });
    }
}
