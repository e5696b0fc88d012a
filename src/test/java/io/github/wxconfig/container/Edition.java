package io.github.wxconfig.container;

import java.io.IOException;
import java.nio.file.Path;

/** What is deployed, as Maven built it: from the same sources for each name of the servlet API. */
enum Edition {
    JAKARTA("jar", "war", Path.of("src/test/containers")) {
        @Override
        void copyApplication(Path folder) throws IOException {
            String classes = "io/github/wxconfig/container/app";
            WarFolder.copy(
                    Path.of("target/test-classes", classes),
                    folder.resolve("WEB-INF/classes").resolve(classes));
            WarFolder.copy(Path.of("src/test/resources/container"), folder);
        }
    },
    JAVAX("javax.jar", "javax.war", Path.of("target/javax/containers")) {
        @Override
        void copyApplication(Path folder) throws IOException {
            WarFolder.copy(Path.of("target/javax/application"), folder);
        }
    };

    private final String library;
    private final String demo;
    private final Path containers;

    Edition(String library, String demo, Path containers) {
        this.library = library;
        this.demo = demo;
        this.containers = containers;
    }

    /** Copies the classes and files of the suite's application. */
    abstract void copyApplication(Path folder) throws IOException;

    Path library() {
        return Path.of(System.getProperty(library));
    }

    Path demo() {
        return Path.of(System.getProperty(demo));
    }

    /** The source of a container that comes as jars. */
    Path container(String name) {
        return containers.resolve(name + ".java").toAbsolutePath();
    }
}
