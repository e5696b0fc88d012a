/*
 * Gives WeChat the page's share card when both the document and WeChat are ready, and again after each wx.config. What
 * the card lacks is read from the page, whose tags stand behind the inline part. A card that a script of the page sets
 * itself stays.
 */
(page => {
  const { domains } = page.site;
  let { card } = page;
  const OLD = { updateAppMessageShareData: 'onMenuShareAppMessage', updateTimelineShareData: 'onMenuShareTimeline' };
  const client = /micromessenger\/(\d+)\.(\d+)(?:\.(\d+))?/i.exec(navigator.userAgent);
  const isOld = client ? 6007002 > client[1] * 1e6 + client[2] * 1e3 + (client[3] || 0) * 1 : false;
  const official = {};
  const own = {};
  const listening = {};
  const told = new Set();
  let landing;
  let landingLink;
  let sdk;
  let queued = false;
  // Without the first one, which asks for no new attempts.
  let configs;
  let attempts = 0;
  let timer;

  function tell(problem) {
    if (page.debug && !told.has(problem)) {
      told.add(problem);
      console.warn('wxconfig: the share card of this page: ' + problem);
    }
  }

  function trimmed(text) {
    return (text || '').trim();
  }

  function hasWord(element, name, word) {
    return (' ' + (element.getAttribute(name) || '').toLowerCase().replace(/\s+/g, ' ') + ' ').indexOf(' ' + word + ' ') !== -1;
  }

  function first(tag, content, matches) {
    const all = [...document.getElementsByTagName(tag)];
    for (const element of all) {
      const text = matches(element) ? trimmed(element.getAttribute(content)) : '';
      if (text) {
        return text;
      }
    }
    return '';
  }

  function meta(name) {
    return first('meta', 'content', function (element) {
      return hasWord(element, 'property', name) || hasWord(element, 'name', name);
    });
  }

  function resolved(url) {
    const anchor = document.createElement('a');
    anchor.href = url;
    return anchor;
  }

  function absolute(field, url) {
    const href = url ? resolved(url).href : '';
    if (/^https?:\/\/[^\/]/i.test(href)) {
      return href;
    }
    if (url) {
      tell(field + ' is no http or https address, and is left out: ' + url);
    }
    return '';
  }

  function isAllowed(url) {
    const host = '.' + resolved(url).hostname;
    return host === '.' + location.hostname || domains.some(function (domain) {
      return host.slice(-domain.length - 1) === '.' + domain;
    });
  }

  function refused(url) {
    return 'is at ' + resolved(url).hostname + ', and WeChat refuses a link outside the JS-safe domains of the account. Give one of this site, or name its domain in allowedHosts.';
  }

  // Without what WeChat has added to tell how this visitor came: the next one comes another way.
  function ownLink() {
    const parts = page.shown().split('?');
    const path = parts.shift();
    if (parts.length === 0) {
      return path;
    }
    const query = parts.join('?').split('&');
    const kept = query.filter(function (parameter) {
      return !/^(from=(singlemessage|groupmessage|timeline)|isappinstalled=\d)$/.test(parameter);
    });
    return kept.length === 0 ? path : path + '?' + kept.join('&');
  }

  function declaredLink() {
    const link = absolute('og:url', meta('og:url')) || absolute('the canonical link', first('link', 'href', function (element) {
      return hasWord(element, 'rel', 'canonical');
    }));
    // A router changes the address and often leaves the tags of the page before.
    if (landing === undefined) {
      landing = page.shown();
      landingLink = link;
    }
    if (!link) {
      return '';
    }
    if (!isAllowed(link)) {
      tell('og:url or the canonical link ' + refused(link) + ' The address of the page takes its place.');
      return '';
    }
    return link === landingLink ? (page.shown() === landing ? link : '') : link;
  }

  function read() {
    let link = absolute('link', card.link);
    if (link) {
      if (!isAllowed(link)) {
        tell('link ' + refused(link));
      }
    } else {
      link = declaredLink() || ownLink();
    }
    const title = trimmed(card.title) || meta('og:title') || trimmed(document.title);
    if (!title) {
      tell('there is no title: the page has neither og:title nor a title element. Its address takes the place.');
    }
    const imgUrl = absolute('imgUrl', card.imgUrl) || absolute('og:image', meta('og:image:secure_url') || meta('og:image') || meta('og:image:url'));
    if (!imgUrl) {
      tell('there is no image: give the page an og:image.');
    } else if (location.protocol === 'https:' && /^http:/i.test(imgUrl)) {
      tell('its image is http, and the page is https. Clients leave out such an image; give its https address: ' + imgUrl);
    }
    return {
      title: title || link,
      desc: trimmed(card.desc) || meta('og:description') || meta('description'),
      link: link,
      imgUrl: imgUrl
    };
  }

  // For old clients, which ask when the visitor picks the menu entry; the official script reads the values then.
  function listen(api, data) {
    if (listening[api]) {
      Object.assign(listening[api], data);
    } else {
      listening[api] = data;
      official[OLD[api]](data);
    }
  }

  function send(api) {
    const data = read();
    if (own[api]) {
      return;
    }
    if (isOld || listening[api] || !official[api]) {
      listen(api, data);
      return;
    }
    data.fail = function (answer) {
      if (/function.not.exist/i.test(answer.errMsg)) {
        listen(api, read());
      } else if (configs <= 0 || attempts === 5) {
        tell('WeChat answers ' + answer.errMsg + '.');
      } else {
        // The new address may not be verified yet, and the official script tells of the first time only.
        clearTimeout(timer);
        timer = setTimeout(function () {
          attempts++;
          plan();
        }, 250 * Math.pow(2, attempts));
      }
    };
    official[api](data);
  }

  // What a script of the page sets itself stays.
  function watch(name, api) {
    official[name] = sdk[name];
    if (official[name]) {
      sdk[name] = data => {
        own[api] = true;
        return official[name](data);
      };
    }
  }

  function plan() {
    if (!card || !sdk || queued || document.readyState === 'loading') {
      return;
    }
    if (page.judgeCard) {
      page.judgeCard(read());
    }
    queued = true;
    // In a moment, when the page's own calls are made.
    sdk.ready(() => setTimeout(() => {
      queued = false;
      if (card) {
        send('updateAppMessageShareData');
        send('updateTimelineShareData');
      }
    }));
  }

  // Before the page's own calls are made.
  page.dress = (found, configured) => {
    sdk = found;
    configs = configured ? 0 : -1;
    Object.keys(OLD).forEach(api => {
      watch(api, api);
      watch(OLD[api], api);
    });
    const config = sdk.config;
    sdk.config = argument => {
      config(argument);
      configs++;
      attempts = 0;
      plan();
    };
    plan();
  };

  page.share = later => {
    card = later;
    plan();
  };

  document.addEventListener('DOMContentLoaded', plan);
})
