/*
 * Names what is wrong, by the names of causes.json, and reports it to the server at site.sign: each cause once in ten
 * minutes of a visit, and never that all is well.
 */
(page => {
  const MEMORY = 'wxconfig.reported';
  const AGAIN = 600000;
  // From then on a copy of a page is an old one.
  const OLD = 300;
  const PARTS = /^(https?):\/\/(\[[^\]]*\]|[^\/?:]*)(:\d+)?([^?]*)/;
  const NAMES = ['', 'scheme', 'host', 'port'];

  const { site, hashOf, landing } = page;
  const framed = window.top !== window;

  function decoded(url) {
    try {
      return decodeURIComponent(url);
    } catch (e) {
      return url;
    }
  }

  // By the cause of the difference: what makes one of both.
  const SAME = [
    ['entity', url => url.replace(/&amp;/g, '&')],
    ['encoding', decoded],
    ['session', url => url.replace(/;jsessionid=[^;?\/]*/i, '')],
    ['trailing-slash', url => url.replace(/\/(?=\?|$)/, '')],
    ['oauth', url => {
      const [path, ...query] = url.split('?');
      return path + '?' + query.join('?').split('&').filter(pair => !/^(code|state)=/.test(pair)).join('&');
    }]
  ];

  function difference(one, other) {
    const ours = PARTS.exec(one);
    const theirs = PARTS.exec(other);
    if (!ours || !theirs) {
      return 'address';
    }
    const part = NAMES.find((name, i) => name && ours[i] !== theirs[i]);
    const [same] = SAME.find(([, make]) => make(one) === make(other)) || [];
    return part || (same === 'trailing-slash' && one.includes('?') ? 'query-slash' : same)
      || (ours[4] !== theirs[4] ? 'path' : 'query');
  }

  // Without debug the page has the hash of the address that was signed, and no more.
  function signedFor(url) {
    const other = url.replace(/^http(s?)/, (all, s) => s ? 'http' : 'https');
    const guesses = [landing, other, ...[url, other].map(one => one.replace(/:\d+/, '')), url.split('?')[0], encodeURI(url),
      url.replace(/&/g, '&amp;'), url.replace(/\/?(\?|$)/, '/$1'), ...SAME.map(([, make]) => make(url)), SAME[4][1](url).replace(/\?$/, '')];
    return page.url || guesses.find(guess => hashOf(guess) === page.hash);
  }

  function ofHost(url, real) {
    const [, , host, port] = PARTS.exec(url) || [];
    return framed && !real.includes(url) ? 'frame'
      : /^\[|^\d+(\.\d+){3}$/.test(host) ? 'ip'
        : /^[^.]*$|\.local(host|domain)?$/.test(host) ? 'localhost'
          : port ? 'usual-port'
            : /^[^.]+\.((com|net|org|gov|edu)\.)?[a-z]+$/.test(host) ? 'www' : 'domain';
  }

  const isOld = () => (page.time || Date.now() / 1000) - page.config().timestamp > OLD;

  function ofSignature({ url, signedUrl, real, again }) {
    return framed && !real.includes(url) ? 'frame'
      : real.length > 0 && !real.includes(signedUrl)
        ? (real.includes(landing) && landing !== url ? 'landing'
          : real.includes(url) && signedUrl === landing ? 'replaced' : difference(signedUrl, real[0]))
        : again || real.length > 0 || signedUrl === url && landing === url ? (isOld() && !again ? 'cached' : 'ticket')
          : signedUrl === url ? 'landing' : signedUrl === landing ? 'replaced' : difference(signedUrl, url);
  }

  // A refusal of wx.config, or of an API that was called.
  function ofRefusal(detail) {
    const { errMsg, url, real, api, asked } = detail;
    return /subscribe/i.test(errMsg) ? 'follower'
      : api ? (/not.?exist|not.?support/i.test(errMsg) ? (/wechatdevtools/i.test(navigator.userAgent) ? 'devtools' : 'old-client')
        : asked && !asked.includes(api) ? 'not-listed' : page.ok ? 'permission' : 'early')
        : /url.?domain|40048/i.test(errMsg) ? ofHost(url, real)
          : /appid|40013/i.test(errMsg) ? 'app-id'
            : /signature|63002/i.test(errMsg) ? ofSignature(detail)
              : /^config:fail$/.test(errMsg) ? 'changed' : 'unknown';
  }

  // The last thing that was reported of each cause, so that a visit of many pages reports it rarely.
  function isDue(cause) {
    try {
      const times = JSON.parse(sessionStorage.getItem(MEMORY)) || {};
      const due = !(Date.now() - times[cause] < AGAIN);
      times[cause] = due ? Date.now() : times[cause];
      sessionStorage.setItem(MEMORY, JSON.stringify(times));
      return due;
    } catch (e) {
      return true;
    }
  }

  function report(cause, { url, signedUrl, errMsg, real, healed }) {
    if (site.sign && isDue(cause)) {
      const request = new XMLHttpRequest();
      request.open('POST', site.sign + '?url=' + encodeURIComponent(url));
      request.setRequestHeader('Content-Type', 'application/json');
      request.send(JSON.stringify({ cause, errMsg, signed: signedUrl, verified: real, healed }));
    }
  }

  // What a refusal says of the addresses that were verified: a text, several with commas, a list, or JSON in a text.
  page.real = ({ realAuthUrl }) => {
    let found = realAuthUrl || [];
    try {
      found = JSON.parse(found);
    } catch (e) {
      // It is what it is.
    }
    return [].concat(found)
      .reduce((all, text) => all.concat(String(text).split(/,(?=https?:)/)), [])
      .map(text => text.trim().split('#')[0])
      .filter(text => /^https?:\/\/./.test(text));
  };

  /*
   * detail: cause (where it is known), errMsg (WeChat's) or what (ours), url (that is shown), signedUrl, real (the addresses
   * that WeChat names), api, asked (the APIs that are allowed), again (whether a new signature was refused as well), healed
   * (whether the page works all the same). Gives back the cause.
   */
  page.trouble = detail => {
    const cause = detail.cause || ofRefusal(detail);
    report(cause, detail);
    if (page.explain) {
      page.explain(cause, detail);
    } else if (!detail.healed && (detail.what || detail.errMsg)) {
      console.error('wxconfig: ' + (detail.what || 'WeChat refuses this page: "' + detail.errMsg + '"') + ', cause: ' + cause
        + '. debug=true explains it here, and the manual on its page on troubleshooting');
    }
    return cause;
  };

  // What cures a page with a new signature: the first one was old, or its call of wx.config is the page's own.
  page.curedBy = () => isOld() ? 'cached' : 'own-call';

  // Why the address that was signed is not the one in the browser; nothing where it is.
  page.mismatch = url => {
    const signedUrl = signedFor(url);
    const cause = hashOf(url) === page.hash ? ''
      : signedUrl === landing ? (page.spa ? '' : 'replaced')
        : signedUrl ? difference(signedUrl, url) : 'address';
    return cause && { cause, url, signedUrl, real: [], healed: !!site.sign };
  };
})
