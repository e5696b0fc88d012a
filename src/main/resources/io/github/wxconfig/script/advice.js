/*
 * While debug is on: tells on the console whether the address that was signed is the one the browser shows, and if it is
 * not, where they part, what causes this as a rule, and which setting cures it. WeChat's refusals are explained as well.
 */
(page => {
  if (!page.debug) {
    return;
  }
  const signed = page.url;
  const PARTS = /^(https?):\/\/(\[[^\]]*\]|[^\/?:]*)(:[0-9]+)?([^?]*)(.*)$/;
  const SESSION = /;jsessionid=[^;?\/]*/i;
  const UNCHANGED = 'let everything between browser and server pass the path and the query on as they came';

  // What WeChat's list of common errors says of them.
  const MEANINGS = [
    ['invalid url domain', 'The host of this page is not one of the account\'s JS-safe domains, is an IP address, or has'
      + ' a port other than 80 and 443. Add it at mp.weixin.qq.com, Settings, Function settings.'],
    ['invalid signature', 'The address above is right, so look at the rest: does appId belong to the secret, and does'
      + ' another system fetch access tokens for this account? Let every system use stable_token.'],
    ['invalid appid', 'appId is not that of an account which WeChat knows, or not the one that issued the ticket.'],
    ['permission denied', 'The account may not use this API, or it is not in the setting jsApiList.'],
    ['offline verifying', 'The API is not in the setting jsApiList, or was called before wx.ready.'],
    ['function not exist', 'The visitor\'s WeChat is too old for this API.'],
    ['require subscribe', 'This is a test account: the visitor must follow it first.'],
    ['config:fail', 'A value of wx.config is missing: was the script changed on its way to the browser?']
  ];

  function decoded(url) {
    try {
      return decodeURIComponent(url);
    } catch (e) {
      return url;
    }
  }

  function requested() {
    const entries = window.performance && performance.getEntriesByType && performance.getEntriesByType('navigation');
    return entries && entries[0] ? entries[0].name.split('#')[0] : '';
  }

  // The cause and its cure, by the first part that differs.
  function reason(signed, url, changed) {
    const ours = PARTS.exec(signed);
    const theirs = PARTS.exec(url);
    if (theirs === null) {
      return ['this document has no address of its own on the web', 'load it from the address that was signed'];
    }
    if (ours[1] !== theirs[1]) {
      return ours[1] === 'http'
        ? ['scheme: TLS ends at a proxy which does not say so, or which is not trusted',
          'let it send X-Forwarded-Proto (or Forwarded); if its address is public, name it in the setting'
            + ' trustedProxies; or set publicBaseUrl']
        : ['scheme: publicBaseUrl or a proxy says https, but the visitor came by http',
          'correct publicBaseUrl or the proxy\'s X-Forwarded-Proto, or redirect visitors to https'];
    }
    if (ours[2] !== theirs[2]) {
      return ['host: a proxy asks the server by another name',
        'let it send X-Forwarded-Host (or Forwarded, or the Host as it came); if its address is public, name it in the'
          + ' setting trustedProxies; or set publicBaseUrl'];
    }
    if (ours[3] !== theirs[3]) {
      return ['port: a proxy listens on another port than it tells the server',
        'let it send X-Forwarded-Host with the port, or X-Forwarded-Port; or set publicBaseUrl. WeChat itself takes'
          + ' ports 80 and 443 only'];
    }
    if (changed) {
      return ['a script of the page has changed the address by history.pushState or replaceState',
        'change it later, in wx.ready; or set spa=true, so that every address is signed'];
    }
    if (decoded(signed) === decoded(url)) {
      return ['encoding: both mean the same, but are spelt differently; something on the way has re-encoded the address',
        UNCHANGED];
    }
    if (signed.replace(SESSION, '') === url.replace(SESSION, '')) {
      return ['session: ;jsessionid=... is in one of the two addresses', UNCHANGED + '; or keep sessions in cookies only'
        + ' (tracking-mode COOKIE in web.xml)'];
    }
    if (ours[4] !== theirs[4]) {
      return ['path: a proxy shows the application under another path than the server has',
        'set publicBaseUrl to the address under which browsers see the application\'s context root'];
    }
    return ['query: something between browser and server has added, removed or changed parameters', UNCHANGED];
  }

  function complaint(signed, url, changed) {
    let start = 0;
    const why = reason(signed, url, changed);
    while (start < signed.length && signed.charAt(start) === url.charAt(start)) {
      start++;
    }
    return 'the address that was signed is not the one that the browser shows'
      + (page.site.sign ? ', which is signed at ' + page.site.sign + '.' : ': WeChat would answer "invalid signature".')
      + '\n  signed:  ' + signed
      + '\n  browser: ' + url
      + '\n  they part at character ' + (start + 1) + ': "' + signed.slice(start, start + 40) + '" and "' + url.slice(start, start + 40)
      + '"\n  cause:   ' + why[0] + '.\n  cure:    ' + why[1] + '.';
  }

  function meaning(message, same) {
    if (!same) {
      return 'The addresses differ, see above.';
    }
    const known = MEANINGS.find(([start]) => message.includes(start));
    return known ? known[1] : 'WeChat says no more of this.';
  }

  function compare(signed, url, changed) {
    if (url === signed) {
      console.info('wxconfig: the address that was signed is the one that the browser shows: ' + signed);
    } else {
      console.error('wxconfig: ' + complaint(signed, url, changed));
    }
  }

  const first = page.shown();
  compare(signed, first, requested() === signed);
  document.addEventListener('wxconfig:error', event => {
    const detail = event.detail;
    if (!detail.errMsg.startsWith('config:')) {
      return;
    }
    if (detail.url !== first) {
      compare(detail.signedUrl, detail.url, true);
    }
    console.error('wxconfig: WeChat says "' + detail.errMsg + '". ' + meaning(detail.errMsg, detail.url === detail.signedUrl));
  });
})
