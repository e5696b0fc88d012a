// A page in a browser of our own making, whose time passes only when a test says so. The official script is WeChat's.
import { readFileSync } from 'node:fs';
import v8 from 'node:v8';
import vm from 'node:vm';
import { officialScript } from './packages.mjs';

const SCRIPTS = new URL('../../main/resources/io/github/wxconfig/script/', import.meta.url);

export const FIRST = 'https://res.wx.qq.com/open/js/jweixin-1.6.0.js';
export const SECOND = 'https://res2.wx.qq.com/open/js/jweixin-1.6.0.js';
export const MORE = '/wxconfig/page-12345678.js';
export const SIGN = '/wxconfig/sign';
export const ANDROID = 'Mozilla/5.0 (Linux; Android 14) XWEB/1160065 MMWEBSDK/20240501 MicroMessenger/8.0.50';
export const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 12_5 like Mac OS X) MicroMessenger/8.0.50';
export const DESKTOP = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0 Safari/537.36';

// An object that is false and has properties, as document.all: V8 has no other way to it outside of a browser.
v8.setFlagsFromString('--allow-natives-syntax');
const undetectable = vm.runInThisContext('() => %GetUndetectable()');

const source = name => readFileSync(new URL(name, SCRIPTS), 'utf8');
const INLINE = source('inline.min.js');
const PARTS = ['hosts.js', 'cards.js', 'causes.js', 'signing.js'];
const PARTS_WITH_DEBUG = ['hosts.js', 'cards.js', 'causes.js', 'advice.js', 'signing.js'];

export const CAUSES = JSON.parse(source('causes.json'));

const SDK = readFileSync(officialScript(), 'utf8');

export const sdbm = text => [...text].reduce((hash, c) => (c.charCodeAt() + (hash << 6) + (hash << 16) - hash) | 0, 0);
const withoutFragment = url => url.split('#')[0];

/**
 * options: url (in the browser), signedUrl (by the server), until, userAgent, inline (fields of the page's object), site
 * (fields of more.js), hosts ({address: {after, status}}: 'ok', 'error', 'html', 'throws' or 'never'), verifies
 * ('landing', 'shown', 'both' or 'none'), says (what it answers whatever it verifies), realAuthUrl (how a refusal names the
 * address), answers (of APIs, by their names), sign (answers an address), stale and age (of the signature that came with the
 * page), before and after (scripts of the page around the inline part), framed, frozen (a bridge that cannot be changed),
 * bridgeAfter, images (sizes of pictures, by their addresses).
 */
export class Page {
  requests = [];
  signRequests = [];
  /** What the server was told. */
  reports = [];
  console = [];
  /** What the client was asked to verify, with its verdicts. */
  verdicts = [];
  events = [];
  errors = [];
  #now = 0;
  #timers = [];

  constructor(options = {}) {
    const { url = 'https://www.example.com/tea', userAgent = ANDROID } = options;
    this.options = { sign: () => ({}), verifies: 'shown', hosts: {}, ...options };
    this.href = url;
    this.landing = options.landing || url;
    this.window = this.#window(userAgent);
    if (this.options.before) {
      this.run(this.options.before);
    }
    this.official = this.#waiting(FIRST);
    this.more = this.#waiting(MORE);
    this.inline(options.signedUrl === undefined ? url : options.signedUrl, options.inline);
    if (this.options.after) {
      this.run(this.options.after);
    }
  }

  /** The inline part, once more where it has run already. */
  inline(signedUrl, fields = {}) {
    const { until = this.clock() / 1000 + 3600 } = this.options;
    const signed = `${withoutFragment(signedUrl)}`;
    this.window.options = { hash: sdbm(signed), until, ...fields };
    this.run(`Object.assign(options, { config: ${JSON.stringify({
      appId: 'wx0123456789abcdef', timestamp: this.#seconds() - (this.options.age || 0), nonceStr: 'own',
      signature: this.options.stale ? `stale ${signed}` : signed,
      jsApiList: ['onMenuShareQQ', 'updateAppMessageShareData'],
    })} }); (${INLINE})(options)`);
  }

  /** Runs a script of the page; an error goes where a browser reports it. */
  run(text, element = { src: '', own: undefined }) {
    this.document.currentScript = element;
    try {
      return vm.runInContext(text, this.window);
    } catch (e) {
      this.errors.push(String(e));
      return undefined;
    } finally {
      this.document.currentScript = null;
    }
  }

  #seconds() {
    return Math.floor(this.clock() / 1000);
  }

  clock() {
    return 1_700_000_000_000 + this.#now;
  }

  /** Lets time pass, as much as is given or until nothing is to be expected. */
  pass(milliseconds = 60_000) {
    const end = this.#now + milliseconds;
    for (;;) {
      this.#timers.sort((a, b) => a.at - b.at);
      if (this.#timers.length === 0 || this.#timers[0].at > end) {
        break;
      }
      const { at, task } = this.#timers.shift();
      this.#now = at;
      try {
        task();
      } catch (e) {
        this.errors.push(String(e));
      }
    }
    this.#now = end;
    return this;
  }

  navigate(url, how = 'pushState') {
    this.run(`history.${how}(null, '', ${JSON.stringify(url)})`);
  }

  /** A script element of the page's own; what it says stands in the page's hosts. */
  load(src, properties = {}) {
    const script = this.document.createElement('script');
    Object.assign(script, { src }, properties);
    this.document.documentElement.append(script);
  }

  #after(milliseconds, task) {
    const timer = { at: this.#now + milliseconds, task };
    this.#timers.push(timer);
    return timer;
  }

  #waiting(src) {
    const script = this.document.createElement('script');
    script.type = 'wx';
    script.src = src;
    script.parentNode = this.document.documentElement;
    this.document.scripts.push(script);
    return script;
  }

  #window(userAgent) {
    const page = this;
    const document = new EventTarget();
    this.document = document;
    const element = {
      append(script) {
        if (!document.scripts.includes(script)) {
          document.scripts.push(script);
        }
        script.parentNode = element;
        page.#fetch(script);
      },
    };
    Object.assign(document, {
      title: 'Tea',
      readyState: 'complete',
      currentScript: null,
      scripts: [],
      documentElement: element,
      createElement: name => name === 'a' ? page.#anchor() : { src: '', type: '' },
      getElementsByTagName: () => [],
      querySelectorAll: () => document.scripts.filter(script => script.type === 'wx'),
      implementation: { createHTMLDocument: () => ({ all: undetectable() }) },
    });
    const location = {
      get href() { return page.href; },
      get origin() { return new URL(page.href).origin; },
      get hostname() { return new URL(page.href).hostname; },
      get protocol() { return new URL(page.href).protocol; },
    };
    const change = (state, title, url) => { page.href = new URL(url, page.href).href; };
    const log = kind => (...texts) => page.console.push(`${kind}: ${texts.join(' ')}`);
    const storage = new Map();
    const window = Object.assign(new EventTarget(), {
      document,
      location,
      history: { pushState: change, replaceState: change },
      navigator: { userAgent, platform: 'Linux armv8l' },
      console: { error: log('error'), warn: log('warn'), info: log('info'), log: log('log') },
      performance: { getEntriesByType: () => [{ name: page.landing }] },
      sessionStorage: {
        getItem: key => storage.has(key) ? storage.get(key) : null,
        setItem: (key, value) => storage.set(key, value),
      },
      setTimeout: (task, milliseconds, ...args) => page.#after(milliseconds || 0, () => task(...args)),
      clearTimeout: timer => { page.#timers = page.#timers.filter(other => other !== timer); },
      XMLHttpRequest: page.#xhr(),
      CustomEvent,
      Image: page.#image(),
      addEventListener() {},
      alert() {},
    });
    ['ready', 'error'].forEach(type => document.addEventListener(`wxconfig:${type}`,
      event => page.events.push({ type, ...event.detail })));
    vm.createContext(window);
    vm.runInContext(`var window = globalThis, top = ${this.options.framed ? '{}' : 'window'};`, window);
    vm.runInContext('Date.now = () => clock();', Object.assign(window, {
      clock: () => page.options.frozenClock || page.clock() + (page.options.clockSkew || 0),
    }));
    if (this.options.bridgeAfter === undefined) {
      window.WeixinJSBridge = this.#bridge();
    } else if (this.options.bridgeAfter >= 0) {
      this.#after(this.options.bridgeAfter, () => {
        window.WeixinJSBridge = this.#bridge();
        document.dispatchEvent(new Event('WeixinJSBridgeReady'));
      });
    }
    return window;
  }

  #anchor() {
    const page = this;
    return {
      set href(url) { this.url = new URL(url, page.href); },
      get href() { return this.url.href; },
      get hostname() { return this.url.hostname; },
    };
  }

  #fetch(script) {
    if (script.started || script.type === 'wx' || !script.src) {
      return;
    }
    script.started = true;
    this.requests.push(script.src);
    const { after = 20, says = script.src === MORE ? this.#moreText() : SDK, status = 'ok' }
      = this.options.hosts[script.src] || {};
    if (status === 'never') {
      return;
    }
    this.#after(after, () => {
      if (status === 'error') {
        script.onerror && script.onerror();
        return;
      }
      this.run({ ok: says, html: '<!DOCTYPE html><title>Login</title>', throws: 'throw new Error("broken")' }[status],
        script);
      script.onload && script.onload();
    });
  }

  #moreText() {
    const debug = (this.options.inline || {}).debug;
    const site = { sdk: [FIRST, SECOND], domains: [], sign: SIGN, causes: CAUSES, ...this.options.site };
    return `${source('more.js')}(${JSON.stringify(site)},${(debug ? PARTS_WITH_DEBUG : PARTS).map(source).join(',')})`;
  }

  /** A picture is loaded where the test says its size; where the test says nothing of pictures, it never comes. */
  #image() {
    const page = this;
    return class {
      set src(url) {
        const { images } = page.options;
        const size = images && images[url];
        page.#after(10, () => {
          if (size) {
            [this.naturalWidth, this.naturalHeight] = size;
            this.onload();
          } else if (images) {
            this.onerror();
          }
        });
      }
    };
  }

  #xhr() {
    const page = this;
    return class {
      status = 0;
      responseText = '';
      open(method, url) {
        this.method = method;
        this.url = decodeURIComponent(url.split('?url=')[1]);
      }
      setRequestHeader(name, value) {
        this.sent = { ...this.sent, [name]: value };
      }
      getResponseHeader(name) {
        return (this.headers || {})[name] || null;
      }
      send(body) {
        if (this.method === 'POST') {
          page.reports.push({ url: this.url, type: this.sent['Content-Type'], ...JSON.parse(body) });
          return;
        }
        page.signRequests.push(this.url);
        const answer = page.options.sign(this.url, page.signRequests.length);
        if (answer === 'never') {
          page.#after(this.timeout, () => this.onloadend());
          return;
        }
        const { status = 200, text, after = 15, headers } = answer;
        page.#after(after, () => {
          this.status = status;
          this.headers = headers;
          this.responseText = text === undefined ? JSON.stringify({
            appId: 'wx0123456789abcdef', timestamp: page.#seconds(), nonceStr: 'asked', signature: this.url,
            jsApiList: ['checkJsApi'],
          }) : text;
          this.onloadend();
        });
      }
    };
  }

  /** Here a signature is the address that was signed. */
  #bridge() {
    const page = this;
    const bridge = {
      on() {},
      invoke(name, params, back = () => {}) {
        if (name !== 'preVerifyJSAPI') {
          page.#after(1, () => back({ err_msg: (page.options.answers || {})[name] || `${name}:ok` }));
          return;
        }
        const { verdictAfter = 5 } = page.options;
        page.#after(verdictAfter.call ? verdictAfter(params) : verdictAfter, () => {
          const shown = withoutFragment(page.href);
          const landing = withoutFragment(page.landing);
          const right = { landing: [landing], shown: [shown], both: [landing, shown], none: [] }[page.options.verifies];
          const ok = !page.options.says && right.includes(params.verifySignature);
          page.verdicts.push({ signed: params.verifySignature, apis: params.verifyJsApiList, ok });
          back({
            err_msg: `preVerifyJSAPI:${page.options.says || (ok ? 'ok' : 'fail_invalid signature')}`,
            ...(!ok && page.options.realAuthUrl ? { realAuthUrl: page.options.realAuthUrl(right) } : {}),
          });
        });
      },
    };
    return this.options.frozen ? Object.freeze(bridge) : bridge;
  }
}
