package io.github.wxconfig.container;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Every version of Spring Boot with each of its servers. */
class SpringBootIT {
    @Nested
    class TomcatOf35 extends SpringBootContract {
        TomcatOf35(@TempDir Path base) throws IOException {
            super("3.5", "tomcat", base);
        }
    }

    @Nested
    class JettyOf35 extends SpringBootContract {
        JettyOf35(@TempDir Path base) throws IOException {
            super("3.5", "jetty", base);
        }
    }

    @Nested
    class UndertowOf35 extends SpringBootContract {
        UndertowOf35(@TempDir Path base) throws IOException {
            super("3.5", "undertow", base);
        }
    }

    @Nested
    class TomcatOf40 extends SpringBootContract {
        TomcatOf40(@TempDir Path base) throws IOException {
            super("4.0", "tomcat", base);
        }
    }

    @Nested
    class JettyOf40 extends SpringBootContract {
        JettyOf40(@TempDir Path base) throws IOException {
            super("4.0", "jetty", base);
        }
    }

    @Nested
    class TomcatOf41 extends SpringBootContract {
        TomcatOf41(@TempDir Path base) throws IOException {
            super("4.1", "tomcat", base);
        }
    }

    @Nested
    class JettyOf41 extends SpringBootContract {
        JettyOf41(@TempDir Path base) throws IOException {
            super("4.1", "jetty", base);
        }
    }
}
