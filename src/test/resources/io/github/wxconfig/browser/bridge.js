/**
 * What WeChat's client puts into every page; the simulator gives the verdict.
 *
 * simulator: where to ask for it; late: whether the bridge comes when the page has loaded, as some clients have it;
 * landing: whether the client verifies the address that the page was loaded from; frozen: whether the bridge cannot be
 * changed; lacking: the APIs that the client does not have; denied: those that the account may not use.
 */
(simulator, { late, landing, frozen }, lacking, denied) => {
  /** Sent when the visitor picks a menu entry that the page listens to; allowed together with the listening. */
  const SENDERS = { sendAppMessage: 'menu:share:appmessage', shareTimeline: 'menu:share:timeline' };
  /** What needs no permission. */
  const FREE = ['getNetworkType', 'checkJsApi', 'closeWindow', 'imagePreview', 'openLocation'];
  const verdicts = [];
  const calls = [];
  const listeners = {};
  const loadedFrom = location.href;
  let allowed = null;
  let verifiedUrl = '';

  // With debug, the official script shows every answer in an alert, at which a browser without a window would stop.
  window.alert = () => {};

  const shown = () => (landing ? loadedFrom : window.top.location.href).split('#')[0];

  async function verify(params) {
    const response = await fetch(simulator, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ url: landing ? loadedFrom : window.top.location.href, ...params }),
    });
    const verdict = await response.json();
    verdicts.push(verdict.err_msg);
    allowed = verdict.err_msg.endsWith(':ok') ? params.verifyJsApiList : null;
    verifiedUrl = shown();
    return verdict;
  }

  /** As WeChat's clients: an API is for the address that was verified, and for those that asked for it. */
  function outcome(name) {
    if (lacking.includes(name)) {
      return 'system:function_not_exist';
    }
    if (FREE.includes(name)) {
      return `${name}:ok`;
    }
    if (!allowed) {
      return `${name}:fail, the permission value is offline verifying`;
    }
    if (!allowed.includes(SENDERS[name] || name) || denied.includes(name)) {
      return `${name}:permission denied`;
    }
    return verifiedUrl === shown() ? `${name}:ok` : 'system:access_denied';
  }

  function play(name, params) {
    const answer = { err_msg: outcome(name) };
    calls.push({ name, ...params, answer: answer.err_msg });
    return answer;
  }

  const bridge = {
    /** Every verdict on this page, for the tests. */
    verdicts,
    /** Every other call with its answer. */
    calls,
    async invoke(name, params, callback = () => {}) {
      callback(name === 'preVerifyJSAPI' ? await verify(params) : play(name, params));
    },
    on(name, callback) {
      if (!allowed || !allowed.includes(name)) {
        throw new Error(`${name} was not asked for`);
      }
      listeners[name] = callback;
    },
    /** What the visitor does. */
    pick(name) {
      listeners[name]({ err_msg: 'ok', scene: 'friend' });
    },
  };

  function arrive() {
    if (frozen) {
      Object.defineProperty(window, 'WeixinJSBridge', { value: Object.freeze(bridge) });
    } else {
      window.WeixinJSBridge = bridge;
    }
    document.dispatchEvent(new Event('WeixinJSBridgeReady'));
  }

  if (late) {
    window.addEventListener('load', () => setTimeout(arrive));
  } else {
    arrive();
  }
}
