/**
 * What WeChat's client puts into every page; the simulator gives the verdict.
 *
 * simulator: where to ask for it; late: whether the bridge comes when the page has loaded, as some clients have it.
 */
(simulator, late) => {
  const verdicts = [];

  async function verify(params) {
    const response = await fetch(simulator, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ url: location.href, ...params }),
    });
    const verdict = await response.json();
    verdicts.push(verdict.err_msg);
    return verdict;
  }

  const bridge = {
    /** Every verdict on this page, for the tests. */
    verdicts,
    async invoke(name, params, callback) {
      callback(name === 'preVerifyJSAPI' ? await verify(params) : { err_msg: `${name}:ok` });
    },
    on() {},
  };

  function arrive() {
    window.WeixinJSBridge = bridge;
    document.dispatchEvent(new Event('WeixinJSBridgeReady'));
  }

  if (late) {
    window.addEventListener('load', () => setTimeout(arrive));
  } else {
    arrive();
  }
}
