/** WeixinJSBridge, what WeChat's client gives to its script: asks the simulator for the verdict and plays the APIs. */
(() => {
  const simulator = new URL('../simulator/bridge/preVerifyJSAPI', document.currentScript.src);
  const phone = import('./apis.js');

  /** Sent when the visitor picks a menu entry that the page listens to; allowed together with the listening. */
  const SENDERS = { sendAppMessage: 'menu:share:appmessage', shareTimeline: 'menu:share:timeline' };

  const landing = location.href;
  let allowed = null;

  /** Clients do not agree on what a page's address is: the visitor chooses which kind this one is. */
  const verified = () => (sessionStorage.getItem('standin.verifies') === 'landing' ? landing : location.href);

  async function verify(params) {
    const config = Object.entries(params).filter(([name]) => name.startsWith('verify'));
    const response = await fetch(simulator, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ url: verified(), ...Object.fromEntries(config) }),
    });
    const answer = await response.json();
    allowed = answer.err_msg === 'preVerifyJSAPI:ok' ? new Set(params.verifyJsApiList) : null;
    return answer;
  }

  const unanswered = () => ({ err_msg: 'preVerifyJSAPI:fail, the simulator did not answer' });

  async function play(name, params) {
    if (!allowed) {
      return { err_msg: `${name}:fail, the permission value is offline verifying` };
    }
    if (!allowed.has(SENDERS[name] || name)) {
      return { err_msg: `${name}:permission denied` };
    }
    const { apis } = await phone;
    return apis[name] ? apis[name](params, allowed) : { err_msg: `${name}:function not exist` };
  }

  window.WeixinJSBridge = {
    async invoke(name, params, callback = () => {}) {
      const answer = await (name === 'preVerifyJSAPI' ? verify(params).catch(unanswered) : play(name, params));
      callback({ err_msg: `${name}:ok`, ...answer });
    },
    on(name, callback) {
      phone.then(({ listen }) => listen(name, callback));
    },
  };
})();
