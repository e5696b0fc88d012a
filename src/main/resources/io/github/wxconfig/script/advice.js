/*
 * While debug is on: explains on the console what is wrong, with the addresses side by side, and listens to the answers
 * of every API. The file of pages without debug does not have this part.
 */
(page => {
  if (!page.debug) {
    return;
  }
  const { causes, sign } = page.site;
  const told = new Set();
  let asked;

  function parting(one, other) {
    let start = 0;
    while (start < one.length && one.charAt(start) === other.charAt(start)) {
      start++;
    }
    return '\n  they part at character ' + (start + 1) + ': "' + one.slice(start, start + 40) + '" and "'
      + other.slice(start, start + 40) + '"';
  }

  function heading({ what, errMsg, url, signedUrl, healed, api }) {
    return what ? what + '.' : errMsg ? 'WeChat says "' + errMsg + '"' + (api || !healed ? '.' : ', and accepts the page after a second try.')
      : url === signedUrl ? 'this copy of the page is not accepted by WeChat' + at(healed)
        : 'the address that was signed is not the one that the browser shows' + at(healed);
  }

  const at = healed => healed ? ', which is signed at ' + sign + '.' : ': WeChat would answer "invalid signature".';

  page.explain = (cause, detail) => {
    const { url, signedUrl, real, what, api } = detail;
    const { says, cure } = causes[cause];
    const key = cause + api;
    if (told.has(key)) {
      return;
    }
    told.add(key);
    console.error('wxconfig: ' + heading(detail)
      + (api || what ? '' : '\n  signed:   ' + (signedUrl || 'not known') + '\n  shown:    ' + url)
      + real.map(one => '\n  verified: ' + one).join('')
      + (signedUrl && !real.includes(signedUrl) && signedUrl !== (real[0] || url) ? parting(signedUrl, real[0] || url) : '')
      + '\n  cause:    ' + cause + ': ' + says + '.\n  cure:     ' + cure + '.');
  };

  function judge(argument) {
    page.ownCall = 'noncestr' in argument && !argument.nonceStr ? 'noncestr'
      : argument.timestamp > 1e11 ? 'milliseconds' : 'own-call';
  }

  const { dress } = page;
  page.dress = (sdk, configured) => {
    const { config } = sdk;
    sdk.config = argument => {
      if (!page.handing) {
        judge(argument);
      }
      config(argument);
    };
    dress(sdk, configured);
  };

  function listen() {
    const bridge = window.WeixinJSBridge;
    const { invoke } = bridge;
    const heard = (name, params, back) => {
      if (name === 'preVerifyJSAPI') {
        asked = params.verifyJsApiList;
      }
      return invoke.call(bridge, name, params, answer => {
        const errMsg = String(answer && (answer.err_msg || answer.errMsg));
        if (name === 'preVerifyJSAPI') {
          page.ok = /:ok$/.test(errMsg);
        } else if (page.ok !== false && /subscribe|not.?exist|not.?support|offline.?verifying|denied/i.test(errMsg)) {
          page.trouble({ errMsg, api: name, asked, url: page.shown(), real: [] });
        }
        if (back) {
          back(answer);
        }
      });
    };
    try {
      bridge.invoke = heard;
    } catch (e) {
      console.info('wxconfig: the bridge cannot be changed, so the answers of APIs are not explained');
    }
  }

  if (window.WeixinJSBridge) {
    listen();
  } else {
    document.addEventListener('WeixinJSBridgeReady', listen, { once: true });
  }
  if (page.hashOf(page.shown()) === page.hash) {
    console.info('wxconfig: the address that was signed is the one that the browser shows: ' + page.url);
  }
})
