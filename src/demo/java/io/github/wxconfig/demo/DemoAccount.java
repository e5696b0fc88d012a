package io.github.wxconfig.demo;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.File;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the demo run without an account: unless one is configured, it starts the simulator and configures the
 * simulator's own. Must be declared as a listener of the web application, so that it runs before any filter starts.
 */
public final class DemoAccount implements ServletContextListener {
    /** The servlet context's attribute that holds the simulator, if there is one. */
    static final String SIMULATOR = WechatSimulator.class.getName();

    private static final Logger LOG = LoggerFactory.getLogger(DemoAccount.class);

    private @Nullable SimulatorServer server;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        if (isConfigured(context, "appId", "APP_ID")) {
            LOG.info("The demo talks to WeChat with the account that is configured");
            return;
        }
        WechatSimulator simulator = new WechatSimulator(InstantSource.system());
        server = SimulatorServer.start(simulator);
        context.setAttribute(SIMULATOR, simulator);
        context.setInitParameter("wxconfig.appId", WechatSimulator.DEMO_APP_ID);
        context.setInitParameter("wxconfig.secret", WechatSimulator.DEMO_SECRET);
        context.setInitParameter("wxconfig.apiBaseUrl", server.baseUrl().toString());
        context.setInitParameter("wxconfig.storeDirectory", storeOfThisStart(context));
        if (!isConfigured(context, "sdkUrl", "SDK_URL")) {
            context.setInitParameter("wxconfig.sdkUrl", context.getContextPath() + SimulatorServlet.STAND_IN);
            // Its stand-in plays WeChat where the browser is none.
            context.setInitParameter("wxconfig.browsers", "all");
        }
        LOG.info(
                "No account is configured: the demo talks to a simulator of WeChat, whose control page is {}/simulator/",
                context.getContextPath());
    }

    /** A simulator forgets all when it ends: what an earlier one issued is of no use to this one. */
    private static String storeOfThisStart(ServletContext context) {
        File temporary = (File) context.getAttribute(ServletContext.TEMPDIR);
        return new File(temporary, "store-" + UUID.randomUUID()).toString();
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (server != null) {
            server.close();
        }
    }

    private static boolean isConfigured(ServletContext context, String name, String variable) {
        return isText(context.getInitParameter("wxconfig." + name))
                || isText(System.getProperty("wxconfig." + name))
                || isText(System.getenv("WXCONFIG_" + variable));
    }

    private static boolean isText(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
