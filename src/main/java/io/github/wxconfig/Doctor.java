package io.github.wxconfig;

import static io.github.wxconfig.config.SettingsTable.ALLOWED_HOSTS;
import static io.github.wxconfig.config.SettingsTable.APP_ID;
import static io.github.wxconfig.config.SettingsTable.DOMAIN_VERIFICATION;
import static io.github.wxconfig.config.SettingsTable.SHARE;
import static io.github.wxconfig.config.SettingsTable.SIGN_PATH;
import static io.github.wxconfig.config.SettingsTable.STABLE_TOKEN;
import static io.github.wxconfig.config.SettingsTable.TICKET_URL;

import io.github.wxconfig.config.Accounts;
import io.github.wxconfig.config.SettingsSources;
import io.github.wxconfig.config.SettingsSources.Application;
import io.github.wxconfig.config.UnpackedApplication;
import io.github.wxconfig.config.Values;
import io.github.wxconfig.doctor.CheckResult;
import io.github.wxconfig.doctor.CheckResult.Outcome;
import io.github.wxconfig.doctor.Examination;
import io.github.wxconfig.doctor.Patient;
import io.github.wxconfig.doctor.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Says why a page does not work in WeChat: visits it as WeChat's client does, asks WeChat for a ticket as the application
 * does, and compares. In the directory of an unpacked WAR:
 *
 * <pre>{@code java -cp 'WEB-INF/lib/*' io.github.wxconfig.Doctor https://www.example.com/page}</pre>
 *
 * <p>It reads the settings that the application would read there: {@code WEB-INF/web.xml}, system properties, the
 * environment, and the properties file. One line for each check, and one for its cure; in Chinese where that is the
 * language of the JVM ({@code -Duser.language=zh}), else in English. The application goes on meanwhile: a stable token is
 * not replaced, and a classic one is not asked for.
 */
public final class Doctor {
    private static final int HEALTHY = 0;
    private static final int ILL = 1;
    private static final int MISUSED = 2;

    private Doctor() {}

    /**
     * Examines the page that the argument names, and ends the JVM.
     *
     * @param arguments the page's address; the exit status is 0 where nothing failed, 1 where something did, and 2 where it
     *     is missing
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String encoding =
                System.getProperty("stdout.encoding", Charset.defaultCharset().name());
        PrintStream out = new PrintStream(System.out, true, encoding);
        System.exit(run(List.of(arguments), Path.of(""), Locale.getDefault(), out));
    }

    static int run(List<String> arguments, Path directory, Locale locale, PrintStream out)
            throws IOException, InterruptedException {
        Report report = new Report(locale);
        if (arguments.size() != 1) {
            out.println(report.text("usage"));
            return MISUSED;
        }
        examine(UnpackedApplication.in(directory), arguments.get(0), report);
        for (CheckResult result : report.results()) {
            out.println(report.text("outcome." + result.outcome()) + " " + result.check() + ": " + result.text());
            if (!result.cure().isEmpty()) {
                out.println("     → " + result.cure());
            }
        }
        return report.results().stream().anyMatch(result -> result.outcome() == Outcome.FAILURE) ? ILL : HEALTHY;
    }

    /**
     * Examines a page.
     *
     * @param application whose settings count, beside system properties and the environment
     * @param address of the page, as browsers show it
     * @param locale of those who read the results
     */
    public static List<CheckResult> examine(Application application, String address, Locale locale)
            throws InterruptedException {
        Report report = new Report(locale);
        examine(application, address, report);
        return report.results();
    }

    private static void examine(Application application, String address, Report report) throws InterruptedException {
        InstantSource clock = InstantSource.system();
        Accounts accounts = SettingsSources.read(application, System.getProperties(), System.getenv());
        accounts.mistakes().forEach(mistake -> report.quote(Outcome.FAILURE, "settings", mistake, ""));
        if (!accounts.mistakes().isEmpty()) {
            return;
        }
        if (accounts.values().isEmpty()) {
            report.add(Outcome.FAILURE, "settings.none");
            return;
        }
        report.add(
                Outcome.OK,
                "settings.ok",
                accounts.values().stream()
                        .map(values -> values.get(APP_ID).orElse(""))
                        .collect(Collectors.joining(", ")));
        List<Patient> patients =
                accounts.values().stream().map(values -> patient(values, clock)).toList();
        try {
            Examination.of(address, patients, report, clock);
        } finally {
            patients.forEach(patient -> patient.issuer().close());
        }
    }

    private static Patient patient(Values values, InstantSource clock) {
        return new Patient(
                values.get(APP_ID).orElseThrow(),
                values.get(ALLOWED_HOSTS),
                Settings.issuer(values, clock),
                !values.get(STABLE_TOKEN) && values.get(TICKET_URL).isEmpty(),
                values.get(SIGN_PATH).orElse(""),
                values.secondSdkUrl(),
                values.get(DOMAIN_VERIFICATION),
                values.get(SHARE));
    }
}
