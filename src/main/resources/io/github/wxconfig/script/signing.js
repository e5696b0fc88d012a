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

  // A signature of less than a minute is as good as a new one.
  const NEW = 60000;

  const { site, shown, hashOf, landing } = page;
  const iPhone = /iphone|ipad|ipod/i.test(navigator.userAgent);
  // By the hash of the address: an argument of wx.config, and until when it serves.
  const signed = new Map();
  const asking = new Map();
  // Copies that were handed over.
  const copies = new Set();
  const configured = new Set();
  // The addresses that were signed anew, as the signature that came with the page was refused.
  const renewed = new Set();
  let settled;
  let current;
  let running = false;
  let timer;
  let refusal;
  // What has happened since this address was to be verified: lost (the last refusal), anew (whether another signature is
  // tried), quiet (whether the page has heard of the refusal), own (what the page's own call did wrong).
  let chain = {};
  // Lets the page hear of a refusal that was kept from it.
  let release = () => {};
  // What the attempt that is under way says of a refusal: '' (it is not the attempt's), 'kept' (from the page), or 'told'.
  let heard = () => '';
  // While the official script gets the answer to our own call.
  let ours = false;
  // A refusal of the page's own call, until the attempt has ended.
  let later;
  let watching = false;

  const seconds = () => Date.now() / 1000;
  const say = text => page.debug && console.info('wxconfig: ' + text);
  const fail = text => console.error('wxconfig: ' + text);

  const keep = ({ hash, config, until, asked }) => signed.set(hash, { config, asked, until: until || Infinity });

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

  // Calls back with the argument of wx.config, or with null and the reason.
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
    const config = Object.assign({}, page.config, { appId, timestamp, nonceStr, signature });
    keep({ hash: hashOf(url), config, until: until || seconds() + FRESH, asked: Date.now() });
    page.time = timestamp;
    // By the server's clock, since the visitor's may be wrong.
    if (hashOf(url) === page.hash && ends < timestamp && !chain.anew) {
      page.trouble({ cause: 'cached', url, signedUrl: url, real: [], healed: true });
    }
    return config;
  }

  function candidates(url) {
    const first = remembered() || (iPhone ? 'landing' : 'shown');
    return first === 'landing' ? [landing, url] : [url, landing];
  }

  // The addresses of this site that a refusal names.
  const named = answer => page.real(answer).filter(url => url.startsWith(location.origin + '/'));

  const isNew = url => Date.now() - (signed.get(hashOf(url)) || {}).asked < NEW;

  // Whether another signature may be what the page lacks: a copy may be old, and the server may have another ticket.
  function mayRenew(url, { message, ...answer }) {
    const real = page.real(answer);
    return site.sign && /signature|63002/i.test(message) && !renewed.has(url) && !candidates(url).every(isNew)
      && (real.length === 0 || candidates(url).some(one => real.includes(one)));
  }

  function renew(sdk, url, finish) {
    chain.anew = true;
    renewed.add(url);
    candidates(url).filter(one => !isNew(one)).forEach(one => signed.delete(hashOf(one)));
    attempt(sdk, url, candidates(url), [], finish);
  }

  const all = () => [page.sdk, ...copies].filter(Boolean);

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(next, SETTLING);
  }

  function next() {
    const url = shown();
    if (running || url === settled && all().every(sdk => configured.has(sdk))) {
      return;
    }
    const main = all()[0];
    if (!main) {
      return;
    }
    if (url === settled) {
      all().filter(sdk => !configured.has(sdk)).forEach(sdk => configure(sdk, current));
      return;
    }
    chain = {};
    begin(url, done => attempt(main, url, candidates(url), [], done));
  }

  function begin(url, work) {
    const main = all()[0];
    running = true;
    work(done => {
      running = false;
      if (done) {
        settled = url;
        if (current) {
          configured.clear();
          configured.add(main);
          all().filter(sdk => sdk !== main).forEach(sdk => configure(sdk, current));
        }
      }
      const refused = later;
      later = null;
      if (refused) {
        meetRefusal(refused);
      } else if (shown() !== settled) {
        soon();
      }
    });
  }

  function configure(sdk, config) {
    configured.add(sdk);
    if (config) {
      hand(sdk, config);
    }
  }

  // Calls of wx.config that are not made here are the page's own.
  function hand(sdk, config) {
    page.handing = true;
    sdk.config(Object.assign({}, config));
    page.handing = false;
  }

  function attempt(sdk, url, open, tried, finish) {
    const [address, ...rest] = open;
    const others = answer => {
      const real = named(answer);
      return (real.length > 0 ? real : rest).filter(other => other !== address && !tried.includes(other));
    };
    const goesOn = answer => others(answer).length > 0 || mayRenew(url, answer);
    sign(address, (config, problem) => {
      if (shown() !== url) {
        finish(false);
      } else if (config) {
        current = config;
        settled = null;
        give(sdk, config, answer => goesOn(answer) || chain.quiet || shown() !== url, answer => {
          chain.lost = { url, signedUrl: address, errMsg: answer.message, real: page.real(answer) };
          if (shown() !== url) {
            finish(false);
          } else if (answer.message === 'config:ok') {
            remember(address);
            if (chain.anew) {
              page.trouble(Object.assign(chain.lost, { cause: chain.own || page.curedBy(), errMsg: chain.first, healed: true }));
            }
            page.tell('ready', { url, signedUrl: address, errMsg: 'config:ok' });
            finish(true);
          } else if (others(answer).length > 0) {
            say('the client refuses ' + address + ' (' + answer.message + '); another address is tried');
            attempt(sdk, url, others(answer), tried.concat(address), finish);
          } else if (goesOn(answer)) {
            say('the client refuses ' + address + ' (' + answer.message + '); another signature is tried');
            chain.first = answer.message;
            renew(sdk, url, finish);
          } else {
            lose();
            finish(true);
          }
        });
      } else {
        current = null;
        release();
        if (chain.lost) {
          say('there is no other signature to try: ' + problem);
          lose();
        } else {
          fail('the page is not configured: ' + whatDiffers(url) + ', and ' + problem);
          page.tell('error', { url, signedUrl: address, errMsg: problem });
        }
        finish(true);
      }
    });
  }

  function lose() {
    const { url, signedUrl, errMsg } = chain.lost;
    const again = candidates(url).every(isNew);
    refusal = refusal || { errMsg };
    page.tell('error', { url, signedUrl, errMsg, cause: page.trouble(Object.assign(chain.lost, { cause: chain.own, again })) });
  }

  // What was given without us was refused, and the page has heard of it: it is given anew.
  function meetRefusal({ errMsg, realAuthUrl }) {
    if (running) {
      later = { errMsg, realAuthUrl };
      return;
    }
    const url = shown();
    const answer = { message: errMsg, realAuthUrl };
    const open = named(answer).filter(one => one !== url);
    refusal = { errMsg, realAuthUrl };
    chain = {
      quiet: true, own: page.ownCall, first: errMsg, lost: { url, signedUrl: url, errMsg, real: page.real(answer) }
    };
    if (mayRenew(url, answer)) {
      begin(url, done => open.length > 0 ? attempt(page.sdk, url, open, [url], done) : renew(page.sdk, url, done));
    } else if (!renewed.has(url)) {
      lose();
    }
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
      heard = () => '';
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
        const pass = () => {
          ours = true;
          back(answer);
          ours = false;
        };
        if (message === 'config:ok' || !more(result)) {
          refusal = null;
          pass();
        } else if (!chain.quiet) {
          release = pass;
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
    release = () => {};
    heard = answer => {
      const result = { message: answer.errMsg, realAuthUrl: answer.realAuthUrl };
      const again = more(result);
      settle(result);
      return again ? 'kept' : 'told';
    };
    change(listen);
    hand(sdk, config);
    change(invoke);
    if (listening) {
      heard = () => '';
      limit = setTimeout(settle, PATIENCE, { message: 'config:fail no answer' });
    } else {
      limit = setTimeout(settle, NO_REFUSAL, { message: 'config:ok' });
    }
  }

  // The official script knows one listener for refusals: it is ours, and the page's hears what it should hear.
  function listenTo(sdk) {
    const error = sdk.error;
    let listener;
    const pass = answer => {
      refusal = answer;
      if (listener) {
        listener(answer);
      }
    };
    error(answer => {
      const how = ours ? 'told' : heard(answer);
      if (how === 'kept') {
        release = () => pass(answer);
      } else {
        pass(answer);
        how || meetRefusal(answer);
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

  // What a later run of the inline part brings, or a template behind it.
  function take(visit) {
    if (visit.config) {
      keep(visit);
      Object.assign(page, { config: visit.config, hash: visit.hash, url: visit.url });
      // It comes before the address that it is for, which is to be noticed.
      page.spa = page.spa || visit.hash !== hashOf(shown());
    }
    if ('card' in visit) {
      page.share(visit.card);
    }
  }

  const isRefusal = what => !!what && 'errMsg' in what;
  const isVisit = what => !!what && ('hash' in what || 'card' in what);

  function meet(sdk) {
    known = sdk;
    page.dress(sdk, configured.has(sdk));
  }

  const ends = page.until;
  const { told } = page;
  const mismatch = !told.some(isVisit) && page.mismatch(shown());
  if (mismatch) {
    page.trouble(mismatch);
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
    // The official script tells of a refusal once.
    const { sdk } = page;
    const { error } = sdk;
    sdk.error = found => {
      error(found);
      if (refusal) {
        found(refusal);
      }
    };
  }
  // What the inline part tells: a refusal, a visit, a copy that was handed over, or nothing, where it leaves all to this one.
  function hear(what) {
    if (isRefusal(what)) {
      ours || heard(what) || meetRefusal(what);
      return;
    }
    if (!page.wechat) {
      return;
    }
    page.awaitScript();
    if (page.sdk && !known) {
      listenTo(page.sdk);
      meet(page.sdk);
    }
    if (isVisit(what)) {
      take(what);
      soon();
    } else if (what && what !== page.wx) {
      copies.add(what);
    }
    if (page.spa && !watching) {
      watch();
    }
    if (!isVisit(what)) {
      next();
    }
  }

  // From now on the inline part leaves every call of wx.config to this one.
  page.until = 0;
  page.told = { push: hear };
  told.filter(what => !isRefusal(what)).concat(undefined, told.filter(isRefusal).slice(-1)).forEach(hear);
  next();
})
