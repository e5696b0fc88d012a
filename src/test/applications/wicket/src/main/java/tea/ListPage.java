package tea;

import org.apache.wicket.markup.html.WebPage;
import org.apache.wicket.markup.html.basic.Label;
import org.apache.wicket.request.mapper.parameter.PageParameters;

/** A page without state. */
public class ListPage extends WebPage {
    private static final long serialVersionUID = 1L;

    public ListPage(PageParameters parameters) {
        super(parameters);
        if (parameters.get("kind").toString().equals("none")) {
            throw new IllegalStateException("meant to fail");
        }
        add(new Label("kind", parameters.get("kind").toString()));
    }
}
