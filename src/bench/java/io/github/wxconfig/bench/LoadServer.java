package io.github.wxconfig.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import org.eclipse.jetty.util.IO;

/**
 * The application in a container, behind what is to be measured. Runs in its own JVM: prints its address, and answers
 * {@code cost} with the bytes that its threads have allocated and the nanoseconds of CPU that it has used, and
 * {@code live} with the bytes that are reachable.
 */
final class LoadServer {
    private LoadServer() {}

    /** The arguments are a {@link Container} and a {@link Variant}. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory("wxconfig-bench");
        Files.writeString(directory.resolve("file.css"), ".tea { color: green }\n".repeat(1_400));
        SimulatorServer wechat = SimulatorServer.start(new WechatSimulator(InstantSource.system()));
        Variant variant = Variant.valueOf(arguments[1]);
        URI address = Container.valueOf(arguments[0]).start(variant.filter(wechat.baseUrl(), directory), directory);
        System.out.println(address);
        try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                System.out.println(line.equals("live") ? live() : cost());
            }
        }
        IO.delete(directory);
        Runtime.getRuntime().halt(0);
    }

    private static String cost() {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        long allocated = Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .sum();
        long cpu =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
        return allocated + " " + cpu;
    }

    private static String live() {
        System.gc();
        return String.valueOf(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
}
