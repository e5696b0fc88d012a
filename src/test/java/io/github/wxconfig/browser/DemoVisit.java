package io.github.wxconfig.browser;

import java.util.HashMap;
import java.util.Map;

/** A browser, the demo, and WeChat's hosts between them: what every browser test starts from. */
final class DemoVisit implements AutoCloseable {
    private final ScriptHost scripts;
    private final DemoServer demo;
    private final Browser browser;

    private DemoVisit(ScriptHost scripts, DemoServer demo, Browser browser) {
        this.scripts = scripts;
        this.demo = demo;
        this.browser = browser;
    }

    /** In WeChat, at a demo that loads the official script as an application in production does. */
    static DemoVisit inWechat() throws Exception {
        return inWechat(Map.of());
    }

    /** The same with further settings, by their full names. */
    static DemoVisit inWechat(Map<String, String> settings) throws Exception {
        Machine machine = Machine.withBrowser();
        ScriptHost scripts = ScriptHost.start(machine);
        Map<String, String> production = new HashMap<>(settings);
        production.putIfAbsent("wxconfig.sdkUrl", "https://" + ScriptHost.FIRST + OfficialScript.PATH);
        DemoServer demo = new DemoServer("/", production);
        DemoVisit visit = new DemoVisit(scripts, demo, Browser.inWechat(machine, scripts));
        visit.bridgeComesAtOnce();
        return visit;
    }

    /** In a desktop's browser, at the demo as it is: its pages bring their own stand-in for WeChat. */
    static DemoVisit onDesktop() throws Exception {
        return onDesktop("/");
    }

    static DemoVisit onDesktop(String contextPath) throws Exception {
        Machine machine = Machine.withBrowser();
        ScriptHost scripts = ScriptHost.start(machine);
        DemoServer demo = new DemoServer(contextPath, Map.of());
        return new DemoVisit(scripts, demo, Browser.onDesktop(machine, scripts));
    }

    ScriptHost scripts() {
        return scripts;
    }

    DemoServer demo() {
        return demo;
    }

    Browser browser() {
        return browser;
    }

    void bridgeComesAtOnce() {
        browser.giveBridge(demo.simulator());
    }

    void bridgeComesLate() {
        browser.giveBridge(demo.simulator(), Browser.Bridge.LATE);
    }

    /** Opens a page of the demo, named as {@link DemoServer#url} does. */
    DemoPage open(String page) {
        browser.open(demo.url(page));
        return new DemoPage(browser);
    }

    @Override
    public void close() {
        browser.close();
        demo.close();
        scripts.close();
    }
}
