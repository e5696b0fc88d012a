package io.github.wxconfig.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What applications have in a container's JVM, as the JDK and the operating system show it from outside; each list has
 * an entry as often as there is one.
 *
 * @param loaders the classes of the class loaders that applications have
 * @param threads the names of all threads but those that come and go by themselves
 * @param open the files of applications that are open or mapped; empty where the system does not tell
 * @param files what is on disk
 */
record Remains(List<String> loaders, List<String> threads, List<String> open, List<String> files) {
    private static final Pattern LOADERS =
            Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +(org\\.apache\\.catalina\\.loader\\.\\w*ClassLoader)\\b");
    private static final Pattern THREAD = Pattern.compile("(?m)^\"(.*)\" #\\d+ ");
    /** Threads of the container for requests and the like, of the JVM for compilation, and of the JDK for jcmd. */
    private static final Pattern AT_WILL = Pattern.compile(
            "http-nio-.*|Catalina-utility-\\d+|C[12] CompilerThread\\d+|Sweeper thread|Attach Listener");

    private static final String JCMD =
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();

    /**
     * Looks after the garbage collector has run.
     *
     * @param folders where applications have their files, and leave nothing else
     */
    static Remains in(long pid, Path... folders) throws IOException, InterruptedException {
        for (int i = 0; i < 2; i++) {
            String unused = jcmd(pid, "GC.run");
        }
        List<String> below = Stream.of(folders).map(Path::toString).toList();
        return new Remains(
                LOADERS.matcher(jcmd(pid, "GC.class_histogram"))
                        .results()
                        .flatMap(row -> Stream.generate(() -> row.group(2)).limit(Long.parseLong(row.group(1))))
                        .toList(),
                THREAD.matcher(jcmd(pid, "Thread.print"))
                        .results()
                        .map(row -> row.group(1))
                        .filter(Predicate.not(AT_WILL.asMatchPredicate()))
                        .sorted()
                        .toList(),
                Stream.concat(descriptors(pid), mappings(pid))
                        .filter(file -> below.stream().anyMatch(file::contains))
                        .sorted()
                        .toList(),
                files(folders));
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(JCMD, Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException(output);
        }
        return output;
    }

    private static Stream<String> descriptors(long pid) throws IOException {
        Path folder = Path.of("/proc/" + pid + "/fd");
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> links = Files.list(folder)) {
            return links.flatMap(Remains::target).toList().stream();
        }
    }

    private static Stream<String> target(Path link) {
        try {
            return Stream.of(Files.readSymbolicLink(link).toString());
        } catch (IOException closedInTheMeantime) {
            return Stream.empty();
        }
    }

    private static Stream<String> mappings(long pid) throws IOException {
        Path maps = Path.of("/proc/" + pid + "/maps");
        return Files.exists(maps) ? Files.readAllLines(maps, UTF_8).stream() : Stream.empty();
    }

    private static List<String> files(Path... folders) throws IOException {
        List<String> files = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> tree = Files.walk(folder)) {
                tree.map(Path::toString).sorted().forEach(files::add);
            }
        }
        return files;
    }
}
