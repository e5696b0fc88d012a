/*
 * The part that stands in every page. It makes wx a queue, has the official script come beside the page, and configures
 * it where the address in the browser is the one that was signed; for everything else it has more.js come. README.md
 * beside this file tells the states and the reasons.
 */
(page => {
  let win = window, { Proxy, document, wxconfig, jWeixin: sdk, define } = win, calls = [], live, none;
  if (wxconfig) return wxconfig.configure(page);

  // Names that start otherwise are asked for by the language, by bundlers and by frameworks.
  const queue = (of, own = (...args) => live ? of()(...args) : void calls.push(() => own(...args))) =>
    new Proxy(own, {
      get: (_, name) => name in own ? own[name] : live ? of()[name]
        : name != 'then' && String(name) > 'a' ? queue(() => of()[name]) : own[name]
    });
  const wx = queue(() => sdk, {});

  // They stand in front with a type that no browser runs; a script runs when it comes into the document anew.
  const [official, more] = document.querySelectorAll('[type=wx]');
  const run = (script, then) => {
    script.own = 1;
    script.type = '';
    script.onload = script.onerror = then;
    setTimeout(then, 3e3);
    // The page's own text comes first.
    setTimeout(() => document.documentElement.append(script));
  };

  // What only the second file understands has it come.
  const tell = what => {
    page.told.push(what);
    more.own || run(more, () => {
      page.now = 0;
      sdk && go();
    });
  };

  const go = () => {
    if (live || page.now) return;
    let hash = 0;
    for (let c of location.href.split('#')[0]) hash = hash * 65599 + c.charCodeAt() | 0;
    live = page.sdk = sdk;
    if (sdk && hash == page.hash && !(page.until < Date.now() / 1e3)) {
      // A refusal is for the second file as well. The official script knows one listener.
      const { error } = sdk;
      error(tell);
      sdk.error = then => error(answer => {
        then(answer);
        tell(answer);
      });
      sdk.config(page.config);
    } else tell();
    if (live) calls.map(async call => call());
  };

  // While a script of the SDK runs, define is ours: what it makes is configured, and what its loader gets is wx.
  const amd = make => {
    sdk = sdk || make();
    if (define && !document.currentScript.own) define(() => wx);
    go();
  };
  const choose = (script = document.currentScript || page) =>
    script.own || /jweixin-\d/.test(script.src) ? amd : define;
  const hook = (name, get, set) => Reflect.defineProperty(win, name, { get, set, configurable: 1 });
  amd.amd = 1;
  hook('define', choose, value => define = value)
    || (win.define = Object.assign((...args) => choose()(...args), define));

  // An SDK makes nothing where jWeixin is true: only document.all is false and has calls. Newer copies return jWeixin.
  hook('jWeixin', function get() {
    try {
      if (choose() != amd && /return \w+\.jWeixin/.test(get.caller)) return wx;
    } catch (e) {}
    none = none || document.implementation.createHTMLDocument().all;
    none.__proto__ = wx;
    return none;
  }, value => sdk ? tell(value) : go(sdk = value));

  win.wx = win.wx || wx;
  win.wxconfig = page;
  page.wx = wx;
  page.at = location.href;
  page.told = [];
  page.configure = tell;
  if (page.all || /micromessenger/i.test(navigator.userAgent)) {
    if (page.now) tell();
    sdk ? go() : run(official, go);
  }
})
