/*
 * Names what is wrong, by the names of causes.json, and reports it to the server at site.sign: each cause once in ten
 * minutes of a visit, and never that all is well.
 */
(page => {
  const MEMORY = 'wxconfig.reported';
  const AGAIN = 600000;
  // The server reads no report of more than 4 KB.
  const LONGEST = 900;
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
    if (framed && !real.includes(url)) {
      return 'frame';
    }
    if (/^\[|^\d+(\.\d+){3}$/.test(host)) {
      return 'ip';
    }
    if (/^[^.]*$|\.local(host|domain)?$/.test(host)) {
      return 'localhost';
    }
    if (port) {
      return 'usual-port';
    }
    return /^[^.]+\.((com|net|org|gov|edu)\.)?[a-z]+$/.test(host) ? 'www' : 'domain';
  }

  // By the clock of the server where it is known, since the visitor's may be wrong.
  page.age = () => (page.time || Date.now() / 1000) - page.config.timestamp;

  function ofSignature({ url, signedUrl, real, again }) {
    if (framed && !real.includes(url)) {
      return 'frame';
    }
    if (real.length > 0 && !real.includes(signedUrl)) {
      return real.includes(landing) && landing !== url ? 'landing'
        : real.includes(url) && signedUrl === landing ? 'replaced' : difference(signedUrl, real[0]);
    }
    if (again || real.length > 0 || signedUrl === url && landing === url) {
      return page.age() > OLD && !again ? 'cached' : 'ticket';
    }
    return signedUrl === url ? 'landing' : signedUrl === landing ? 'replaced' : difference(signedUrl, url);
  }

  function ofRefusal(detail) {
    const { errMsg, url, real } = detail;
    return /subscribe/i.test(errMsg) ? 'follower'
      : /url.?domain|40048/i.test(errMsg) ? ofHost(url, real)
        : /appid|40013/i.test(errMsg) ? 'app-id'
          : /signature|63002/i.test(errMsg) ? ofSignature(detail)
            : /^config:fail$/.test(errMsg) ? 'changed' : 'unknown';
  }

  // When each cause was reported last, so that a visit of many pages reports it rarely.
  let times = {};

  function isDue(cause) {
    try {
      times = JSON.parse(sessionStorage.getItem(MEMORY)) || times;
    } catch (e) {
      // What this page has reported is known all the same.
    }
    if (Date.now() - times[cause] < AGAIN) {
      return false;
    }
    times[cause] = Date.now();
    try {
      sessionStorage.setItem(MEMORY, JSON.stringify(times));
    } catch (e) {
      // As above.
    }
    return true;
  }

  const cut = text => text && text.slice(0, LONGEST);

  function report(cause, { url, signedUrl, errMsg, real, healed }) {
    if (site.sign && isDue(cause)) {
      const request = new XMLHttpRequest();
      request.open('POST', site.sign + '?url=' + encodeURIComponent(url));
      request.setRequestHeader('Content-Type', 'application/json');
      request.send(JSON.stringify({
        cause, errMsg: cut(errMsg), signed: cut(signedUrl), verified: real.slice(0, 2).map(cut), healed
      }));
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
   * that WeChat names), api (that was called), again (whether a new signature was refused as well), healed (whether the page
   * works all the same). Gives back the cause.
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

  // What cures a page with a new signature: the first one was old, or its ticket has been replaced since.
  page.curedBy = () => page.age() > OLD ? 'cached' : 'ticket';

  // Why the address that was signed is not the one in the browser; nothing where it is.
  page.mismatch = url => {
    const signedUrl = signedFor(url);
    const cause = hashOf(url) === page.hash || signedUrl === landing && page.spa ? ''
      : signedUrl === landing ? 'replaced'
        : signedUrl ? difference(signedUrl, url) : 'address';
    return cause && { cause, url, signedUrl, real: [], healed: !!site.sign };
  };
})
