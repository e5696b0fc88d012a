package io.github.wxconfig.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own that answers each line with a line, and ends when its input does. */
final class Child implements Closeable {
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter commands;

    private Child(Process process) {
        this.process = process;
        this.answers = process.inputReader(UTF_8);
        this.commands = new PrintWriter(process.outputWriter(UTF_8), true);
    }

    static Child start(Class<?> program, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        return new Child(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** What it says next. */
    String read() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("The process has ended");
        }
        return line;
    }

    String ask(String command) throws IOException {
        commands.println(command);
        return read();
    }

    @Override
    public void close() throws IOException {
        commands.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
