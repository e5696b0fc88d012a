import io.undertow.Undertow;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.annotation.WebServlet;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Undertow by itself knows neither WARs nor web fragments, so this registers what WildFly would find in them. Run from
 * its source with Undertow's jars as class path; the arguments are exploded WARs, each deployed at its folder's name as
 * Tomcat reads it.
 */
public final class UndertowContainer {
    public static void main(String[] wars) throws Exception {
        PathHandler contexts = new PathHandler();
        for (String war : wars) {
            DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment(Path.of(war)));
            manager.deploy();
            contexts.addPrefixPath(manager.getDeployment().getDeploymentInfo().getContextPath(), manager.start());
        }
        Undertow server = Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(contexts).build();
        server.start();
        InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        System.out.println("Undertow listens on 127.0.0.1:" + address.getPort());
    }

    private static DeploymentInfo deployment(Path war) throws Exception {
        ClassLoader loader = new URLClassLoader(classPath(war), UndertowContainer.class.getClassLoader());
        DeploymentInfo info = Servlets.deployment()
                .setClassLoader(loader)
                .setContextPath(contextPath(war))
                .setDeploymentName(war.getFileName().toString())
                .setResourceManager(new PathResourceManager(war))
                .addWelcomePage("index.html")
                .addErrorPages(
                        Servlets.errorPage("/error-page", 404),
                        Servlets.errorPage("/error-page", Throwable.class));
        for (String name : List.of("Pages", "AnyPath", "ErrorPage")) {
            Class<? extends Servlet> servlet =
                    loader.loadClass("io.github.wxconfig.container.app." + name).asSubclass(Servlet.class);
            ServletInfo registration = Servlets.servlet(servlet).setAsyncSupported(true);
            registration.addMappings(servlet.getAnnotation(WebServlet.class).urlPatterns());
            info.addServlet(registration);
        }
        if (Files.exists(war.resolve("WEB-INF/lib"))) {
            info.addFilter(Servlets.filter(
                            "wxconfig", loader.loadClass("io.github.wxconfig.WxConfigFilter").asSubclass(Filter.class))
                    .setAsyncSupported(true));
            for (DispatcherType type : List.of(
                    DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ERROR, DispatcherType.ASYNC)) {
                info.addFilterUrlMapping("wxconfig", "/*", type);
            }
        }
        return info;
    }

    private static String contextPath(Path war) {
        String name = war.getFileName().toString();
        return name.equals("ROOT") ? "/" : "/" + name.replace('#', '/');
    }

    private static URL[] classPath(Path war) throws Exception {
        List<URL> urls = new ArrayList<>();
        urls.add(war.resolve("WEB-INF/classes/").toUri().toURL());
        Path lib = war.resolve("WEB-INF/lib");
        if (Files.exists(lib)) {
            try (Stream<Path> jars = Files.list(lib)) {
                for (Path jar : jars.toList()) {
                    urls.add(jar.toUri().toURL());
                }
            }
        }
        return urls.toArray(new URL[0]);
    }
}
