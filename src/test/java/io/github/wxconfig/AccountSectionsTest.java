package io.github.wxconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wxconfig.config.SettingsTable;
import io.github.wxconfig.page.PageUrl;
import io.github.wxconfig.ticket.Account;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several accounts in one properties file. */
class AccountSectionsTest {
    private static final String FILE = "/WEB-INF/wxconfig.properties";

    @Test
    void giveEachAccountTheCommonSettingsAndItsOwn() {
        List<Settings> accounts = read(
                """
                inject=manual
                allowedHosts=example.com
                account.shop.appId=wxshop
                account.shop.secret=one
                account.shop.paths=/shop/*
                account.club.appId=wxclub
                account.club.secret=two
                account.club.allowedHosts=club.example
                account.club.inject=auto
                """);

        assertThat(accounts.stream().map(AccountSectionsTest::account))
                .containsExactlyInAnyOrder(new Account("wxshop", "one"), new Account("wxclub", "two"));
        Settings shop = named("wxshop", accounts);
        Settings club = named("wxclub", accounts);
        assertThat(shop.get(SettingsTable.INJECT)).isFalse();
        assertThat(club.get(SettingsTable.INJECT)).isTrue();
        assertThat(shop.get(SettingsTable.ALLOWED_HOSTS).admits(new PageUrl("https://example.com/")))
                .isTrue();
        assertThat(club.get(SettingsTable.ALLOWED_HOSTS).admits(new PageUrl("https://example.com/")))
                .isFalse();
    }

    @Test
    void mayStandBesideAnAccountWithoutAName() {
        List<Settings> accounts = read(
                """
                appId=wxmain
                secret=zero
                account.shop.appId=wxshop
                account.shop.secret=one
                account.shop.paths=/shop/*
                """);

        assertThat(accounts.stream().map(AccountSectionsTest::account))
                .containsExactlyInAnyOrder(new Account("wxmain", "zero"), new Account("wxshop", "one"));
    }

    @Test
    void countAsTheOtherSettingsDoWhereverTheyStand() {
        FakeFilterConfig filter = new FakeFilterConfig()
                .contextParam("wxconfig.account.shop.secret", "of the context")
                .file(FILE, "account.shop.appId=wxshop\naccount.shop.secret=of the file");

        List<Settings> accounts = Settings.read(filter, new Properties(), Map.of());

        assertThat(named("wxshop", accounts).get(SettingsTable.SECRET)).hasValue("of the context");
    }

    @Test
    void tellOfEveryMistakeInEveryAccountAtOnce() {
        assertThat(
                        mistakes(
                                """
                        browsers=safari
                        account.shop.appId=wxshop
                        account.shop.appid=wxshop
                        account.shop.inject=always
                        account.club.secret=two
                        account.club.properties=other
                        """))
                .containsExactlyInAnyOrder(
                        FILE + ": account.club.properties: there is no such setting; the manual lists them all.",
                        FILE + ": account.shop.appid: there is no such setting; did you mean account.shop.appId?",
                        "browsers: not one of wechat, all.",
                        "account.shop.secret: missing; set secret, or secretFile to a file that holds it, beside appId.",
                        "account.club.appId: missing; an account that is named has one.",
                        "account.shop.inject: not one of auto, manual.");
    }

    @Test
    void needAnAppIdEach() {
        assertThat(mistakes("account.shop.paths=/shop/*"))
                .containsExactly("account.shop.appId: missing; an account that is named has one.");
    }

    /** The secret of one account sent for another would be refused by WeChat, and tells it to nobody else. */
    @Test
    void neverInheritWhatMakesAnAccount() {
        assertThat(mistakes("appId=wxmain\nsecret=zero\naccount.shop.appId=wxshop"))
                .containsExactly(
                        "account.shop.secret: missing; set secret, or secretFile to a file that holds it, beside appId.");
    }

    @Test
    void haveAnAppIdEachOfTheirOwn() {
        assertThat(
                        mistakes(
                                """
                        account.a.appId=wxsame
                        account.a.secret=one
                        account.b.appId=wxsame
                        account.b.secret=two
                        account.b.paths=/b/*
                        """))
                .containsExactly("account.a.appId: wxsame is set twice; an account stands in one place, and may have"
                        + " several allowedHosts and paths there.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ''                      | ''                      | ''     | ''     | every host with the path /*
            example.com             | example.com example.org | ''     | ''     | example.com with the path /*
            ''                      | ''                      | /a/*   | /b /a/*| every host with the path /a/*
            example.com             | EXAMPLE.com             | *.html | *.html | example.com with the path *.html
            """)
    void neverTakeTheSamePages(String host, String otherHost, String path, String otherPath, String shared) {
        assertThat(mistakes("account.a.appId=wxa\naccount.a.secret=one\naccount.a.allowedHosts=" + host
                        + "\naccount.a.paths=" + path + "\naccount.b.appId=wxb\naccount.b.secret=two"
                        + "\naccount.b.allowedHosts=" + otherHost + "\naccount.b.paths=" + otherPath))
                .singleElement()
                .isIn(
                        "account.b.allowedHosts: " + shared
                                + " is taken by two accounts, wxb and wxa; give each allowedHosts or paths of its own.",
                        "account.a.allowedHosts: " + shared
                                + " is taken by two accounts, wxa and wxb; give each allowedHosts or paths of its own.");
    }

    /** Each is asked in turn: the one that takes fewer pages must not come too late. */
    @Test
    void standWithTheNarrowestFirst() {
        assertThat(read(
                                """
                                appId=wxall
                                secret=s
                                account.a.appId=wxshop
                                account.a.secret=s
                                account.a.allowedHosts=shop.example
                                account.b.appId=wxtea
                                account.b.secret=s
                                account.b.allowedHosts=shop.example
                                account.b.paths=/tea/*
                                account.c.appId=wxclub
                                account.c.secret=s
                                account.c.allowedHosts=club.shop.example
                                """)
                        .stream()
                        .map(settings -> settings.get(SettingsTable.APP_ID).orElseThrow()))
                .containsExactly("wxclub", "wxtea", "wxshop", "wxall");
    }

    /** No order of the two would do: each is the closer one for a host of the other. */
    @Test
    void areRefusedWhereEachTakesWhatTheOtherNames() {
        assertThat(
                        mistakes(
                                """
                        account.a.appId=wxa
                        account.a.secret=one
                        account.a.allowedHosts=shop.tea.example cafe.example
                        account.b.appId=wxb
                        account.b.secret=two
                        account.b.allowedHosts=tea.example green.cafe.example
                        """))
                .singleElement()
                .asString()
                .contains("is taken by two accounts");
    }

    private static Account account(Settings settings) {
        return new Account(
                settings.get(SettingsTable.APP_ID).orElseThrow(),
                settings.get(SettingsTable.SECRET).orElseThrow());
    }

    private static Settings named(String name, List<Settings> accounts) {
        return accounts.stream()
                .filter(settings ->
                        settings.get(SettingsTable.APP_ID).filter(name::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static List<Settings> read(String file) {
        return Settings.read(new FakeFilterConfig().file(FILE, file), new Properties(), Map.of());
    }

    private static List<String> mistakes(String file) {
        InvalidSettingsException refused = catchThrowableOfType(InvalidSettingsException.class, () -> read(file));
        assertThat(refused).isNotNull();
        return refused.mistakes();
    }
}
