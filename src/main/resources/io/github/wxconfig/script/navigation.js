/*
 * For single-page applications: has each address signed that a script of the page shows by history.pushState or
 * replaceState, or the visitor by going back, and calls wx.config with it. The document hears of it as it does of the
 * first one: wxconfig:ready, or wxconfig:error.
 *
 * Clients do not agree on the address that they verify: most take the one that is shown, some on iOS have been reported
 * to take the one that the page was loaded from. So where one is refused, the other is tried, and what worked is
 * remembered. The page hears of the last refusal only.
 */
(function (endpoint, apis, tags, debug) {
  var MEMORY = 'wxconfig.verifies';
  var VERDICTS = ['wxconfig:ready', 'wxconfig:refused', 'wxconfig:error'];
  var SETTLING = 50;
  var RETRY = 1000;
  var LONGEST_RETRY = 30000;
  var PATIENCE = 10000;
  // How long a refusal takes at most, where nothing tells of an approval.
  var NO_REFUSAL = 3000;

  var landing = shown();
  var configured = landing;
  var running = false;
  var timer = 0;
  var landingFirst = remembered() === 'landing';

  function shown() {
    return location.href.split('#')[0];
  }

  function remembered() {
    try {
      return sessionStorage.getItem(MEMORY);
    } catch (e) {
      return null;
    }
  }

  function remember(verified) {
    landingFirst = verified === landing;
    try {
      sessionStorage.setItem(MEMORY, landingFirst ? 'landing' : 'shown');
    } catch (e) {
      say('this session cannot be told which address the client verifies');
    }
  }

  function say(text) {
    if (debug ? window.console : false) {
      console.info('wxconfig: ' + text);
    }
  }

  function tell(name, detail) {
    var event = document.createEvent('CustomEvent');
    event.initCustomEvent(name, false, false, detail);
    document.dispatchEvent(event);
  }

  function changed() {
    clearTimeout(timer);
    timer = setTimeout(next, SETTLING);
  }

  // One address at a time; those that come and go meanwhile are left out.
  function next() {
    var url = shown();
    if (running ? true : url === configured) {
      return;
    }
    running = true;
    attempt(url, url === landing ? [url] : landingFirst ? [landing, url] : [url, landing], function (done) {
      running = false;
      configured = done ? url : configured;
      if (shown() !== configured) {
        changed();
      }
    });
  }

  function attempt(url, candidates, finish) {
    var signed = candidates[0];
    sign(signed, false, function (config, problem) {
      if (shown() !== url) {
        finish(false);
      } else if (config === null) {
        say(problem + '. The address stays unsigned: ' + url);
        tell('wxconfig:error', { url: url, signedUrl: signed, errMsg: problem });
        finish(true);
      } else {
        configured = url;
        configure(config, signed, candidates.length === 1, function (refusal, told) {
          if (shown() !== url) {
            finish(false);
          } else if (refusal === '') {
            if (url !== landing) {
              remember(signed);
            }
            say('signed again, and verified: ' + signed);
            if (!told) {
              tell('wxconfig:ready', { url: url, signedUrl: signed, errMsg: 'config:ok' });
            }
            finish(true);
          } else if (candidates.length > 1) {
            say('the client refuses ' + signed + ' (' + refusal + '); trying ' + candidates[1]);
            attempt(url, candidates.slice(1), finish);
          } else {
            if (!told) {
              tell('wxconfig:error', { url: url, signedUrl: signed, errMsg: refusal });
            }
            finish(true);
          }
        });
      }
    });
  }

  // Calls back with the argument of wx.config, or with null and a reason.
  function sign(url, again, callback) {
    var request = new XMLHttpRequest();
    request.open('GET', endpoint + '?url=' + encodeURIComponent(url));
    request.timeout = PATIENCE;
    request.onreadystatechange = function () {
      if (request.readyState !== 4) {
        return;
      }
      var config = null;
      try {
        config = request.status === 200 ? JSON.parse(request.responseText) : null;
      } catch (e) {
        say('the answer of ' + endpoint + ' is no JSON');
      }
      if (config === null) {
        failed(request, url, again, callback);
      } else {
        callback(config);
      }
    };
    request.send();
  }

  function failed(request, url, again, callback) {
    var problem = request.status === 0
      ? endpoint + ' cannot be reached; does the page\'s Content-Security-Policy allow it (connect-src)'
      : endpoint + ' answers ' + request.status + ' ' + request.responseText.slice(0, 300);
    var passing = request.status === 0 ? true : request.status >= 500;
    if (passing ? again : true) {
      callback(null, problem);
      return;
    }
    var wait = Number(request.status === 503 ? request.getResponseHeader('Retry-After') : 0) * 1000;
    say(problem + '. Once more in a moment.');
    setTimeout(function () {
      sign(url, true, callback);
    }, Math.min(wait > 0 ? wait : RETRY, LONGEST_RETRY));
  }

  // Calls back once with WeChat's refusal or an empty text, and whether the document has heard of it already.
  function configure(config, signed, last, callback) {
    var bridge = window.WeixinJSBridge;
    var heard = false;
    var limit = 0;

    function settle(refusal, told) {
      if (limit !== -1) {
        clearTimeout(limit);
        limit = -1;
        for (var i = 0; i !== VERDICTS.length; i++) {
          document.removeEventListener(VERDICTS[i], hear);
        }
        callback(refusal, told);
      }
    }

    function hear(event) {
      settle(event.type === 'wxconfig:ready' ? '' : event.detail.errMsg, true);
    }

    // The official script hands this one call to the bridge before wx.config returns.
    function listen() {
      var invoke = bridge.invoke;
      try {
        bridge.invoke = function (name, params, answer) {
          if (name !== 'preVerifyJSAPI') {
            return invoke.apply(bridge, arguments);
          }
          heard = true;
          return invoke.call(bridge, name, params, function (result) {
            var message = String(result.err_msg || result.errMsg);
            var approved = /:ok$/.test(message);
            if (approved ? true : last) {
              answer(result);
            }
            settle(approved ? '' : message, !approved);
          });
        };
      } catch (e) {
        say('the bridge cannot be listened to');
      }
      wx.config(config);
      try {
        bridge.invoke = invoke;
      } catch (e) {
        say('the bridge stays as it is');
      }
    }

    config.jsApiList = apis.slice();
    if (tags.length > 0) {
      config.openTagList = tags.slice();
    }
    tell('wxconfig:signed', { signedUrl: signed, last: last });
    if (bridge) {
      listen();
    } else {
      wx.config(config);
    }
    if (!heard) {
      for (var i = 0; i !== VERDICTS.length; i++) {
        document.addEventListener(VERDICTS[i], hear);
      }
    }
    if (limit !== -1) {
      limit = setTimeout(function () {
        settle(bridge ? heard ? 'no answer' : '' : 'no bridge', false);
      }, bridge ? heard ? PATIENCE : NO_REFUSAL : PATIENCE);
    }
  }

  function watch(name) {
    var original = history[name];
    history[name] = function () {
      var result = original.apply(history, arguments);
      changed();
      return result;
    };
  }

  if (window.wx ? /micromessenger/i.test(navigator.userAgent) ? history.pushState : false : false) {
    watch('pushState');
    watch('replaceState');
    window.addEventListener('popstate', changed);
  }
})
