package io.github.wxconfig.bench;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/** A server on a free loopback port, set up as its project does by default. */
enum Container {
    JETTY {
        @Override
        URI start(Optional<Filter> filter, Path files) throws Exception {
            Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            ServletContextHandler context = new ServletContextHandler();
            context.setBaseResourceAsPath(files);
            filter.ifPresent(used -> context.addFilter(holder(used), "/*", EnumSet.copyOf(DISPATCHES)));
            MAPPINGS.forEach(path -> context.addServlet(new ServletHolder(new Application()), path));
            context.addServlet(new ServletHolder(new Decorator()), Decorator.PATH);
            context.addServlet(new ServletHolder(new DefaultServlet()), "/");
            server.setHandler(context);
            server.start();
            return server.getURI();
        }

        private static FilterHolder holder(Filter filter) {
            FilterHolder holder = new FilterHolder(filter);
            holder.setAsyncSupported(true);
            return holder;
        }
    },
    TOMCAT {
        @Override
        URI start(Optional<Filter> filter, Path files) throws Exception {
            Tomcat server = new Tomcat();
            server.setBaseDir(files.toString());
            server.setHostname("127.0.0.1");
            server.setPort(0);
            server.setSilent(true);
            Context context = server.addContext("", files.toString());
            filter.ifPresent(used -> add(context, used));
            Wrapper application = Tomcat.addServlet(context, "application", new Application());
            MAPPINGS.forEach(application::addMapping);
            Tomcat.addServlet(context, "decorator", new Decorator()).addMapping(Decorator.PATH);
            Tomcat.addServlet(context, "files", new org.apache.catalina.servlets.DefaultServlet())
                    .addMapping("/");
            context.addMimeMapping("css", "text/css");
            server.getConnector().setProperty("maxKeepAliveRequests", "-1");
            server.start();
            return URI.create("http://127.0.0.1:" + server.getConnector().getLocalPort() + "/");
        }

        private static void add(Context context, Filter filter) {
            FilterDef definition = new FilterDef();
            definition.setFilterName("filter");
            definition.setFilter(filter);
            definition.setAsyncSupported("true");
            context.addFilterDef(definition);
            FilterMap mapping = new FilterMap();
            mapping.setFilterName("filter");
            mapping.addURLPattern("/*");
            DISPATCHES.forEach(dispatch -> mapping.setDispatcher(dispatch.name()));
            context.addFilterMap(mapping);
        }
    };

    private static final List<DispatcherType> DISPATCHES = List.of(DispatcherType.REQUEST, DispatcherType.ERROR);
    private static final List<String> MAPPINGS = List.of("/page/*", Application.JSON);

    /** Returns its address when it listens. */
    abstract URI start(Optional<Filter> filter, Path files) throws Exception;
}
