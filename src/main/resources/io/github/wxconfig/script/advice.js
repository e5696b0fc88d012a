/*
 * While debug is on: explains on the console what is wrong, with the addresses side by side, and listens to the answers
 * of every API. The file of pages without debug does not have this part.
 */
(page => {
  if (!page.debug) {
    return;
  }
  // Users report that WeChat leaves a smaller picture out.
  const SMALLEST = 300;

  const { causes, sign } = page.site;
  const told = new Set();
  let asked;
  // Nothing until WeChat has said so or otherwise.
  let verified;

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
      + (cause === 'cached' ? '\n  age:      signed ' + Math.round(page.age() / 60) + ' minutes ago' : '')
      + (signedUrl && !real.includes(signedUrl) && signedUrl !== (real[0] || url) ? parting(signedUrl, real[0] || url) : '')
      + '\n  cause:    ' + cause + ': ' + says + '.\n  cure:     ' + cure + '.');
  };

  function tellOfCard(how, problem) {
    if (!told.has(problem)) {
      told.add(problem);
      console[how]('wxconfig: the share card of this page: ' + problem);
    }
  }

  function judgePicture(url) {
    const host = url.split('/')[2].replace(/:\d+$/, '');
    if (/^[^.]*$|\.local(host|domain)?$|^(10|127|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(host)) {
      tellOfCard('warn', 'its image is at ' + host + ', which WeChat cannot reach. Give an address on the internet: ' + url);
    }
    const image = new Image();
    image.onload = () => {
      const { naturalWidth: width, naturalHeight: height } = image;
      if (width < SMALLEST || height < SMALLEST) {
        tellOfCard('warn', 'its image has ' + width + ' x ' + height + ' pixels. Give one of ' + SMALLEST + ' x ' + SMALLEST
          + ' or more: ' + url);
      }
    };
    image.onerror = () => tellOfCard('warn', 'its image cannot be loaded here: ' + url);
    image.src = url;
  }

  // What makes a plain link of a card, or takes its picture away, although WeChat accepts the page.
  page.judgeCard = ({ link, imgUrl }) => {
    if (/[?&]code=/.test(link) && /[?&]state=/.test(link)) {
      tellOfCard('warn', 'its link has the code and state of WeChat\'s login, which serve once. Give a link without them: ' + link);
    }
    if (imgUrl && !told.has(imgUrl)) {
      told.add(imgUrl);
      judgePicture(imgUrl);
    }
    tellOfCard('info', 'WeChat makes a plain link of it where the visitor has opened this page from a plain link in a chat, or'
      + ' where the account is not verified. Open it from a QR code, the account\'s menu, the favourites or a card.');
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

  function ofApi(name, errMsg) {
    return /subscribe/i.test(errMsg) ? 'follower'
      : /not.?exist|not.?support/i.test(errMsg) ? (/wechatdevtools/i.test(navigator.userAgent) ? 'devtools' : 'old-client')
        : asked && !asked.includes(name) ? 'not-listed' : verified ? 'permission' : 'early';
  }

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
          verified = /:ok$/.test(errMsg);
        } else if (verified !== false && /subscribe|not.?exist|not.?support|offline.?verifying|denied/i.test(errMsg)) {
          page.trouble({ cause: ofApi(name, errMsg), errMsg, api: name, url: page.shown(), real: [] });
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
