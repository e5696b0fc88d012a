/*
 * Configures for the address that the browser shows, whatever brought it there: a proxy that rewrites, a cached copy
 * whose ticket has ended, a script that calls pushState or replaceState, a visit that runs the inline part again. What
 * is not signed yet is signed at site.sign, each address once.
 *
 * Clients do not agree on the address that they verify: on iOS it is the one that the document was loaded from, on
 * Android the one that is shown, or either. A refusal that names the right one (realAuthUrl) is followed; a refusal that
 * is followed by another attempt stays with us.
 */
(page => {
  const MEMORY = 'wxconfig.verifies';
  const SETTLING = 50;
  const PATIENCE = 10000;
  // How long a refusal takes at most, where the client's bridge cannot be listened to.
  const NO_REFUSAL = 3000;
  const RETRY = 1000;
  const LONGEST_RETRY = 30000;
  // How long an answer serves that does not tell its end.
  const FRESH = 300;

  const { site, shown, hashOf } = page;
  const landing = requested().split('#')[0];
  const iPhone = /iphone|ipad|ipod/i.test(navigator.userAgent);
  // By the hash of the address: what makes an argument of wx.config, and until when it serves.
  const signed = new Map();
  const asking = new Map();
  const configured = new Set();
  let settled;
  let current;
  let running = false;
  let timer;
  let refusal;
  let heard = () => {};
  let watching = false;

  // What a script has replaced before ours ran is known here alone.
  function requested() {
    const entries = window.performance && performance.getEntriesByType && performance.getEntriesByType('navigation');
    return entries && entries[0] && entries[0].name || page.at;
  }

  const seconds = () => Date.now() / 1000;
  const say = text => page.debug && console.info('wxconfig: ' + text);
  const fail = text => console.error('wxconfig: ' + text);

  const keep = ({ hash, config, until }) => signed.set(hash, { config, until: until || Infinity });

  function find(url) {
    const known = signed.get(hashOf(url));
    return known && known.until > seconds() ? known.config : null;
  }

  function remembered() {
    try {
      return sessionStorage.getItem(MEMORY);
    } catch (e) {
      return null;
    }
  }

  function remember(url) {
    if (shown() !== landing) {
      try {
        sessionStorage.setItem(MEMORY, url === landing ? 'landing' : 'shown');
      } catch (e) {
        say('this session cannot remember which address the client verifies');
      }
    }
  }

  // Calls back with a function that makes the argument of wx.config, or with null and the reason.
  function sign(url, done) {
    const known = find(url);
    if (known) {
      done(known);
    } else if (!site.sign) {
      done(null, 'signPath is switched off');
    } else if (asking.has(url)) {
      asking.get(url).push(done);
    } else {
      asking.set(url, [done]);
      ask(url, true, (config, problem) => {
        const waiting = asking.get(url);
        asking.delete(url);
        waiting.forEach(one => one(config, problem));
      });
    }
  }

  function ask(url, again, done) {
    const request = new XMLHttpRequest();
    request.open('GET', site.sign + '?url=' + encodeURIComponent(url));
    request.timeout = PATIENCE;
    request.onloadend = () => {
      let answer;
      try {
        answer = JSON.parse(request.responseText);
      } catch (e) {
        answer = null;
      }
      if (request.status === 200 && answer && answer.signature) {
        done(accept(url, answer));
        return;
      }
      const problem = request.status === 0
        ? site.sign + ' cannot be reached or does not answer; a Content-Security-Policy must allow it (connect-src)'
        : site.sign + ' answers ' + request.status + ' ' + (answer && answer.error || 'and no signature');
      if (again && request.status === 503) {
        const wait = Number(request.getResponseHeader('Retry-After')) * 1000;
        setTimeout(() => ask(url, false, done), Math.min(wait > 0 ? wait : RETRY, LONGEST_RETRY));
      } else {
        done(null, problem);
      }
    };
    request.send();
  }

  // The page's own names stay: a page may have asked for more than the application has.
  function accept(url, { appId, timestamp, nonceStr, signature, until }) {
    const own = page.config;
    const config = () => Object.assign(own(), { appId, timestamp, nonceStr, signature });
    keep({ hash: hashOf(url), config, until: until || seconds() + FRESH });
    return config;
  }

  function candidates(url) {
    const first = remembered() || (iPhone ? 'landing' : 'shown');
    return first === 'landing' ? [landing, url] : [url, landing];
  }

  // What a refusal says of the address that was verified: a text or a list.
  function named(answer) {
    return [].concat(answer.realAuthUrl || [])
      .reduce((all, text) => all.concat(String(text).split(/,(?=https?:)/)), [])
      .map(text => text.trim().split('#')[0])
      .filter(text => text.startsWith(location.origin + '/'));
  }

  function all() {
    return (page.sdk ? [page.sdk] : []).concat(page.sdks);
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(next, SETTLING);
  }

  function next() {
    const url = shown();
    if (running || url === settled && all().every(sdk => configured.has(sdk))) {
      return;
    }
    const main = page.sdk || page.sdks[0];
    if (!main) {
      return;
    }
    if (url === settled) {
      all().filter(sdk => !configured.has(sdk)).forEach(sdk => configure(sdk, current));
      return;
    }
    running = true;
    attempt(main, url, candidates(url), [], done => {
      running = false;
      if (done) {
        settled = url;
        if (current) {
          configured.clear();
          configured.add(main);
          all().filter(sdk => sdk !== main).forEach(sdk => configure(sdk, current));
        }
      }
      if (shown() !== settled) {
        soon();
      }
    });
  }

  function configure(sdk, config) {
    configured.add(sdk);
    if (config) {
      sdk.config(config());
    }
  }

  function attempt(sdk, url, open, tried, finish) {
    const [address, ...rest] = open;
    const others = answer => {
      const real = named(answer);
      return (real.length > 0 ? real : rest).filter(other => other !== address && !tried.includes(other));
    };
    sign(address, (config, problem) => {
      if (shown() !== url) {
        finish(false);
      } else if (config) {
        current = config;
        settled = null;
        give(sdk, config, answer => others(answer).length > 0 || shown() !== url, answer => {
          if (shown() !== url) {
            finish(false);
          } else if (answer.message === 'config:ok') {
            remember(address);
            page.tell('ready', { url, signedUrl: address, errMsg: 'config:ok' });
            finish(true);
          } else if (others(answer).length > 0) {
            say('the client refuses ' + address + ' (' + answer.message + '); another address is tried');
            attempt(sdk, url, others(answer), tried.concat(address), finish);
          } else {
            page.tell('error', { url, signedUrl: address, errMsg: answer.message });
            finish(true);
          }
        });
      } else {
        current = null;
        fail('the page is not configured: ' + whatDiffers(url) + ', and ' + problem);
        page.tell('error', { url, signedUrl: address, errMsg: problem });
        finish(true);
      }
    });
  }

  function whatDiffers(url) {
    if (hashOf(url) === page.hash) {
      return 'the ticket of this copy of ' + url + ' has ended';
    }
    const ours = page.url || (hashOf(landing) === page.hash ? landing : 'another address (debug=true names it)');
    return 'the server has signed ' + ours + ', the browser shows ' + url;
  }

  // One call of wx.config. Refusals that answer to more(answer) do not reach the SDK.
  function give(sdk, config, more, done) {
    const bridge = window.WeixinJSBridge;
    if (!bridge) {
      document.addEventListener('WeixinJSBridgeReady', () => give(sdk, config, more, done), { once: true });
      return;
    }
    const invoke = bridge.invoke;
    let listening = false;
    let limit;
    const settle = answer => {
      clearTimeout(limit);
      heard = () => {};
      done(answer);
      done = () => {};
    };
    function listen(name, params, back) {
      if (name !== 'preVerifyJSAPI') {
        return invoke.apply(bridge, arguments);
      }
      listening = true;
      return invoke.call(bridge, name, params, answer => {
        const message = String(answer.err_msg || answer.errMsg).replace(/^preVerifyJSAPI:/, 'config:')
          .replace('fail_', '').replace(/_/g, ' ');
        const result = { message, realAuthUrl: answer.realAuthUrl };
        if (message === 'config:ok' || !more(result)) {
          refusal = null;
          back(answer);
        }
        settle(result);
      });
    }
    const change = to => {
      try {
        bridge.invoke = to;
      } catch (e) {
        say('the bridge cannot be changed');
      }
    };
    refusal = null;
    heard = answer => {
      const result = { message: answer.errMsg, realAuthUrl: answer.realAuthUrl };
      const again = more(result);
      settle(result);
      return again;
    };
    change(listen);
    sdk.config(config());
    change(invoke);
    if (listening) {
      heard = () => false;
      limit = setTimeout(settle, PATIENCE, { message: 'config:fail no answer' });
    } else {
      limit = setTimeout(settle, NO_REFUSAL, { message: 'config:ok' });
    }
  }

  // The official script knows one listener for refusals: it is ours, and the page's hears what it should hear.
  function listenTo(sdk) {
    const error = sdk.error;
    let listener;
    error(answer => {
      if (!heard(answer)) {
        refusal = answer;
        if (listener) {
          listener(answer);
        }
      }
    });
    sdk.error = found => {
      listener = found;
      if (refusal) {
        found(refusal);
      }
    };
  }

  function watch() {
    watching = true;
    ['pushState', 'replaceState'].forEach(name => {
      const original = history[name];
      history[name] = function () {
        const result = original.apply(history, arguments);
        soon();
        return result;
      };
    });
    window.addEventListener('popstate', soon);
  }

  function take(visit) {
    if (visit && visit.config) {
      keep(visit);
      Object.assign(page, { config: visit.config, hash: visit.hash, url: visit.url });
      // It comes before the address that it is for, which is to be noticed.
      page.spa = page.spa || visit.hash !== hashOf(shown());
    }
    if (visit && 'card' in visit) {
      page.share(visit.card);
    }
    if (page.spa && !watching) {
      watch();
    }
  }

  function meet(sdk) {
    known = sdk;
    page.dress(sdk, configured.has(sdk));
  }

  keep(page);
  let known;
  if (page.sdk) {
    if (find(shown())) {
      settled = shown();
      current = page.config;
      configured.add(page.sdk);
    }
    meet(page.sdk);
  }
  // From now on the inline part leaves every call of wx.config to this one.
  page.until = 0;
  page.more = visit => {
    if (page.wechat) {
      page.awaitScript();
      if (page.sdk && !known) {
        listenTo(page.sdk);
        meet(page.sdk);
      }
      take(visit);
      visit ? soon() : next();
    }
  };
  page.more(page.next);
  next();
})
