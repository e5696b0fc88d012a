/*
 * Has the official script come from the other hosts where the first has failed, or has not come in time. Whatever comes
 * first counts, and the console is told where nothing does.
 */
(page => {
  const LATE = 3000;
  const { sdk: hosts } = page.site;
  // Ours alone have the page's nonce for certain.
  const first = [...document.scripts].find(script => script.own);
  let used = 1;
  let forbidden = false;

  const rules = { createScriptURL: url => url };
  let policy = rules;
  if (window.trustedTypes) {
    try {
      policy = trustedTypes.createPolicy('wxconfig', rules);
    } catch (e) {
      // The policy of the page does not know us; it may still take a text.
    }
  }

  function next() {
    if (page.sdk) {
      return;
    }
    if (used === hosts.length) {
      used++;
      setTimeout(() => page.trouble({
        cause: forbidden ? 'policy' : 'script', url: page.shown(), real: [],
        what: 'the official script cannot be loaded from ' + hosts.join(' nor ') + '; what the page asks of wx waits for it'
      }));
      return;
    }
    if (used > hosts.length) {
      return;
    }
    let waiting = true;
    const done = () => {
      if (waiting) {
        waiting = false;
        next();
      }
    };
    try {
      const script = document.createElement('script');
      script.own = 1;
      script.nonce = first ? first.nonce : '';
      script.onload = script.onerror = done;
      script.src = policy.createScriptURL(hosts[used]);
      used++;
      setTimeout(done, LATE);
      document.documentElement.append(script);
    } catch (e) {
      used++;
      forbidden = true;
      console.error('wxconfig: the page\'s policy forbids ' + hosts[used - 1] + ': ' + e.message);
      next();
    }
  }

  document.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
    forbidden = forbidden || blockedURI && hosts.some(host => host.startsWith(blockedURI));
  });

  // Where the inline part has given up waiting, sdk is there and undefined.
  page.awaitScript = () => {
    if ('sdk' in page && used === 1) {
      next();
    }
  };
})
