/*
 * Gives WeChat the page's share card when both the document and WeChat are ready, and again after each wx.config. What
 * the card lacks is read from the page, whose tags stand behind this script. A card that a script of the page sets
 * itself stays.
 *
 * card: what the server knows, or null for none; domains: the account's JS-safe domains, or an empty array while they
 * are not known; debug: whether to tell on the console what WeChat will not show.
 */
(function (card, domains, debug) {
  var EMPTY = '';
  var OLD = { updateAppMessageShareData: 'onMenuShareAppMessage', updateTimelineShareData: 'onMenuShareTimeline' };
  var client = /micromessenger\/(\d+)\.(\d+)(?:\.(\d+))?/i.exec(navigator.userAgent);
  var isOld = client ? 6007002 > client[1] * 1e6 + client[2] * 1e3 + (client[3] || 0) * 1 : false;
  var official = {};
  var own = {};
  var listening = {};
  var told = {};
  var landing;
  var landingLink;
  var queued = false;
  var configs = 0;
  var attempts = 0;
  var timer;

  function tell(problem) {
    if (debug) {
      if (told[problem] !== problem) {
        told[problem] = problem;
        console.warn('wxconfig: the share card of this page: ' + problem);
      }
    }
  }

  function address() {
    return location.href.split('#')[0];
  }

  function trimmed(text) {
    return (text || EMPTY).trim();
  }

  function hasWord(element, name, word) {
    return (' ' + (element.getAttribute(name) || EMPTY).toLowerCase().replace(/\s+/g, ' ') + ' ').indexOf(' ' + word + ' ') !== -1;
  }

  function first(tag, content, matches) {
    var all = document.getElementsByTagName(tag);
    for (var i = 0; i !== all.length; i++) {
      var text = matches(all[i]) ? trimmed(all[i].getAttribute(content)) : EMPTY;
      if (text) {
        return text;
      }
    }
    return EMPTY;
  }

  function meta(name) {
    return first('meta', 'content', function (element) {
      return hasWord(element, 'property', name) || hasWord(element, 'name', name);
    });
  }

  function resolved(url) {
    var anchor = document.createElement('a');
    anchor.href = url;
    return anchor;
  }

  function absolute(field, url) {
    var href = url ? resolved(url).href : EMPTY;
    if (/^https?:\/\/[^\/]/i.test(href)) {
      return href;
    }
    if (url) {
      tell(field + ' is no http or https address, and is left out: ' + url);
    }
    return EMPTY;
  }

  function isAllowed(url) {
    var host = '.' + resolved(url).hostname;
    return host === '.' + location.hostname || domains.some(function (domain) {
      return host.slice(-domain.length - 1) === '.' + domain;
    });
  }

  function refused(url) {
    return 'is at ' + resolved(url).hostname + ', and WeChat refuses a link outside the JS-safe domains of the account. Give one of this site, or name its domain in allowedHosts.';
  }

  // Without what WeChat has added to tell how this visitor came: the next one comes another way.
  function ownLink() {
    var parts = address().split('?');
    var path = parts.shift();
    if (parts.length === 0) {
      return path;
    }
    var query = parts.join('?').split('\x26');
    var kept = query.filter(function (parameter) {
      return !/^(from=(singlemessage|groupmessage|timeline)|isappinstalled=\d)$/.test(parameter);
    });
    return kept.length === 0 ? path : path + '?' + kept.join('\x26');
  }

  function declaredLink() {
    var link = absolute('og:url', meta('og:url')) || absolute('the canonical link', first('link', 'href', function (element) {
      return hasWord(element, 'rel', 'canonical');
    }));
    // A router changes the address and often leaves the tags of the page before.
    if (landing === undefined) {
      landing = address();
      landingLink = link;
    }
    if (!link) {
      return EMPTY;
    }
    if (!isAllowed(link)) {
      tell('og:url or the canonical link ' + refused(link) + ' The address of the page takes its place.');
      return EMPTY;
    }
    return link === landingLink ? (address() === landing ? link : EMPTY) : link;
  }

  function read() {
    var link = absolute('link', card.link);
    if (link) {
      if (!isAllowed(link)) {
        tell('link ' + refused(link));
      }
    } else {
      link = declaredLink() || ownLink();
    }
    var title = trimmed(card.title) || meta('og:title') || trimmed(document.title);
    if (!title) {
      tell('there is no title: the page has neither og:title nor a title element. Its address takes the place.');
    }
    var imgUrl = absolute('imgUrl', card.imgUrl) || absolute('og:image', meta('og:image:secure_url') || meta('og:image') || meta('og:image:url'));
    if (!imgUrl) {
      tell('there is no image: give the page an og:image.');
    } else if (location.protocol === 'https:') {
      if (/^http:/i.test(imgUrl)) {
        tell('its image is http, and the page is https. Clients leave out such an image; give its https address: ' + imgUrl);
      }
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
    var known = listening[api];
    if (known) {
      for (var name in data) {
        known[name] = data[name];
      }
    } else {
      listening[api] = data;
      official[OLD[api]](data);
    }
  }

  function send(api) {
    var data = read();
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
      } else if (configs === 0 || attempts === 5) {
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
    official[name] = wx[name];
    if (official[name]) {
      wx[name] = function (data) {
        own[api] = true;
        return official[name](data);
      };
    }
  }

  function plan() {
    if (!card || queued || document.readyState === 'loading') {
      return;
    }
    if (debug) {
      read();
    }
    queued = true;
    wx.ready(function () {
      queued = false;
      if (card) {
        send('updateAppMessageShareData');
        send('updateTimelineShareData');
      }
    });
  }

  function start() {
    if (window.wxconfigShare) {
      window.wxconfigShare(card);
    } else if (window.wx) {
      for (var api in OLD) {
        watch(api, api);
        watch(OLD[api], api);
      }
      var config = wx.config;
      wx.config = function () {
        config.apply(wx, arguments);
        configs++;
        attempts = 0;
        plan();
      };
      window.wxconfigShare = function (later) {
        card = later;
        plan();
      };
      document.addEventListener('DOMContentLoaded', plan);
      plan();
    }
  }

  if (window.wx) {
    start();
  } else {
    // The official script comes from the second host.
    window.addEventListener('load', start);
  }
})
