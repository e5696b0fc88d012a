package io.github.wxconfig.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wxconfig.SecretSearch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A container in a JVM of its own, which ends with {@link #close()}. */
final class ContainerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);
    private static final int KEPT_LINES = 20_000;

    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Deque<String> log = new ArrayDeque<>();

    private ContainerProcess(Process process, Pattern listening, Pattern ready) {
        this.process = process;
        Thread reader = new Thread(() -> read(listening, ready), "container-log");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Returns when the container listens.
     *
     * @param listening finds the port, as its first group, in a line of the container's log
     */
    static ContainerProcess start(Path directory, List<String> command, Pattern listening) throws IOException {
        return start(directory, command, listening, listening);
    }

    /**
     * Returns when the container listens and has started its applications.
     *
     * @param ready finds the line that says so, at the earliest the one with the port
     */
    static ContainerProcess start(Path directory, List<String> command, Pattern listening, Pattern ready)
            throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        ContainerProcess container = new ContainerProcess(process, listening, ready);
        try {
            container.port.get(START.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            container.close();
            throw new IllegalStateException("The container did not start:\n" + container.log(), e);
        }
        return container;
    }

    private void read(Pattern listening, Pattern ready) {
        String found = "";
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(line);
                Matcher listens = listening.matcher(line);
                if (found.isEmpty() && listens.find()) {
                    found = listens.group(1);
                }
                if (!found.isEmpty() && ready.matcher(line).find()) {
                    port.complete(Integer.parseInt(found));
                }
            }
            port.completeExceptionally(new IllegalStateException("It ended"));
        } catch (IOException e) {
            port.completeExceptionally(new UncheckedIOException(e));
        }
    }

    private synchronized void keep(String line) {
        log.add(line);
        if (log.size() > KEPT_LINES) {
            log.remove();
        }
    }

    /** The last lines that the container has written. */
    synchronized String log() {
        return String.join("\n", log);
    }

    long pid() {
        return process.pid();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port.join() + path);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        SecretSearch.requireNoneIn(log());
    }
}
