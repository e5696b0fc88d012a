package io.github.wxconfig.container;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Starts containers from what their projects distribute, each with a configuration of its own in an empty folder. */
final class Distribution {
    private static final Path CONTAINERS = Path.of("target/containers").toAbsolutePath();
    private static final Path SPRING_BOOT =
            Path.of("src/test/containers/spring-boot").toAbsolutePath();
    private static final Pattern OF_SERVER = Pattern.compile("(?:spring-boot-)?(tomcat|jetty|undertow)-(?!embed-el)");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String SERVER_XML =
            """
            <Server port="-1">
              <Service name="Catalina">
                <Connector address="127.0.0.1" port="0" protocol="HTTP/1.1" />
                <Engine name="Catalina" defaultHost="localhost"%s>
                  %s
                  <Host name="localhost" appBase="webapps" startStopThreads="0" />
                </Engine>
              </Service>
            </Server>
            """;

    /**
     * No look at every application each ten seconds: Tomcat's own thread has the class loader of the application it looks
     * at, and when that stops at this moment, Tomcat takes the thread for one of the application's.
     */
    private static final String UNWATCHED = " backgroundProcessorDelay=\"-1\"";

    private static final String REMOTE_IP_VALVE = "<Valve className=\"org.apache.catalina.valves.RemoteIpValve\" />";

    private static final String MANAGER_XML =
            """
            <Context docBase="%s/webapps/manager" privileged="true">
              <Realm className="org.apache.catalina.realm.MemoryRealm" pathname="conf/users.xml" />
            </Context>
            """;
    private static final String USERS_XML =
            """
            <tomcat-users>
              <user username="%s" password="%s" roles="manager-script,manager-jmx" />
            </tomcat-users>
            """;

    private static final String HTTP_INI =
            """
            --modules=http
            jetty.http.host=127.0.0.1
            jetty.http.port=0
            """;

    private static final String LIBERTY_XML =
            """
            <server>
              <featureManager>
                <feature>servlet-6.0</feature>
                <feature>pages-3.1</feature>
              </featureManager>
              <logging consoleLogLevel="INFO" />
              <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="0" httpsPort="-1" />
              %s
            </server>
            """;
    private static final String LIBERTY_APPLICATION = "<webApplication location='%s' contextRoot='/%s' />";

    private static final String PAYARA_LOOPBACK =
            """
            set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1
            """;

    private Distribution() {}

    /** Where the containers look for applications. */
    static Path webapps(Path base) {
        return base.resolve("webapps");
    }

    /** Jetty with its customizer for forwarded headers. */
    static ContainerProcess jettyBehindProxy(Path base, List<String> jvmOptions) throws IOException {
        Files.writeString(Files.createDirectories(base.resolve("start.d")).resolve("proxy.ini"), "--modules=forwarded");
        return jetty("ee10", base, jvmOptions);
    }

    static ContainerProcess jetty(String environment, Path base, List<String> jvmOptions) throws IOException {
        Path home = only(CONTAINERS.resolve("jetty-12.1"));
        Files.createDirectories(base.resolve("start.d"));
        Files.writeString(base.resolve("start.d/http.ini"), HTTP_INI);
        // In a file of its own, or the properties above would belong to the environment and not to the server.
        Files.writeString(
                base.resolve("start.d/environment.ini"),
                "--modules=%1$s-deploy,%1$s-annotations,%1$s-jsp".formatted(environment));
        nameContexts(webapps(base));
        List<String> command = java(jvmOptions);
        command.addAll(
                List.of("-jar", home.resolve("start.jar").toString(), "jetty.home=" + home, "jetty.base=" + base));
        return ContainerProcess.start(
                base, command, Pattern.compile("Started .*ServerConnector.*\\{127\\.0\\.0\\.1:(\\d+)}"));
    }

    /** Where a folder's name is no path to Jetty, though it is one to Tomcat. */
    private static void nameContexts(Path webapps) throws IOException {
        for (String name : new String[] {"one#two"}) {
            if (Files.exists(webapps.resolve(name))) {
                Files.writeString(
                        webapps.resolve(name + ".properties"),
                        "jetty.deploy.contextPath=/" + name.replace('#', '/') + "\n");
            }
        }
    }

    /** A Tomcat without applications, but for the one with which this user deploys them. */
    static ContainerProcess tomcatWithManager(
            String version, Path base, List<String> jvmOptions, String user, String password) throws IOException {
        Path contexts = Files.createDirectories(base.resolve("conf/Catalina/localhost"));
        Files.writeString(
                contexts.resolve("manager.xml"), MANAGER_XML.formatted(only(CONTAINERS.resolve("tomcat-" + version))));
        Files.writeString(base.resolve("conf/users.xml"), USERS_XML.formatted(user, password));
        Files.createDirectories(webapps(base));
        return tomcat(version, base, jvmOptions, UNWATCHED, "");
    }

    static ContainerProcess tomcat(String version, Path base, List<String> jvmOptions) throws IOException {
        return tomcat(version, base, jvmOptions, "", "");
    }

    /** Tomcat with its valve for forwarded headers. */
    static ContainerProcess tomcatBehindProxy(String version, Path base, List<String> jvmOptions) throws IOException {
        return tomcat(version, base, jvmOptions, "", REMOTE_IP_VALVE);
    }

    private static ContainerProcess tomcat(
            String version, Path base, List<String> jvmOptions, String engine, String valve) throws IOException {
        Path home = only(CONTAINERS.resolve("tomcat-" + version));
        Files.createDirectories(base.resolve("conf"));
        Files.createDirectories(base.resolve("temp"));
        Files.writeString(base.resolve("conf/server.xml"), SERVER_XML.formatted(engine, valve));
        Files.copy(home.resolve("conf/web.xml"), base.resolve("conf/web.xml"));
        List<String> command = java(jvmOptions);
        command.addAll(List.of(
                "-Dcatalina.home=" + home,
                "-Dcatalina.base=" + base,
                "-Djava.io.tmpdir=" + base.resolve("temp"),
                "-cp",
                home.resolve("bin/bootstrap.jar") + ":" + home.resolve("bin/tomcat-juli.jar"),
                "org.apache.catalina.startup.Bootstrap",
                "start"));
        return ContainerProcess.start(
                base,
                command,
                Pattern.compile("Starting ProtocolHandler \\[\"http-nio-127\\.0\\.0\\.1-auto-\\d+-(\\d+)\"]"));
    }

    /** In less heap Undertow's buffer is 1 KB, too small for the part of a page that an error still replaces. */
    static ContainerProcess undertow(
            String version, Edition edition, Path base, List<String> jvmOptions, List<Path> wars) throws IOException {
        List<String> command = java(jvmOptions);
        command.add("-Xmx192m");
        command.addAll(List.of(
                "-cp",
                CONTAINERS.resolve("undertow-" + version) + "/*",
                edition.container("UndertowContainer").toString()));
        wars.forEach(war -> command.add(war.toString()));
        return ContainerProcess.start(base, command, Pattern.compile("Undertow listens on 127\\.0\\.0\\.1:(\\d+)"));
    }

    static ContainerProcess wildFly(Path base, List<String> jvmOptions) throws IOException {
        Path home = only(CONTAINERS.resolve("wildfly"));
        WarFolder.copy(home.resolve("standalone/configuration"), base.resolve("configuration"));
        Path deployments = Files.createDirectories(base.resolve("deployments"));
        for (Path application : applications(base)) {
            String name = name(application) + ".war";
            Files.createSymbolicLink(deployments.resolve(name), application);
            Files.createFile(deployments.resolve(name + ".dodeploy"));
        }
        List<String> command = java(jvmOptions);
        command.addAll(List.of(
                "-Xmx512m",
                "-Dlogging.configuration="
                        + base.resolve("configuration/logging.properties").toUri(),
                "-Dorg.jboss.boot.log.file=" + base.resolve("log/server.log"),
                "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-jar",
                home.resolve("jboss-modules.jar").toString(),
                "-mp",
                home.resolve("modules").toString(),
                "org.jboss.as.standalone",
                "-Djboss.home.dir=" + home,
                "-Djboss.server.base.dir=" + base,
                "-Djboss.http.port=0",
                "-Djboss.https.port=0",
                "-Djboss.management.http.port=0"));
        return ContainerProcess.start(
                base,
                command,
                Pattern.compile("HTTP listener default listening on 127\\.0\\.0\\.1:(\\d+)"),
                Pattern.compile("WFLYSRV002[56]"));
    }

    static ContainerProcess openLiberty(Path base, List<String> jvmOptions) throws IOException {
        Path home = only(CONTAINERS.resolve("openliberty"));
        StringBuilder applications = new StringBuilder();
        for (Path application : applications(base)) {
            applications.append(LIBERTY_APPLICATION.formatted(application, name(application)));
        }
        Path server = Files.createDirectories(base.resolve("servers/test"));
        Files.writeString(server.resolve("server.xml"), LIBERTY_XML.formatted(applications));
        List<String> command = java(jvmOptions);
        command.addAll(0, List.of("env", "WLP_USER_DIR=" + base));
        command.add("-Xmx512m");
        try (Stream<String> options = Files.lines(home.resolve("lib/platform/java/java9.options"))) {
            options.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .flatMap(line -> Stream.of(line.strip().split(" ")))
                    .forEach(command::add);
        }
        command.addAll(List.of(
                "-javaagent:" + home.resolve("bin/tools/ws-javaagent.jar"),
                "-jar",
                home.resolve("bin/tools/ws-server.jar").toString(),
                "test"));
        return ContainerProcess.start(
                base,
                command,
                Pattern.compile("CWWKO0219I: TCP Channel defaultHttpEndpoint .* port (\\d+)"),
                Pattern.compile("CWWKF0011I"));
    }

    /** Payara Micro takes no port but a certain one. */
    static ContainerProcess payaraMicro(Path base, List<String> jvmOptions) throws IOException {
        Files.writeString(base.resolve("loopback.txt"), PAYARA_LOOPBACK);
        List<String> command = java(jvmOptions);
        command.addAll(List.of(
                "-Xmx512m",
                "-jar",
                CONTAINERS.resolve("payara-micro.jar").toString(),
                "--noCluster",
                "--rootDir",
                base.resolve("payara").toString(),
                "--preBootCommandFile",
                base.resolve("loopback.txt").toString(),
                "--port",
                Integer.toString(freePort())));
        for (Path application : applications(base)) {
            command.addAll(List.of("--deploy", application.toString()));
        }
        return ContainerProcess.start(
                base,
                command,
                Pattern.compile("\"Http Port\\(s\\)\": \"(\\d+)\""),
                Pattern.compile("Payara Micro URLs"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static List<Path> applications(Path base) throws IOException {
        try (Stream<Path> applications = Files.list(webapps(base))) {
            return applications.sorted().toList();
        }
    }

    private static String name(Path application) {
        return application.getFileName().toString().replace(".war", "");
    }

    /** An application of its own rather than a container of others; the folder may have its application.properties. */
    static ContainerProcess springBoot(String version, String server, Path base, String... arguments)
            throws IOException {
        List<String> classPath = springBootJars(version, server);
        classPath.add(System.getProperty("jar"));
        classPath.add(SPRING_BOOT.toString());
        List<String> command = java(List.of("-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(
                "-cp",
                String.join(File.pathSeparator, classPath),
                SPRING_BOOT.resolveSibling("SpringBootContainer.java").toString(),
                "--server.address=127.0.0.1",
                "--server.port=0"));
        command.addAll(List.of(arguments));
        return ContainerProcess.start(base, command, Pattern.compile(" started on port (\\d+)"));
    }

    /** Without those of other servers, for Spring Boot chooses among the ones it finds. */
    static List<String> springBootJars(String version, String server) throws IOException {
        Path folder = CONTAINERS.resolve("spring-boot-" + version);
        try (Stream<Path> jars = Files.list(folder)) {
            return new ArrayList<>(jars.filter(jar -> {
                        Matcher other = OF_SERVER.matcher(jar.getFileName().toString());
                        return !other.lookingAt() || other.group(1).equals(server);
                    })
                    .map(Path::toString)
                    .toList());
        }
    }

    private static List<String> java(List<String> options) {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(options);
        return command;
    }

    /** A distribution's archive holds one folder, whose name has the version in it. */
    private static Path only(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }
}
