package io.github.wxconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.config.Setting;
import io.github.wxconfig.config.Setting.Form;
import io.github.wxconfig.config.SettingsTable;
import io.github.wxconfig.script.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The READMEs and the manual, which are read on the web as they lie here, and as the site that {@code mvn site} makes. */
class DocumentationTest {
    private static final Path ENGLISH = Path.of("src/site/markdown");
    private static final Path CHINESE = Path.of("src/site/zh_CN/markdown");
    private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```|`[^`\\n]+`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]*)\\)|(?:src|href)=\"([^\"]*)\"");
    private static final Pattern MENU_ITEM = Pattern.compile("<item name=\"[^\"]+\" href=\"([\\w-]+)\\.html\" />");
    private static final Pattern METHOD = Pattern.compile("`([A-Z]\\w+)\\.([a-z]\\w+)`");
    /** {@code | `cause`, `cause` | meaning | cure |} */
    private static final Pattern CAUSES = Pattern.compile("(?m)^\\| (`[a-z-]+`(?:(?:, |、)`[a-z-]+`)*) \\|");

    /** {@code | `name` | default | meaning |} */
    private static final Pattern SETTING = Pattern.compile("(?m)^\\| `(\\w+)` \\| ([^|]+) \\| [^|]+ \\|$");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void readmeIsReadInOneGo(String readme) throws IOException {
        assertThat(Files.readAllLines(Path.of(readme))).hasSizeLessThanOrEqualTo(250);
    }

    static List<Path> documents() throws IOException {
        try (Stream<Path> site = Files.walk(Path.of("src"));
                Stream<Path> top = Files.list(Path.of(""))) {
            return Stream.concat(site, top)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadSomewhere(Path document) throws IOException {
        assertThat(links(document)).allSatisfy(link -> {
            int fragment = link.indexOf('#');
            Path target = document.resolveSibling(fragment < 0 ? link : link.substring(0, fragment));
            assertThat(fragment != 0 && Files.exists(target)).as(link).isTrue();
        });
    }

    static List<Path> manual() throws IOException {
        return Stream.concat(
                        pages(ENGLISH).stream().map(ENGLISH::resolve),
                        pages(CHINESE).stream().map(CHINESE::resolve))
                .toList();
    }

    /** The site has pages of its own language beside it, and other names for the headings within a page. */
    @ParameterizedTest
    @MethodSource("manual")
    void linksOfTheManualWorkOnTheSiteToo(Path page) throws IOException {
        assertThat(links(page)).allMatch(link -> link.matches("[\\w-]+\\.md"));
    }

    @Test
    void manualHasTheSamePagesInBothLanguages() throws IOException {
        assertThat(pages(CHINESE)).isNotEmpty().isEqualTo(pages(ENGLISH));
    }

    @ParameterizedTest
    @CsvSource({"src/site/site.xml, src/site/markdown", "src/site/site_zh_CN.xml, src/site/zh_CN/markdown"})
    void everyPageIsInTheMenu(Path menu, Path pages) throws IOException {
        assertThat(found(MENU_ITEM, Files.readString(menu))
                        .map(item -> item.group(1) + ".md")
                        .sorted())
                .isEqualTo(pages(pages));
    }

    @ParameterizedTest
    @CsvSource({"README.md, src/site/markdown", "README.zh-CN.md, src/site/zh_CN/markdown"})
    void readmeLeadsToEveryPage(Path readme, Path pages) throws IOException {
        assertThat(links(readme))
                .containsAll(pages(pages).stream()
                        .map(page -> pages.resolve(page).toString().replace('\\', '/'))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/site/markdown/settings.md", "src/site/zh_CN/markdown/settings.md"})
    void manualHasTheSettingsOfTheCode(Path page) throws IOException {
        assertThat(settings(page)).isEqualTo(defaultsInCode());
        assertThat(Files.readString(page))
                .contains(SettingsTable.all().stream()
                        .filter(setting -> setting.form() == Form.SECRET)
                        .map(setting -> "`" + setting.name() + "File`")
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/site/markdown/troubleshooting.md", "src/site/zh_CN/markdown/troubleshooting.md"})
    void manualExplainsTheCausesOfTheCode(Path page) throws IOException {
        assertThat(found(CAUSES, Files.readString(page))
                        .flatMap(row -> Stream.of(row.group(1).split("[`、, ]+")))
                        .filter(name -> !name.isEmpty()))
                .containsAll(Cause.all().stream().map(Cause::name).toList());
    }

    /** Those who change the code are led to places that are there. */
    @Test
    void contributorsFindTheMethodsThatAreNamed() throws IOException {
        Map<String, Path> sources;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""), Function.identity()));
        }
        assertThat(found(METHOD, Files.readString(Path.of(".github/CONTRIBUTING.md"))))
                .isNotEmpty()
                .allSatisfy(named -> {
                    assertThat(sources).containsKey(named.group(1));
                    assertThat(Files.readString(sources.get(named.group(1)))).contains(" " + named.group(2) + "(");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void readmeHasTenOfTheSettings(Path readme) throws IOException {
        assertThat(settings(readme)).hasSize(10).containsKeys("appId", "secret");
        assertThat(defaultsInCode()).containsAllEntriesOf(settings(readme));
    }

    private static Map<String, String> defaultsInCode() {
        return SettingsTable.all().stream().collect(Collectors.toMap(Setting::name, DocumentationTest::shownDefault));
    }

    private static String shownDefault(Setting<?> setting) {
        String shown = setting.shownDefault();
        return shown.equals("–") ? shown : "`" + shown + "`";
    }

    /** A setting's default by its name; a name that stands twice is a mistake. */
    private static Map<String, String> settings(Path document) throws IOException {
        Map<String, String> defaults = new LinkedHashMap<>();
        found(SETTING, Files.readString(document)).forEach(row -> assertThat(defaults.put(row.group(1), row.group(2)))
                .as(row.group(1))
                .isNull());
        return defaults;
    }

    private static List<String> pages(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<String> links(Path document) throws IOException {
        return found(LINK, CODE.matcher(Files.readString(document)).replaceAll("code"))
                .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                .filter(link -> !link.startsWith("https://"))
                .toList();
    }

    private static Stream<MatchResult> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results();
    }
}
